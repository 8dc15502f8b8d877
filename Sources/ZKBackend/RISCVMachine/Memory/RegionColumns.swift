package import ProofVerifier

/// A region of memory as a dense table: each row is one word, so no address occurs twice.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `used` | whether the word is accessed | 1 | the chip |
/// | `timestamp` | when the last entry was left | 32 | the memory bus |
///
/// A used row sends the word's first entry, at timestamp 0, and receives the last one. Interactions: `initial`,
/// `final` (memory).
package struct RegionColumns: Sendable {
    package let used: Column
    package let timestamp: Column
    private let cell: [Expression]

    /// Declares the columns.
    ///
    /// - Parameters:
    ///   - space: Which memory.
    ///   - address: Byte address of the row's word.
    ///   - builder: The chip.
    package init(space: MemorySpace, address: Expression, in builder: inout ChipBuilder) {
        used = builder.column("used")
        timestamp = builder.column("timestamp")
        cell = [space.expression, address]
    }

    /// Declares the interactions.
    package func link(initial: WordExpression, final: WordExpression, in builder: inout ChipBuilder) {
        let first: [any ExpressionConvertible] = [initial.low, initial.high, Expression(0)]
        builder.send("initial", to: RISCVBuses.memory, times: used, cell + first)
        let last: [any ExpressionConvertible] = [final.low, final.high, timestamp]
        builder.receive("final", from: RISCVBuses.memory, times: used, cell + last)
    }
}
