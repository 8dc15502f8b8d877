package import ProofVerifier

/// A word that the row produces, in four limbs that are range checked.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `NAME limb 0` to `NAME limb 3` | bits 16 i to 16 i + 15 | 16 | a lookup in the range table each, on used rows |
///
/// Interactions: one per limb.
package struct LimbColumns: Sendable {
    /// The limbs, least significant first.
    package let limbs: [Column]

    /// Declares the columns and their lookups.
    ///
    /// - Parameters:
    ///   - name: What the word is, in the names of columns and interactions.
    ///   - builder: The chip.
    ///   - used: 1 on rows that count, else 0.
    ///   - range: The bus of numbers below 2^16.
    package init(_ name: String, in builder: inout ChipBuilder, times used: some ExpressionConvertible, range: Bus) {
        limbs = (0..<4).map { builder.column("\(name) limb \($0)") }
        for (index, limb) in limbs.enumerated() {
            builder.send("\(name) limb \(index)", to: range, times: used, [limb])
        }
    }

    /// The word, whose halves are below 2^32.
    package var value: WordExpression {
        let base = Expression(1 << 16)
        return WordExpression(low: limbs[0] + base * limbs[1], high: limbs[2] + base * limbs[3])
    }
}
