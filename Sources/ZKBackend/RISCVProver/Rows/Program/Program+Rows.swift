import ProofProver
import ProofVerifier
import RISCVMachine

extension ProgramChip {
    /// The table of a program, whose multiplicities are still to be counted.
    func table(of program: RISCVProgram) -> TraceTable {
        TraceTable(chip: chip, rowCount: program.textRow + program.textWords.count)
    }
}

extension OperationChip {
    /// The table, whose multiplicities are still to be counted.
    func table() -> TraceTable { TraceTable(chip: chip, rowCount: InstructionEncoding.all.count) }
}

extension RangeChip {
    /// The table, whose multiplicities are still to be counted.
    func table() -> TraceTable { TraceTable(chip: chip, rowCount: 1 << 16) }
}
