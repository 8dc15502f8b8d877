/// The batch of a chip's constraints and leaf claims: G = constant + sum over i of coefficient_i * output_i.
///
/// Outputs are those of the chip's `ConstraintProgram`. Each constraint of each chip has a power of lambda of its own; the claims on the
/// numerators and on the denominators of all leaves have one each, times the interaction's weight among the leaves.
package struct ChipBatch: Sendable {
    /// One for each output.
    package var coefficients: [CubicExtension]
    /// What denominators have beside their tuples.
    package var constant: CubicExtension
}

/// The batch of a machine and the sum that it must have.
package struct MachineBatch: Sendable {
    /// One a chip.
    package let chips: [ChipBatch]
    /// The claimed sum over all chips of the sum over rows of eq(rho, row) G(row).
    package let claim: CubicExtension

    /// Batches all constraints, which are zero, and the claims on the leaves.
    ///
    /// - Parameters:
    ///   - machine: The chips.
    ///   - layout: Where the interactions lie among the leaves.
    ///   - leafClaim: What GKR has left to be shown.
    ///   - challenges: alpha and the powers of beta.
    ///   - lambda: The batching challenge.
    package init(
        machine: Machine,
        layout: LeafLayout,
        leafClaim: LeafClaim,
        challenges: BusChallenges,
        lambda: CubicExtension
    ) {
        let constraintCount = machine.programs.reduce(0) { $0 + $1.constraintCount }
        let powers = lambda.powers(constraintCount + 2)
        let (numeratorPower, denominatorPower) = (powers[constraintCount], powers[constraintCount + 1])
        var next = 0
        var chips = machine.programs.map { program in
            var coefficients = [CubicExtension](repeating: .zero, count: program.outputCount)
            for constraint in 0..<program.constraintCount { coefficients[constraint] = powers[next + constraint] }
            next += program.constraintCount
            return ChipBatch(coefficients: coefficients, constant: .zero)
        }
        var unused = CubicExtension.one
        for (block, weight) in zip(layout.blocks, layout.weights(at: leafClaim.point)) {
            unused -= weight
            let outputs = machine.programs[block.chip].interactionOutputs[block.interaction]
            let bus = machine.chips[block.chip].interactions[block.interaction].bus
            chips[block.chip].coefficients[outputs.lowerBound] = numeratorPower * weight
            let scale = denominatorPower * weight
            chips[block.chip].constant += scale * challenges.constant(busID: bus.id)
            for (output, power) in zip(outputs.dropFirst(), challenges.powers) {
                chips[block.chip].coefficients[output] = scale * power
            }
        }
        self.chips = chips
        // Unused leaves are 0 / 1: their share of the denominators is what the blocks' weights lack to 1.
        claim =
            numeratorPower * leafClaim.fraction.numerator
            + denominatorPower * (leafClaim.fraction.denominator - unused)
    }
}

extension Machine {
    /// Degree of the batches in each variable: the elements that a round of the joint sumcheck sends.
    package var jointDegree: Int { max(1, degree) }
}
