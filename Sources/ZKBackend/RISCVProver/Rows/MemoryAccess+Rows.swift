package import ProofProver
import ProofVerifier
package import RISCVMachine

extension MemoryAccess {
    /// Writes an access into a row.
    package func write(_ record: AccessRecord, to table: inout TraceTable, row: Int) {
        table[previousTimestamp, row] = Goldilocks(record.previousTimestamp)
        table[gapLow, row] = Goldilocks((record.timestamp &- record.previousTimestamp &- 1) & 0xffff)
    }
}
