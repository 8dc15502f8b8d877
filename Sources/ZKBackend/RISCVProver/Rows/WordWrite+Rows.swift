package import ProofProver
package import RISCVMachine

extension WordWrite {
    /// Writes a write over a value into a row; the new value stands in the chip's own columns.
    package func write(_ record: AccessRecord, to table: inout TraceTable, row: Int) {
        replaced.write(record.oldValue, to: &table, row: row)
        access.write(record, to: &table, row: row)
    }
}
