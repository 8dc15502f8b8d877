package import ProofVerifier

/// A read of a register or of a word of memory: an access that leaves the value that it takes.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `NAME low`, `NAME high` | the value | 32 each | the memory bus: the entry that is received |
/// | `NAME previous timestamp`, `NAME gap low` | see `MemoryAccess` | 32, 16 | the memory bus, the range table |
///
/// Interactions: the four of `MemoryAccess`.
package struct WordRead: Sendable {
    /// The value.
    package let word: WordColumns
    /// The access.
    package let access: MemoryAccess

    /// Declares columns and interactions; the parameters are those of `MemoryAccess`.
    package init(
        _ name: String,
        in builder: inout ChipBuilder,
        times used: some ExpressionConvertible,
        space: some ExpressionConvertible,
        address: some ExpressionConvertible,
        timestamp: Expression,
        buses: AccessBuses
    ) {
        word = WordColumns(name, in: &builder)
        access = MemoryAccess(
            name,
            in: &builder,
            times: used,
            space: space,
            address: address,
            old: word.value,
            new: word.value,
            timestamp: timestamp,
            buses: buses
        )
    }
}
