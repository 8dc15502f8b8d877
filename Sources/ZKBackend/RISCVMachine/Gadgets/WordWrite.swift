package import ProofVerifier

/// A write of a register or of a word of memory: an access that leaves another value than it takes.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `NAME replaced low`, `NAME replaced high` | the old value | 32 each | the memory bus: the entry that is received |
/// | `NAME previous timestamp`, `NAME gap low` | see `MemoryAccess` | 32, 16 | the memory bus, the range table |
///
/// The chip answers for the new value: whoever reads it takes its halves for numbers of 32 bits.
///
/// Interactions: the four of `MemoryAccess`.
package struct WordWrite: Sendable {
    /// The old value.
    package let replaced: WordColumns
    /// The access.
    package let access: MemoryAccess

    /// Declares columns and interactions; the parameters are those of `MemoryAccess`.
    package init(
        _ name: String,
        in builder: inout ChipBuilder,
        times used: some ExpressionConvertible,
        space: some ExpressionConvertible,
        address: some ExpressionConvertible,
        value: WordExpression,
        timestamp: Expression,
        buses: AccessBuses
    ) {
        replaced = WordColumns("\(name) replaced", in: &builder)
        access = MemoryAccess(
            name,
            in: &builder,
            times: used,
            space: space,
            address: address,
            old: replaced.value,
            new: value,
            timestamp: timestamp,
            buses: buses
        )
    }
}
