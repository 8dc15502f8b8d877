package import ProofProver
import ProofVerifier
package import RISCVMachine

extension RegisterWrite {
    /// Writes a register's write into a row; x0 keeps no result.
    package func write(register: UInt64, keeps: UInt64, _ record: AccessRecord, to table: inout TraceTable, row: Int) {
        table[rd, row] = Goldilocks(register)
        table[keepsResult, row] = Goldilocks(keeps)
        write.write(record, to: &table, row: row)
    }
}
