/// The batches of all chips, and the sum that they must have.
///
/// Write rho_j for the last h_j coordinates of rho, chip j having 2^h_j rows. Two things are to be shown.
///
/// Every constraint C of every chip is zero on every row, which follows, up to the error of a random rho, from
///
///     sum over x of eq(rho_j, x) C(x) = 0.
///
/// And the extensions of all leaves' numerators and denominators are p and q at rho, as GKR has left them. Block b
/// holds the leaves of one interaction of chip j: N_b(x) / D_b(x) for row x, where N_b is the signed multiplicity and
/// D_b = alpha + bus + sum over k of beta^(k+1) t_k. With w_b = eq(rho's other coordinates, number of b), and since
/// leaves that no block owns are 0 / 1 while all weights of leaves add up to 1,
///
///     p = sum over b of w_b sum over x of eq(rho_j, x) N_b(x)
///     q = sum over b of w_b sum over x of eq(rho_j, x) D_b(x) + (1 - sum over b of w_b).
///
/// Of c constraints in all, the i-th takes lambda^i; the claims on p and q take lambda^c and lambda^(c+1). So one
/// identity is left:
///
///     sum over j, x of eq(rho_j, x) G_j(x) = lambda^c p + lambda^(c+1) (q - 1 + sum over b of w_b)
///     G_j = sum over chip j's constraints of lambda^i C_i
///         + sum over its blocks of w_b (lambda^c N_b + lambda^(c+1) D_b).
package struct MachineBatch: Sendable {
    /// G_j of each chip.
    package let chips: [ChipBatch]
    /// The right-hand side.
    package let claim: CubicExtension

    /// Batches all constraints and the claims on the leaves.
    ///
    /// - Parameters:
    ///   - machine: The chips.
    ///   - layout: Where the interactions lie among the leaves.
    ///   - leafClaim: rho, p and q.
    ///   - challenges: alpha and the powers of beta.
    ///   - lambda: The batching challenge.
    /// - Throws: `VerificationError.verifierFault` when a tuple is longer than the powers of beta.
    package init(
        machine: Machine,
        layout: LeafLayout,
        leafClaim: LeafClaim,
        challenges: BusChallenges,
        lambda: CubicExtension
    ) throws(VerificationError) {
        let powers = lambda.powers(machine.constraintCount + 2)
        let (numeratorPower, denominatorPower) = (powers[machine.constraintCount], powers[machine.constraintCount + 1])
        var next = 0
        var chips = machine.polynomials.map { polynomials in
            var coefficients = [CubicExtension](repeating: .zero, count: polynomials.outputs.count)
            for constraint in 0..<polynomials.constraintCount { coefficients[constraint] = powers[next + constraint] }
            next += polynomials.constraintCount
            return ChipBatch(coefficients: coefficients, constant: .zero)
        }
        var ownedWeight = CubicExtension.zero
        for block in layout.blocks {
            let weight = layout.weight(of: block, at: leafClaim.point)
            ownedWeight += weight
            let outputs = machine.polynomials[block.chip].interactionOutputs[block.interaction]
            let bus = machine.chips[block.chip].interactions[block.interaction].bus
            let (multiplicity, tuple) = (outputs.lowerBound, outputs.dropFirst())
            chips[block.chip].coefficients[multiplicity] = weight * numeratorPower
            let scale = weight * denominatorPower
            chips[block.chip].constant += scale * challenges.constant(busID: bus.id)
            let betas = try challenges.powers(arity: tuple.count).map { scale * $0 }
            chips[block.chip].coefficients.replaceSubrange(tuple, with: betas)
        }
        self.chips = chips
        claim =
            numeratorPower * leafClaim.fraction.numerator
            + denominatorPower * (leafClaim.fraction.denominator - .one + ownedWeight)
    }
}
