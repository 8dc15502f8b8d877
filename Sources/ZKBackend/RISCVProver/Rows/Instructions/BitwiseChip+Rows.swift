import GuestExecutor
package import ProofProver
import ProofVerifier
package import RISCVMachine

extension BitwiseChip: InstructionChip {
    /// The rows of a run's bitwise operations.
    package func table(of rows: FamilyRows) -> TraceTable {
        var table = TraceTable(chip: chip, rowCount: rows.count)
        guard let a = rows.trace.first, let b = rows.trace.second, let result = rows.trace.destination else {
            return table
        }
        instruction.write(rows, to: &table)
        table.fill(isAnd) { rows.operation($0, isOneOf: .and, .andi) }
        table.fill(isOr) { rows.operation($0, isOneOf: .or, .ori) }
        table.fill(isXor) { rows.operation($0, isOneOf: .xor, .xori) }
        let isImmediate = { (row: Int) -> Bool in
            switch rows.instruction(row).operation {
            case .andi, .ori, .xori: true
            default: false
            }
        }
        table.fill(self.isImmediate) { isImmediate($0) ? .one : .zero }
        table.fill(rs1) { Goldilocks(UInt64(rows.instruction($0).rs1)) }
        table.fill(rs2) { Goldilocks(UInt64(rows.instruction($0).rs2)) }
        first.write(to: &table) { a.values[$0] }
        second.write(to: &table) { b.values[$0] }
        common.write(to: &table) { a.values[$0] & b.values[$0] }
        firstAccess.write(a.previousTimestamps, slot: .first, of: rows, to: &table)
        secondAccess.write(b.previousTimestamps, slot: .second, of: rows, to: &table) { !isImmediate($0) }
        destination.write(result, of: rows, to: &table)
        return table
    }
}
