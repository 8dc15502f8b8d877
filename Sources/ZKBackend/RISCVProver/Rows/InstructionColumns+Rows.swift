package import ProofProver
import ProofVerifier
package import RISCVMachine

extension InstructionColumns {
    /// Writes the place in the run of all rows; a chip without a column of `used` writes its flags itself.
    package func write(_ rows: FamilyRows, to table: inout TraceTable) {
        if let usedColumn { table.fill(usedColumn) { _ in .one } }
        table.fill(programCounter) { Goldilocks(rows.programCounter($0)) }
        table.fill(timestamp) { Goldilocks(rows.timestamp($0)) }
    }
}
