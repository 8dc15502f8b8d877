package import GuestExecutor
package import ProofProver
import ProofVerifier
package import RISCVMachine

extension AddressColumns {
    /// Writes the addresses of all rows.
    package func write(_ base: FamilyTrace.ReadColumns, of rows: FamilyRows, to table: inout TraceTable) {
        table.fill(rs1) { Goldilocks(UInt64(rows.instruction($0).rs1)) }
        table.fill(immediateLow) { rows.instruction($0).immediate.lowHalf }
        table.fill(isNegative) { Goldilocks(rows.instruction($0).immediate >> 63) }
        table.fill(self.base) { base.values[$0].lowHalf }
        access.write(base.previousTimestamps, slot: .first, of: rows, to: &table)
    }
}
