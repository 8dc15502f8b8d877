package import ProofProver
package import RISCVMachine

extension WordRead {
    /// Writes a read of a value into a row.
    package func write(_ value: UInt64, _ record: AccessRecord, to table: inout TraceTable, row: Int) {
        word.write(value, to: &table, row: row)
        access.write(record, to: &table, row: row)
    }
}
