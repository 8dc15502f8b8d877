import ProofProver
import ProofVerifier
import RISCVMachine

extension ProgramChip {
    /// The table of a program, whose multiplicities are still to be counted.
    func table(of program: RISCVProgram) -> TraceTable {
        TraceTable(chip: chip, rowCount: program.textRow + program.textWords.count)
    }
}
