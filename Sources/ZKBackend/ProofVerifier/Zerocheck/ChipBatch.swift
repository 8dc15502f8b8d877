/// The batch of a chip's constraints and leaves: G = sum over i of lambda^i C_i + sum over b of w_b (N_b + mu D_b).
///
/// Read off the outputs of the chip's `ChipPolynomials`: constraints, then multiplicities and tuples.
package struct ChipBatch: Sendable {
    /// What an interaction's denominator is made of: q = constant + sum over i of powers_i t_i.
    package struct Fingerprint: Sendable {
        /// alpha + bus.
        package let constant: CubicExtension
        /// beta^(i+1) for each element of the tuple.
        package let powers: ArraySlice<CubicExtension>

        /// A denominator with one power for each element of its tuple.
        package init(constant: CubicExtension, powers: ArraySlice<CubicExtension>) {
            self.constant = constant
            self.powers = powers
        }
    }

    /// The power of lambda that each constraint takes.
    package let constraintCoefficients: [CubicExtension]
    /// The denominators of the chip's interactions.
    package let fingerprints: [Fingerprint]
    /// w_b: the weight that each leaf takes.
    package let leafWeights: [CubicExtension]
    /// mu.
    package let mu: CubicExtension

    /// A batch with a coefficient for each constraint, a denominator for each interaction and a weight for each leaf.
    package init(
        constraintCoefficients: [CubicExtension],
        fingerprints: [Fingerprint],
        leafWeights: [CubicExtension],
        mu: CubicExtension
    ) {
        self.constraintCoefficients = constraintCoefficients
        self.fingerprints = fingerprints
        self.leafWeights = leafWeights
        self.mu = mu
    }

    /// G on one row.
    ///
    /// - Parameters:
    ///   - outputs: The values of the chip's outputs there.
    ///   - polynomials: The chip's polynomials, which say where among the outputs each interaction lies.
    /// - Returns: G.
    /// - Throws: `VerificationError.verifierFault` when the lists do not fit together.
    package func value(
        of outputs: [CubicExtension],
        polynomials: ChipPolynomials
    ) throws(VerificationError) -> CubicExtension {
        guard outputs.count == polynomials.outputs.count else {
            throw .verifierFault(expected: polynomials.outputs.count, got: outputs.count)
        }
        guard fingerprints.count == polynomials.interactionOutputs.count else {
            throw .verifierFault(expected: polynomials.interactionOutputs.count, got: fingerprints.count)
        }
        var fractions: [Fraction] = []
        for (places, fingerprint) in zip(polynomials.interactionOutputs, fingerprints) {
            let tuple = outputs[places.dropFirst()]
            fractions.append(
                Fraction(
                    numerator: outputs[places.lowerBound],
                    denominator: fingerprint.constant + (try dot(fingerprint.powers, tuple))
                )
            )
        }
        let leaves = polynomials.leaves.map { leaf in
            let sum =
                switch leaf {
                case .one(let interaction): fractions[interaction]
                case .two(let first, let second): fractions[first] + fractions[second]
                }
            return sum.numerator + mu * sum.denominator
        }
        return try dot(constraintCoefficients, outputs.prefix(polynomials.constraintCount)) + dot(leafWeights, leaves)
    }
}
