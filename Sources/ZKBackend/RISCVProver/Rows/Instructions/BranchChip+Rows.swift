import GuestExecutor
package import ProofProver
import ProofVerifier
package import RISCVMachine

extension BranchChip: InstructionChip {
    /// The rows of a run, in the order of the executor's.
    package func table(of rows: FamilyRows) -> TraceTable {
        var table = TraceTable(chip: chip, rowCount: rows.count)
        guard let firstRead = rows.trace.first, let secondRead = rows.trace.second else { return table }
        instruction.write(rows, to: &table)
        table.fill(rs1) { Goldilocks(UInt64(rows.instruction($0).rs1)) }
        table.fill(rs2) { Goldilocks(UInt64(rows.instruction($0).rs2)) }
        table.fill(distance.low) { rows.instruction($0).immediate.lowHalf }
        table.fill(distance.high) { rows.instruction($0).immediate.highHalf }
        let isSigned = { (row: Int) -> Bool in
            switch rows.instruction(row).operation {
            case .blt, .bge: true
            default: false
            }
        }
        table.fill(isNegated) { row in
            switch rows.instruction(row).operation {
            case .bne, .bge, .bgeu: .one
            default: .zero
            }
        }
        table.fill(self.isSigned) { isSigned($0) ? .one : .zero }
        table.fill(isUnsigned) { row in
            switch rows.instruction(row).operation {
            case .bltu, .bgeu: .one
            default: .zero
            }
        }
        first.write(firstRead, slot: .first, of: rows, to: &table)
        second.write(secondRead, slot: .second, of: rows, to: &table)
        let (a, b) = (firstRead.values, secondRead.values)
        order.write(to: &table, { a[$0] }, { b[$0] }, isSigned: isSigned)
        table.fill(isTaken) { row in
            let isTaken =
                switch rows.instruction(row).operation {
                case .beq: a[row] == b[row]
                case .bne: a[row] != b[row]
                case .blt: Int64(bitPattern: a[row]) < Int64(bitPattern: b[row])
                case .bge: Int64(bitPattern: a[row]) >= Int64(bitPattern: b[row])
                case .bltu: a[row] < b[row]
                default: a[row] >= b[row]
                }
            return isTaken ? .one : .zero
        }
        return table
    }
}
