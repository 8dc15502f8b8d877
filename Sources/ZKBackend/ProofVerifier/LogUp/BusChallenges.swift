/// The challenges that make a tuple on a bus one denominator: q = alpha + bus + sum over i of beta^(i+1) t_i.
///
/// Bus numbers start at 1 and each bus has one tuple length, so tuples of different buses differ as polynomials in
/// beta.
package struct BusChallenges: Sendable {
    /// alpha, drawn after the commitment to all multiplicities.
    package let alpha: CubicExtension
    /// The powers of beta from the first to the longest tuple's length.
    package let powers: [CubicExtension]

    /// Prepares the powers of beta for tuples of a length.
    package init(alpha: CubicExtension, beta: CubicExtension, maximumArity: Int) {
        self.alpha = alpha
        powers = Array(beta.powers(maximumArity + 1).dropFirst())
    }

    /// What all denominators of a bus have in common.
    package func constant(busID: Int) -> CubicExtension {
        alpha + Goldilocks(UInt64(busID))
    }

    /// The powers of beta from the first on, one for each element of a tuple.
    ///
    /// - Throws: `VerificationError.verifierFault` when the tuple is longer than any that these challenges were
    ///   prepared for: its last elements would be bound by nothing.
    package func powers(arity: Int) throws(VerificationError) -> ArraySlice<CubicExtension> {
        guard arity <= powers.count else { throw .verifierFault(expected: powers.count, got: arity) }
        return powers.prefix(arity)
    }

    /// What the denominators of a chip's interactions are made of, in order.
    ///
    /// - Throws: `VerificationError.verifierFault` as `powers(arity:)`.
    package func fingerprints(of chip: Chip) throws(VerificationError) -> [ChipBatch.Fingerprint] {
        var fingerprints: [ChipBatch.Fingerprint] = []
        for interaction in chip.interactions {
            fingerprints.append(
                ChipBatch.Fingerprint(
                    constant: constant(busID: interaction.bus.id),
                    powers: try powers(arity: interaction.tuple.count)
                )
            )
        }
        return fingerprints
    }

    /// The fraction of a public value.
    ///
    /// - Throws: `VerificationError.verifierFault` as `powers(arity:)`.
    package func fraction(_ fraction: PublicFraction) throws(VerificationError) -> Fraction {
        let fingerprint = try dot(powers(arity: fraction.tuple.count), fraction.tuple)
        return Fraction(
            numerator: CubicExtension(fraction.multiplicity),
            denominator: constant(busID: fraction.busID) + fingerprint
        )
    }
}
