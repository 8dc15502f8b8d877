package import GuestExecutor
package import ProofProver
import ProofVerifier
package import RISCVMachine

extension MemoryAccess {
    /// Writes the accesses of all rows; rows that do not access keep zeros.
    ///
    /// - Parameters:
    ///   - previous: Timestamp of the cell's access before.
    ///   - slot: When in the row.
    ///   - rows: The rows.
    ///   - table: The chip's table.
    ///   - accesses: Which rows access.
    package func write(
        _ previous: TraceColumn<UInt32>,
        slot: AccessSlot,
        of rows: FamilyRows,
        to table: inout TraceTable,
        where accesses: (Int) -> Bool = { _ in true }
    ) {
        table.fill(previousTimestamp) { accesses($0) ? Goldilocks(UInt64(previous[$0])) : .zero }
        table.fill(gapLow) { row in
            guard accesses(row) else { return .zero }
            return Goldilocks((rows.timestamp(row, of: slot) &- UInt64(previous[row]) &- 1) & 0xffff)
        }
    }
}

extension WordColumns {
    /// Writes words into all rows.
    package func write(_ values: TraceColumn<UInt64>, to table: inout TraceTable) {
        table.fill(low) { values[$0].lowHalf }
        table.fill(high) { values[$0].highHalf }
    }
}

extension LimbColumns {
    /// Writes words into all rows.
    package func write(_ values: TraceColumn<UInt64>, to table: inout TraceTable) {
        for (index, limb) in limbs.enumerated() {
            let shift = 16 * UInt64(index)
            table.fill(limb) { Goldilocks((values[$0] >> shift) & 0xffff) }
        }
    }
}

extension WordRead {
    /// Writes the reads of all rows; rows that do not read keep the value, which an immediate may be, and no access.
    package func write(
        _ read: FamilyTrace.ReadColumns,
        slot: AccessSlot,
        of rows: FamilyRows,
        to table: inout TraceTable,
        where reads: (Int) -> Bool = { _ in true }
    ) {
        word.write(read.values, to: &table)
        access.write(read.previousTimestamps, slot: slot, of: rows, to: &table, where: reads)
    }
}

extension RegisterWrite {
    /// Writes the destinations of all rows.
    package func write(_ destination: FamilyTrace.WriteColumns, of rows: FamilyRows, to table: inout TraceTable) {
        table.fill(rd) { Goldilocks(UInt64(rows.instruction($0).rd)) }
        table.fill(keepsResult) { rows.instruction($0).keepsResult ? .one : .zero }
        write.replaced.write(destination.before, to: &table)
        write.access.write(destination.previousTimestamps, slot: .destination, of: rows, to: &table)
    }
}
