/// The challenges that make a tuple on a bus one denominator: q = alpha + bus + sum over i of beta^(i+1) t_i.
///
/// Bus numbers start at 1 and each bus has one tuple length, so tuples of different buses differ as polynomials in beta.
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

    /// The fraction of a public value.
    package func fraction(_ fraction: PublicFraction) -> Fraction {
        let denominator = zip(powers, fraction.tuple).reduce(constant(busID: fraction.busID)) { $0 + $1.0 * $1.1 }
        return Fraction(numerator: CubicExtension(fraction.multiplicity), denominator: denominator)
    }
}
