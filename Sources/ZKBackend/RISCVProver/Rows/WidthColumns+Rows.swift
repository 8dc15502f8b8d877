package import ProofProver
package import RISCVMachine

extension WidthColumns {
    /// Writes the widths of all rows, which are loads or stores.
    package func write(_ rows: FamilyRows, to table: inout TraceTable) {
        table.fill(isByte) { rows.operation($0, isOneOf: .lb, .lbu, .sb) }
        table.fill(isHalf) { rows.operation($0, isOneOf: .lh, .lhu, .sh) }
        table.fill(isWord) { rows.operation($0, isOneOf: .lw, .lwu, .sw) }
        table.fill(isDouble) { rows.operation($0, isOneOf: .ld, .sd) }
    }
}
