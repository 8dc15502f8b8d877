package import ProofProver
package import RISCVMachine

extension WordColumns {
    /// Writes a word into a row.
    package func write(_ value: UInt64, to table: inout TraceTable, row: Int) {
        table[low, row] = value.lowHalf
        table[high, row] = value.highHalf
    }
}
