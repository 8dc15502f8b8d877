package import ProofVerifier

/// A number of 256 bits in 16 limbs that are range checked, as factors of products must be.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `NAME word i limb j`, i and j below 4 | bits 64 i + 16 j and the next 15 | 16 | a lookup in the range table each, on used rows |
package struct WideColumns: Sendable {
    /// The words, least significant first.
    package let words: [LimbColumns]

    /// Declares the columns and their lookups; the parameters are those of `LimbColumns`.
    package init(_ name: String, in builder: inout ChipBuilder, times used: some ExpressionConvertible, range: Bus) {
        words = (0..<4).map { LimbColumns("\(name) word \($0)", in: &builder, times: used, range: range) }
    }

    /// The 16 limbs, least significant first.
    package var limbs: [Column] { words.flatMap(\.limbs) }

    /// The number as a polynomial in 2^16.
    package var polynomial: LimbPolynomial { LimbPolynomial(limbs.map(\.expression)) }

    /// The eight groups of 32 bits, least significant first, each below 2^32 on used rows.
    package var halves: [Expression] { words.flatMap { [$0.value.low, $0.value.high] } }
}

/// A number of 256 bits in eight halves of words that a bus vouches for: enough where the number is only added.
package struct WideHalves: Sendable {
    /// The words, least significant first.
    package let words: [WordColumns]

    /// Declares the columns; the chip has to receive the words from a bus that says what they are.
    package init(_ name: String, in builder: inout ChipBuilder) {
        words = (0..<4).map { WordColumns("\(name) word \($0)", in: &builder) }
    }

    /// The eight groups of 32 bits, least significant first.
    package var halves: [Expression] { words.flatMap { [$0.low.expression, $0.high.expression] } }
}
