import ProofProver
import ProofVerifier
import RISCVMachine

/// Words of 64 bits, each of which a row of a table takes apart into bits: one array a word, so that columns are filled
/// from consecutive memory.
struct WordsByRow {
    private var words: [[UInt64]]

    init(wordCount: Int, rowCount: Int) {
        words = (0..<wordCount).map { _ in [UInt64](repeating: 0, count: rowCount) }
    }

    subscript(word: Int, row: Int) -> UInt64 {
        get { words[word][row] }
        set { words[word][row] = newValue }
    }

    /// Writes the bits of a word, or as many of them as there are columns.
    func writeBits(of word: Int, to columns: [Column], of table: inout TraceTable) {
        words[word].withUnsafeBufferPointer { values in
            for (bit, column) in columns.enumerated() {
                let shift = UInt64(bit)
                table.fill(column) { Goldilocks(values[$0] >> shift & 1) }
            }
        }
    }

    /// Writes a word, which is an element of the field.
    func write(_ word: Int, to column: Column, of table: inout TraceTable) {
        words[word].withUnsafeBufferPointer { values in table.fill(column) { Goldilocks(values[$0]) } }
    }
}
