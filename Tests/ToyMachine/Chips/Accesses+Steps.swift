import ProofProver
import RISCVMachine
import RISCVProver

extension ToyAccess {
    /// The access as a row shows it.
    var record: AccessRecord {
        AccessRecord(oldValue: old.value, previousTimestamp: old.timestamp, timestamp: new.timestamp)
    }
}

extension WordRead {
    /// Writes a read into a row.
    func write(_ access: ToyAccess, to table: inout TraceTable, row: Int) {
        write(access.new.value, access.record, to: &table, row: row)
    }
}

extension RegisterWrite {
    /// Writes the end of a step into a row.
    func write(_ step: ToyStep, to table: inout TraceTable, row: Int) {
        write(
            register: step.fields.rd,
            keeps: step.fields.keepsResult,
            step[.destination].record,
            to: &table,
            row: row
        )
    }
}
