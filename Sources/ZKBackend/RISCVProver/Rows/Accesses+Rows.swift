package import ProofProver
import ProofVerifier
package import RISCVMachine

/// What a trace records of one access, for the rows that show it.
package struct AccessRecord: Hashable, Sendable {
    /// The value taken.
    package var oldValue: UInt64
    /// When it had been left.
    package var previousTimestamp: UInt64
    /// When it was taken, and another left.
    package var timestamp: UInt64

    /// A record of the executor's, whose previous timestamp is the earlier one; a forged one may have any.
    package init(oldValue: UInt64, previousTimestamp: UInt64, timestamp: UInt64) {
        self.oldValue = oldValue
        self.previousTimestamp = previousTimestamp
        self.timestamp = timestamp
    }
}

extension MemoryAccess {
    /// Writes an access into a row.
    package func write(_ record: AccessRecord, to table: inout TraceTable, row: Int) {
        table[previousTimestamp, row] = Goldilocks(record.previousTimestamp)
        table[gapLow, row] = Goldilocks((record.timestamp &- record.previousTimestamp &- 1) & 0xffff)
    }
}

extension WordRead {
    /// Writes a read of a value into a row.
    package func write(_ value: UInt64, _ record: AccessRecord, to table: inout TraceTable, row: Int) {
        word.write(value, to: &table, row: row)
        access.write(record, to: &table, row: row)
    }
}

extension WordWrite {
    /// Writes a write over a value into a row; the new value stands in the chip's own columns.
    package func write(_ record: AccessRecord, to table: inout TraceTable, row: Int) {
        replaced.write(record.oldValue, to: &table, row: row)
        access.write(record, to: &table, row: row)
    }
}

extension RegisterWrite {
    /// Writes a register's write into a row; x0 keeps no result.
    package func write(register: UInt64, keeps: UInt64, _ record: AccessRecord, to table: inout TraceTable, row: Int) {
        table[rd, row] = Goldilocks(register)
        table[keepsResult, row] = Goldilocks(keeps)
        write.write(record, to: &table, row: row)
    }
}
