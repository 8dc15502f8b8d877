/// The prover's message of a sumcheck round whose polynomial h has degree 2.
///
/// h(0) and the leading coefficient are sent; h(0) + h(1) is the claim, so both sides know h(1) and nothing is left to
/// compare.
package struct QuadraticRound: Equatable, Sendable {
    /// h(0).
    package var valueAtZero: CubicExtension
    /// Coefficient of the square.
    package var leadingCoefficient: CubicExtension

    /// The message for h(X) = valueAtZero + b X + leadingCoefficient X^2, whose b the claim decides.
    package init(valueAtZero: CubicExtension, leadingCoefficient: CubicExtension) {
        self.valueAtZero = valueAtZero
        self.leadingCoefficient = leadingCoefficient
    }

    /// h at a challenge, which is the next round's claim.
    ///
    /// - Parameters:
    ///   - challenge: The round's challenge.
    ///   - claim: h(0) + h(1).
    /// - Returns: h(challenge).
    package func value(at challenge: CubicExtension, claim: CubicExtension) -> CubicExtension {
        let linear = claim - valueAtZero - valueAtZero - leadingCoefficient
        return valueAtZero + challenge * (linear + challenge * leadingCoefficient)
    }
}
