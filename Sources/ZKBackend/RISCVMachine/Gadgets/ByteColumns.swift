package import ProofVerifier

/// A word in eight bytes.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `NAME byte 0` to `NAME byte 7` | bits 8 i to 8 i + 7 | 8 | a lookup that the chip sends: the gadget has none |
package struct ByteColumns: Sendable {
    /// The bytes, least significant first.
    package let bytes: [Column]

    /// Declares the columns; the chip has to look each of them up where bytes are.
    package init(_ name: String, in builder: inout ChipBuilder) {
        bytes = (0..<8).map { builder.column("\(name) byte \($0)") }
    }

    /// The word, whose halves are below 2^32 when its bytes are bytes.
    package var value: WordExpression {
        func half(_ start: Int) -> Expression {
            bytes[start..<start + 4].reversed().reduce(Expression(0)) { Expression(256) * $0 + $1 }
        }
        return WordExpression(low: half(0), high: half(4))
    }
}
