import GuestExecutor
package import ProofProver
import ProofVerifier
package import RISCVMachine

extension JumpChip: InstructionChip {
    /// The rows of a run, in the order of the executor's.
    package func table(of rows: FamilyRows) -> TraceTable {
        var table = TraceTable(chip: chip, rowCount: rows.count)
        guard let read = rows.trace.first, let write = rows.trace.destination else { return table }
        instruction.write(rows, to: &table)
        let isRegister = { (row: Int) -> Bool in rows.instruction(row).operation == .jalr }
        let baseValue = { (row: Int) -> UInt64 in isRegister(row) ? read.values[row] : rows.programCounter(row) }
        table.fill(self.isRegister) { isRegister($0) ? .one : .zero }
        table.fill(rs1) { Goldilocks(UInt64(rows.instruction($0).rs1)) }
        table.fill(base.word.low) { baseValue($0).lowHalf }
        table.fill(base.word.high) { baseValue($0).highHalf }
        base.access.write(read.previousTimestamps, slot: .first, of: rows, to: &table, where: isRegister)
        table.fill(distance.low) { rows.instruction($0).immediate.lowHalf }
        table.fill(distance.high) { rows.instruction($0).immediate.highHalf }
        table.fill(carry) { row in
            // Of halves: the sum is below 2^33.
            let sum = (baseValue(row) & 0xffff_ffff) &+ (rows.instruction(row).immediate & 0xffff_ffff)
            return Goldilocks(sum >> 32)
        }
        table.fill(clearedBit) { Goldilocks((baseValue($0) &+ rows.instruction($0).immediate) & 1) }
        destination.write(write, of: rows, to: &table)
        return table
    }
}
