package import ProofVerifier

/// Carries that one 32-bit group of a relation hands on to the next: signed numbers of some 20 to 31 bits.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `NAME carry g low` | bits below 2^(n - 16) of carry g + 2^(n - 1) | 16 | a lookup in the range table, on used rows |
/// | `NAME carry g high` | the 16 bits above them | 16 | a lookup in the range table, on used rows |
///
/// With n bits, a carry is low + 2^(n - 16) high - 2^(n - 1) and lies in -2^(n - 1) ..< 2^(n - 1) + 2^16, and every
/// number in -2^(n - 1) ..< 2^(n - 1) is one. Some have two forms, since low may exceed 2^(n - 16): a relation asks
/// only that there are carries.
package struct CarryColumns: Sendable {
    /// The lower parts.
    package let low: [Column]
    /// The upper parts.
    package let high: [Column]
    /// The carries as numbers; 0 on rows of zeros.
    package let values: [Expression]
    /// n.
    package let bits: Int

    /// Declares columns and lookups.
    ///
    /// - Parameters:
    ///   - name: The relation, in the names of columns and interactions.
    ///   - count: Number of carries.
    ///   - bits: n, from 16 to 32.
    ///   - builder: The chip.
    ///   - used: 1 on rows that count, else 0.
    ///   - range: The bus of numbers below 2^16.
    package init(
        _ name: String,
        count: Int,
        bits: Int,
        in builder: inout ChipBuilder,
        times used: some ExpressionConvertible,
        range: Bus
    ) {
        self.bits = bits
        low = (0..<count).map { builder.column("\(name) carry \($0) low") }
        high = (0..<count).map { builder.column("\(name) carry \($0) high") }
        let scale = Expression(1 << UInt64(bits - 16))
        let offset = Expression(1 << UInt64(bits - 1)) * used.expression
        values = zip(low, high).map { low, high -> Expression in low + scale * high - offset }
        for (index, (low, high)) in zip(low, high).enumerated() {
            builder.send("\(name) carry \(index) low", to: range, times: used, [low])
            builder.send("\(name) carry \(index) high", to: range, times: used, [high])
        }
    }
}
