import GuestExecutor
package import ProofProver
import ProofVerifier
package import RISCVMachine

extension ShiftChip: InstructionChip {
    /// The rows of a run's shifts.
    package func table(of rows: FamilyRows) -> TraceTable {
        var table = TraceTable(chip: chip, rowCount: rows.count)
        guard let value = rows.trace.first, let count = rows.trace.second, let result = rows.trace.destination else {
            return table
        }
        let shifts = (0..<rows.count).map { row in
            ShiftRow(rows.instruction(row).operation, value.values[row], by: count.values[row])
        }
        instruction.write(rows, to: &table)
        for (index, column) in kinds.enumerated() { table.fill(column) { shifts[$0].kind == index ? .one : .zero } }
        table.fill(operation) { Goldilocks(rows.instruction($0).operation.rawValue) }
        table.fill(isImmediate) { shifts[$0].isImmediate ? .one : .zero }
        table.fill(isArithmetic) { shifts[$0].isArithmetic ? .one : .zero }
        table.fill(amount) { Goldilocks(count.values[$0] & 63) }
        table.fill(power) { Goldilocks(1 << UInt64(shifts[$0].logPower)) }
        table.fill(rs1) { Goldilocks(UInt64(rows.instruction($0).rs1)) }
        table.fill(rs2) { Goldilocks(UInt64(rows.instruction($0).rs2)) }
        first.write(value, slot: .first, of: rows, to: &table)
        second.write(count, slot: .second, of: rows, to: &table) { !shifts[$0].isImmediate }
        table.fill(restLow) { Goldilocks((count.values[$0] & 0xffff_ffff) >> 6 & 0xffff) }
        for half in 0..<2 {
            let product = { (row: Int) -> UInt64 in
                // Below 2^63: the power is 2^31 at most.
                (value.values[row] >> UInt64(32 * half) & 0xffff_ffff) << UInt64(shifts[row].logPower)
            }
            table.fill(lowPieces[half][0]) { Goldilocks(product($0) & 0xffff) }
            table.fill(lowPieces[half][1]) { Goldilocks(product($0) >> 16 & 0xffff) }
            table.fill(highPieces[half]) { Goldilocks(product($0) >> 32 & 0x7fff) }
        }
        table.fill(sign) { Goldilocks(UInt64(shifts[$0].decidingHalf >> 31)) }
        table.fill(signRest) { Goldilocks(UInt64(shifts[$0].decidingHalf & 0x7fff)) }
        shifted.write(result.after, to: &table)
        destination.write(result, of: rows, to: &table)
        return table
    }
}

/// What the columns of one shift need, computed once a row.
private struct ShiftRow: BitwiseCopyable {
    let kind: UInt8
    let logPower: UInt8
    let isImmediate: Bool
    let isArithmetic: Bool
    /// The half whose sign the result takes, or 0.
    let decidingHalf: UInt32

    init(_ operation: MachineOperation, _ value: UInt64, by operand: UInt64) {
        guard let shift = ShiftCase(operation, by: operand) else {
            (kind, logPower, isImmediate, isArithmetic, decidingHalf) = (0, 0, false, false, 0)
            return
        }
        kind = UInt8(truncatingIfNeeded: shift.kind.rawValue)
        logPower = UInt8(truncatingIfNeeded: shift.logPower)
        isImmediate = shift.isImmediate
        isArithmetic = shift.isArithmetic
        decidingHalf =
            switch shift.kind {
            case .wordLeft: UInt32(truncatingIfNeeded: value) << UInt32(truncatingIfNeeded: shift.logPower)
            case .nearRight, .farRight: shift.isArithmetic ? UInt32(truncatingIfNeeded: value >> 32) : 0
            case .wordRight: shift.isArithmetic ? UInt32(truncatingIfNeeded: value) : 0
            case .nearLeft, .farLeft: 0
            }
    }
}
