package import ProofVerifier

/// A word of 64 bits as a function of the row, in two halves of 32 bits.
package struct WordExpression: Sendable {
    /// Bits 0 to 31.
    package let low: Expression
    /// Bits 32 to 63.
    package let high: Expression

    /// A word of two halves; nothing here bounds them.
    package init(low: some ExpressionConvertible, high: some ExpressionConvertible) {
        self.low = low.expression
        self.high = high.expression
    }

    /// 2^-32: turns what exceeds 32 bits of a half into its carry.
    package static let carryScale = Expression(Goldilocks(1 << 32).inverse ?? .zero)

    /// 2^-16: turns what exceeds a limb of a half into the limb above it.
    package static let limbScale = Expression(Goldilocks(1 << 16).inverse ?? .zero)

    /// 2^32 - 1: the upper half of a negative word of 32 bits, sign-extended.
    package static let signExtension = Expression(0xffff_ffff)

    /// 1 / (2^32 - 1): turns an upper half that is 0 or `signExtension` into its sign.
    package static let signScale = Expression(Goldilocks(0xffff_ffff).inverse ?? .zero)

    /// The word 0.
    package static let zero = WordExpression(low: Expression(0), high: Expression(0))
}
