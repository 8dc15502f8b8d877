/// The batches of all chips, and the sum that they must have.
///
/// Write rho for the point of the claim on rows, and rho_j for its last h_j coordinates, chip j having 2^h_j rows. Two
/// things are to be shown.
///
/// Every constraint C of every chip is zero on every row, which follows, up to the error of a random rho, from
///
///     sum over x of eq(rho_j, x) C(x) = 0.
///
/// And the claim on rows holds. Leaf b of chip j has the numerator N_b and the denominator D_b on a row: for one
/// interaction its signed multiplicity p and q = alpha + bus + sum over k of beta^(k+1) t_k, for two of them
/// p1 q2 + p2 q1 and q1 q2. The claim is that
///
///     value = sum over j, leaves b of weight_b sum over x of eq(rho_j, x) (N_b + mu D_b)(x).
///
/// Of c constraints in all, the i-th takes lambda^i; the claim takes lambda^c. So one identity is left:
///
///     sum over j, x of eq(rho_j, x) G_j(x) = lambda^c value
///     G_j = sum over chip j's constraints of lambda^i C_i
///         + sum over its leaves of lambda^c weight_b (N_b + mu D_b).
package struct MachineBatch: Sendable {
    /// G_j of each chip.
    package let chips: [ChipBatch]
    /// The right-hand side.
    package let claim: CubicExtension

    /// Batches all constraints and the claim on rows.
    ///
    /// - Parameters:
    ///   - machine: The chips.
    ///   - rowClaim: The claim on the leaves of their rows.
    ///   - challenges: alpha and the powers of beta.
    ///   - lambda: The batching challenge.
    /// - Throws: `VerificationError.verifierFault` when a tuple is longer than the powers of beta, or the claim is not
    ///   one on as many chips and leaves.
    package init(
        machine: Machine,
        rowClaim: RowClaim,
        challenges: BusChallenges,
        lambda: CubicExtension
    ) throws(VerificationError) {
        guard rowClaim.weights.count == machine.chips.count else {
            throw .verifierFault(expected: machine.chips.count, got: rowClaim.weights.count)
        }
        let powers = lambda.powers(machine.constraintCount + 1)
        let leafPower = powers[machine.constraintCount]
        var next = 0
        var chips: [ChipBatch] = []
        for (chip, polynomials) in machine.polynomials.enumerated() {
            let weights = rowClaim.weights[chip]
            guard weights.count == polynomials.leaves.count else {
                throw .verifierFault(expected: polynomials.leaves.count, got: weights.count)
            }
            chips.append(
                ChipBatch(
                    constraintCoefficients: Array(powers[next..<(next + polynomials.constraintCount)]),
                    fingerprints: try challenges.fingerprints(of: machine.chips[chip]),
                    leafWeights: weights.map { leafPower * $0 },
                    mu: rowClaim.mu
                )
            )
            next += polynomials.constraintCount
        }
        self.chips = chips
        claim = leafPower * rowClaim.value
    }
}
