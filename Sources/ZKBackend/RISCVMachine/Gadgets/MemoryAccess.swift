package import ProofVerifier

/// One access of a row to a register or a word of memory: takes the cell's old entry off the bus and leaves the new
/// one.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `NAME previous timestamp` | when the old entry was left | 32 | the memory bus: it is the entry that is received |
/// | `NAME gap low` | bits 0 to 15 of timestamp - previous timestamp - 1 | 16 | the range table |
///
/// Bits 16 to 31 of the gap are what remains, divided by 2^16, and looked up without a column. So the gap is below
/// 2^32, and since all timestamps are (a machine with the gadget needs a `MachineClock` of so many bits), an old entry
/// is earlier than the new one: it is neither itself nor one of the future.
///
/// Interactions: `NAME old` (receives), `NAME new` (sends), `NAME gap low` and `NAME gap high` (range).
package struct MemoryAccess: Sendable {
    /// Bits of the gap: no timestamp of the machine may reach 2^timestampBits.
    package static let timestampBits = 32

    /// When the old entry was left.
    package let previousTimestamp: Column
    /// Bits 0 to 15 of the gap.
    package let gapLow: Column

    /// Declares columns and interactions.
    ///
    /// - Parameters:
    ///   - name: What the access is for, in the names of columns and interactions.
    ///   - builder: The chip.
    ///   - used: 1 on rows that count, else 0.
    ///   - space: Number of a `MemorySpace`.
    ///   - address: Register number or byte address.
    ///   - old: The value taken.
    ///   - new: The value left.
    ///   - timestamp: When, which no other access of the machine shares.
    ///   - buses: Where entries and ranges meet.
    package init(
        _ name: String,
        in builder: inout ChipBuilder,
        times used: some ExpressionConvertible,
        space: some ExpressionConvertible,
        address: some ExpressionConvertible,
        old: WordExpression,
        new: WordExpression,
        timestamp: Expression,
        buses: AccessBuses
    ) {
        builder.requireClock(bits: Self.timestampBits)
        previousTimestamp = builder.column("\(name) previous timestamp")
        gapLow = builder.column("\(name) gap low")
        let cell: [any ExpressionConvertible] = [space, address]
        builder.receive(
            "\(name) old",
            from: buses.memory,
            times: used,
            cell + [old.low, old.high, previousTimestamp]
        )
        builder.send("\(name) new", to: buses.memory, times: used, cell + [new.low, new.high, timestamp])
        builder.send("\(name) gap low", to: buses.range, times: used, [gapLow])
        let gapHigh = (timestamp - previousTimestamp - 1 - gapLow) * Self.inverseOfLimbBase
        builder.send("\(name) gap high", to: buses.range, times: used, [gapHigh])
    }

    /// 2^-16.
    private static let inverseOfLimbBase = Expression(Goldilocks(1 << 16).inverse ?? .zero)
}
