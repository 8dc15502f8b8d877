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

    /// The word 0.
    package static let zero = WordExpression(low: Expression(0), high: Expression(0))
}

/// A word that another row has produced, copied.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `NAME low` | bits 0 to 31 | 32 | the bus on which the copy is received: its producer has checked the halves |
/// | `NAME high` | bits 32 to 63 | 32 | the same |
package struct WordColumns: Sendable {
    /// Bits 0 to 31.
    package let low: Column
    /// Bits 32 to 63.
    package let high: Column

    /// Declares the columns; the chip has to receive them from a bus that says what they are.
    package init(_ name: String, in builder: inout ChipBuilder) {
        low = builder.column("\(name) low")
        high = builder.column("\(name) high")
    }

    /// The word.
    package var value: WordExpression { WordExpression(low: low, high: high) }
}
