package import ProofProver
import ProofVerifier
package import RISCVMachine

extension DecodeChip {
    /// The rows of the executed words of a text, in its order.
    ///
    /// - Parameters:
    ///   - base: Address of the text.
    ///   - words: The text.
    ///   - executions: How often each word was executed; more numbers than words are ignored.
    /// - Returns: The table.
    package func table(base: UInt64, words: [UInt32], executions: [UInt64]) -> TraceTable {
        let executed = words.indices.filter { $0 < executions.count && executions[$0] > 0 }
        var table = TraceTable(chip: chip, rowCount: executed.count)
        table.fill(programCounter) { Goldilocks(base &+ 4 &* UInt64(executed[$0])) }
        table.fill(self.executions) { Goldilocks(executions[executed[$0]]) }
        for (row, index) in executed.enumerated() { write(words[index], to: &table, row: row) }
        return table
    }

    /// Decodes a word into a row; of one that is no instruction the pieces alone are written.
    package func write(_ word: UInt32, to table: inout TraceTable, row: Int) {
        let word = UInt64(word)
        table[used, row] = .one
        table[opcode, row] = Goldilocks(word & 0x7f)
        for piece in pieces.places {
            table[piece.column, row] = Goldilocks(word >> piece.low & ((1 << piece.width) - 1))
        }
        guard let encoding = InstructionEncoding.all.first(where: { $0.fits(word) }) else { return }
        table[operation, row] = Goldilocks(encoding.operation.rawValue)
        guard encoding.format != .fence else { return }
        table[formats[encoding.format.rawValue], row] = .one
        guard encoding.format.hasDestination, let inverse = Goldilocks(word >> 7 & 31).inverse else { return }
        table[keepsResult, row] = .one
        table[self.inverse, row] = inverse
    }
}

extension InstructionEncoding {
    /// Whether a word says that it is the operation.
    fileprivate func fits(_ word: UInt64) -> Bool {
        guard word & 0x7f == opcode, !format.hasFunction3 || word >> 12 & 7 == function3 else { return false }
        guard !format.hasFunction6 || word >> 26 == function7 >> 1 else { return false }
        guard !format.hasBit25 || word >> 25 & 1 == function7 & 1 else { return false }
        return format != .system || word >> 7 == 0
    }
}
