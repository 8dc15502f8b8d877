import GuestExecutor
package import ProofProver
import ProofVerifier
package import RISCVMachine

extension AddChip: InstructionChip {
    /// The rows of a run, in the order of the executor's.
    package func table(of rows: FamilyRows) -> TraceTable {
        var table = TraceTable(chip: chip, rowCount: rows.count)
        guard let firstRead = rows.trace.first, let secondRead = rows.trace.second,
            let write = rows.trace.destination
        else { return table }
        instruction.write(rows, to: &table)
        table.fill(rs1) { Goldilocks(UInt64(rows.instruction($0).rs1)) }
        table.fill(rs2) { Goldilocks(UInt64(rows.instruction($0).rs2)) }
        let reads = { (row: Int) -> Bool in
            switch rows.instruction(row).operation {
            case .addi, .addiw: false
            default: true
            }
        }
        table.fill(readsSecond) { reads($0) ? .one : .zero }
        table.fill(subtracts) { row in
            switch rows.instruction(row).operation {
            case .sub, .subw: .one
            default: .zero
            }
        }
        table.fill(isWord) { row in
            switch rows.instruction(row).operation {
            case .addw, .addiw, .subw: .one
            default: .zero
            }
        }
        table.fill(subtractsWords) { rows.instruction($0).operation == .subw ? .one : .zero }
        first.write(firstRead, slot: .first, of: rows, to: &table)
        second.write(secondRead, slot: .second, of: rows, to: &table, where: reads)
        result.write(write.after, to: &table)
        destination.write(write, of: rows, to: &table)
        return table
    }
}
