package import ProofProver
import ProofVerifier
package import RISCVMachine

extension FenceChip: InstructionChip {
    /// The rows of a run, in the order of the executor's.
    package func table(of rows: FamilyRows) -> TraceTable {
        var table = TraceTable(chip: chip, rowCount: rows.count)
        instruction.write(rows, to: &table)
        return table
    }
}
