import GuestExecutor
package import ProofProver
import ProofVerifier
package import RISCVMachine

extension UpperChip: InstructionChip {
    /// The rows of a run, in the order of the executor's.
    package func table(of rows: FamilyRows) -> TraceTable {
        var table = TraceTable(chip: chip, rowCount: rows.count)
        guard let write = rows.trace.destination else { return table }
        instruction.write(rows, to: &table)
        let addend = { (row: Int) -> UInt64 in
            rows.instruction(row).operation == .auipc ? rows.programCounter(row) : 0
        }
        table.fill(addsProgramCounter) { rows.instruction($0).operation == .auipc ? .one : .zero }
        table.fill(immediate.low) { rows.instruction($0).immediate.lowHalf }
        table.fill(immediate.high) { rows.instruction($0).immediate.highHalf }
        table.fill(carry) { row in
            // Of halves: the sum is below 2^33.
            let sum = (rows.instruction(row).immediate & 0xffff_ffff) &+ addend(row)
            return Goldilocks(sum >> 32)
        }
        lowerHalf.write(to: &table) { (rows.instruction($0).immediate &+ addend($0)) & 0xffff_ffff }
        table.fill(upperHalf) { (rows.instruction($0).immediate &+ addend($0)).highHalf }
        destination.write(write, of: rows, to: &table)
        return table
    }
}
