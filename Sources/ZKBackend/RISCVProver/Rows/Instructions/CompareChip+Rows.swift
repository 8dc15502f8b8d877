import GuestExecutor
package import ProofProver
import ProofVerifier
package import RISCVMachine

extension CompareChip: InstructionChip {
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
            case .slt, .sltu: true
            default: false
            }
        }
        let isSigned = { (row: Int) -> Bool in
            switch rows.instruction(row).operation {
            case .slt, .slti: true
            default: false
            }
        }
        table.fill(readsSecond) { reads($0) ? .one : .zero }
        table.fill(self.isSigned) { isSigned($0) ? .one : .zero }
        first.write(firstRead, slot: .first, of: rows, to: &table)
        second.write(secondRead, slot: .second, of: rows, to: &table, where: reads)
        order.write(to: &table, { firstRead.values[$0] }, { secondRead.values[$0] }, isSigned: isSigned)
        destination.write(write, of: rows, to: &table)
        return table
    }
}
