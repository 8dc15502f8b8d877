import GuestExecutor
package import ProofProver
import ProofVerifier
package import RISCVMachine

extension StoreChip: InstructionChip {
    /// The rows of a run's stores.
    package func table(of rows: FamilyRows) -> TraceTable {
        var table = TraceTable(chip: chip, rowCount: rows.count)
        guard let base = rows.trace.first, let value = rows.trace.second, let memory = rows.trace.memory else {
            return table
        }
        let parts = (0..<rows.count).map { AccessedPart(of: memory.before[$0], at: memory.addresses[$0]) }
        instruction.write(rows, to: &table)
        width.write(rows, to: &table)
        address.write(base, of: rows, to: &table)
        table.fill(rs2) { Goldilocks(UInt64(rows.instruction($0).rs2)) }
        source.write(value, slot: .second, of: rows, to: &table)
        for (index, flag) in atBytes.enumerated() {
            table.fill(flag) { memory.addresses[$0] & 3 == UInt32(index + 1) ? .one : .zero }
        }
        table.fill(inUpperHalf) { Goldilocks(UInt64(memory.addresses[$0] >> 2 & 1)) }
        table.fill(limb) { Goldilocks(UInt64(parts[$0].limb)) }
        table.fill(otherLimb) { Goldilocks(UInt64(parts[$0].otherLimb)) }
        table.fill(byte) { Goldilocks(UInt64(parts[$0].byte)) }
        table.fill(stored) { row in
            Goldilocks(value.values[row] & (rows.instruction(row).operation == .sb ? 0xff : 0xffff))
        }
        table.fill(sourceRest) { row in
            let above = (value.values[row] & 0xffff_ffff) >> (rows.instruction(row).operation == .sb ? 8 : 16)
            return Goldilocks(above & 0xffff)
        }
        table.fill(change) { row in
            let shift = UInt64(memory.addresses[row] & 4) * 8
            return Goldilocks(memory.after[row] >> shift & 0xffff_ffff)
                - Goldilocks(memory.before[row] >> shift & 0xffff_ffff)
        }
        replaced.write(memory.before, to: &table)
        access.write(memory.previousTimestamps, slot: .memory, of: rows, to: &table)
        return table
    }
}
