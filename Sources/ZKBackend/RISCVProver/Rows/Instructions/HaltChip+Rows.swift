import GuestExecutor
package import ProofProver
package import RISCVMachine

extension HaltChip: InstructionChip {
    package func table(of rows: FamilyRows) -> TraceTable {
        var table = TraceTable(chip: chip, rowCount: rows.count)
        instruction.write(rows, to: &table)
        guard let first = rows.trace.first, let second = rows.trace.second else { return table }
        call.write(first.previousTimestamps, slot: .first, of: rows, to: &table)
        exitCode.write(second, slot: .second, of: rows, to: &table)
        return table
    }
}
