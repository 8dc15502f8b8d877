import GuestExecutor
package import ProofProver
import ProofVerifier
package import RISCVMachine

extension LoadChip: InstructionChip {
    /// The rows of a run's loads.
    package func table(of rows: FamilyRows) -> TraceTable {
        var table = TraceTable(chip: chip, rowCount: rows.count)
        guard let base = rows.trace.first, let memory = rows.trace.memory, let result = rows.trace.destination else {
            return table
        }
        let parts = (0..<rows.count).map { AccessedPart(of: memory.before[$0], at: memory.addresses[$0]) }
        instruction.write(rows, to: &table)
        width.write(rows, to: &table)
        table.fill(isSigned) { rows.operation($0, isOneOf: .lb, .lh, .lw) }
        address.write(base, of: rows, to: &table)
        for (index, bit) in offsetBits.enumerated() {
            table.fill(bit) { Goldilocks(UInt64(memory.addresses[$0] >> UInt32(index) & 1)) }
        }
        let input = MachineRegion.input.addresses
        table.fill(isInput) { input.contains(UInt64(memory.addresses[$0])) ? .one : .zero }
        word.word.write(memory.before, to: &table)
        word.access.write(memory.previousTimestamps, slot: .memory, of: rows, to: &table)
        table.fill(limb) { Goldilocks(UInt64(parts[$0].limb)) }
        table.fill(otherLimb) { Goldilocks(UInt64(parts[$0].otherLimb)) }
        table.fill(byte) { Goldilocks(UInt64(parts[$0].byte)) }
        table.fill(sign) { row in
            let part = parts[row]
            return switch rows.instruction(row).operation {
            case .lb: Goldilocks(UInt64(part.byte >> 7))
            case .lh: Goldilocks(UInt64(part.limb >> 15))
            case .lw: Goldilocks(UInt64(part.otherLimb >> 15))
            default: .zero
            }
        }
        destination.write(result, of: rows, to: &table)
        return table
    }
}
