package import ProofVerifier

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
