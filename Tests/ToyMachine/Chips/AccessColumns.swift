import ProofProver
import ProofVerifier

/// One access of a row to a register or a word of memory: receives the old entry, sends the new one.
///
/// Time passes: `timestamp - previous - 1` is split into two limbs of 16 bits, the lower one a column, the upper one what remains.
/// Timestamps are below 2^32 by the heights, so an old entry cannot be later than, or be, the new one.
struct AccessColumns {
    private let previousTimestamp: Column
    private let gapLow: Column

    init(
        _ name: String,
        in builder: inout ChipBuilder,
        times used: Column,
        space: some ExpressionConvertible,
        address: some ExpressionConvertible,
        old: (low: any ExpressionConvertible, high: any ExpressionConvertible),
        new: (low: any ExpressionConvertible, high: any ExpressionConvertible),
        timestamp: Expression
    ) {
        previousTimestamp = builder.column("\(name) previous timestamp")
        gapLow = builder.column("\(name) gap low")
        builder.receive(
            "\(name) old",
            from: ToyBuses.memory,
            times: used,
            [space, address, old.low, old.high, previousTimestamp]
        )
        builder.send(
            "\(name) new",
            to: ToyBuses.memory,
            times: used,
            [space, address, new.low, new.high, timestamp]
        )
        builder.send("\(name) gap low", to: ToyBuses.range, times: used, [gapLow])
        let gapHigh = (timestamp - previousTimestamp - 1 - gapLow) * inverseOfHalfLimbBase
        builder.send("\(name) gap high", to: ToyBuses.range, times: used, [gapHigh])
    }

    func write(_ access: ToyAccess, to table: inout TraceTable, row: Int) {
        table[previousTimestamp, row] = Goldilocks(access.old.timestamp)
        table[gapLow, row] = Goldilocks((access.new.timestamp &- access.old.timestamp &- 1) & 0xffff)
    }
}
