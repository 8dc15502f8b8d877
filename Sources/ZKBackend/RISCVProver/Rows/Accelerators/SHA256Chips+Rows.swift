package import ProofProver
import ProofVerifier
package import RISCVMachine

extension SHA256CallChip {
    /// Places of the operands in the executor's declaration of the call.
    static let (blockOperand, stateOperand) = (0, 1)

    /// The rows of a run's calls.
    package func table(of rows: CallRows) -> TraceTable {
        var table = TraceTable(chip: chip, rowCount: rows.count)
        call.write(rows, to: &table)
        state.write(rows, argument: 0, to: &table)
        block.write(rows, argument: 1, to: &table)
        let (block, state) = (rows.operand(Self.blockOperand), rows.operand(Self.stateOperand))
        for word in 0..<block.wordCount {
            blockWords[word].write(rows, block, word: word, to: &table)
            for half in 0..<2 {
                table.fill(message[2 * word + half]) { row in
                    Goldilocks(UInt64(Self.half(block.before(row, word: word), half).byteSwapped))
                }
            }
        }
        for word in 0..<state.wordCount {
            after[word].write(to: &table) { state.after($0, word: word) }
            stateWords[word].write(rows, state, word: word, to: &table)
            for half in 0..<2 {
                table.fill(output[2 * word + half]) { row in
                    let (before, after) = (state.before(row, word: word), state.after(row, word: word))
                    return Goldilocks(UInt64(Self.half(after, half) &- Self.half(before, half)))
                }
            }
        }
        return table
    }

    /// A half of a word, the lower one first.
    static func half(_ word: UInt64, _ index: Int) -> UInt32 {
        UInt32(truncatingIfNeeded: word >> (32 * UInt64(index)))
    }
}

extension ByteSwapChip {
    /// The halves of the blocks of a run's calls: 16 rows each, in their order.
    package func table(of rows: CallRows) -> TraceTable {
        let block = rows.operand(SHA256CallChip.blockOperand)
        let halfCount = 2 * block.wordCount
        var table = TraceTable(chip: chip, rowCount: rows.count * halfCount)
        table.fill(used) { _ in .one }
        for (index, column) in bytes.enumerated() {
            table.fill(column) { row in
                let word = block.before(row / halfCount, word: row % halfCount / 2)
                return Goldilocks(UInt64(SHA256CallChip.half(word, row % 2) >> (8 * UInt32(index)) & 0xff))
            }
        }
        return table
    }
}

extension SHA256RoundChip {
    private typealias Shape = SHA256Shape

    /// The words of a row that are not bits, by their place in `WordsByRow`: eight variables, 16 words, three results.
    private static let (firstWord, firstResult, wordCount) = (8, 24, 27)

    /// The rounds of a run's calls: 64 rows each, in their order.
    package func table(of rows: CallRows) -> TraceTable {
        let (block, state) = (rows.operand(SHA256CallChip.blockOperand), rows.operand(SHA256CallChip.stateOperand))
        let roundCount = Shape.roundCount
        var words = WordsByRow(wordCount: Self.wordCount, rowCount: rows.count * roundCount)
        for call in 0..<rows.count {
            var variables = (0..<2 * state.wordCount).map { index in
                SHA256CallChip.half(state.before(call, word: index / 2), index % 2)
            }
            var schedule = (0..<2 * block.wordCount).map { index in
                SHA256CallChip.half(block.before(call, word: index / 2), index % 2).byteSwapped
            }
            for round in 0..<roundCount {
                let row = call * roundCount + round
                let step = RoundStep(variables, schedule, constant: UInt32(Shape.roundConstants[round]))
                for (index, word) in (variables + schedule).enumerated() { words[index, row] = UInt64(word) }
                for (index, word) in [step.nextA, step.nextE, step.nextWord].enumerated() {
                    words[Self.firstResult + index, row] = UInt64(word)
                }
                variables = [step.nextA] + variables[0..<3] + [step.nextE] + variables[4..<7]
                schedule = schedule.dropFirst() + [round < Shape.scheduleRoundCount ? step.nextWord : 0]
            }
        }
        var table = TraceTable(chip: chip, rowCount: rows.count * roundCount)
        table.fill(used) { _ in .one }
        table.fill(call) { Goldilocks(rows.timestamp($0 / roundCount)) }
        table.fill(round) { Goldilocks(UInt64($0 % roundCount)) }
        table.fill(constant) { Goldilocks(Shape.roundConstants[$0 % roundCount]) }
        table.fill(extends) { $0 % roundCount < Shape.scheduleRoundCount ? .one : .zero }
        for (place, columns) in zip([0, 1, 2, 4, 5, 6], variables) {
            words.writeBits(of: place, to: columns, of: &table)
        }
        words.write(3, to: d, of: &table)
        words.write(7, to: h, of: &table)
        for (place, columns) in zip(Self.bitWords, wordBits) {
            words.writeBits(of: Self.firstWord + place, to: columns, of: &table)
        }
        for (place, column) in zip(Self.plainWords, self.words) {
            words.write(Self.firstWord + place, to: column, of: &table)
        }
        for (index, column) in [nextA, nextE, nextWord].enumerated() {
            words.write(Self.firstResult + index, to: column, of: &table)
        }
        return table
    }

    /// What one round adds.
    private struct RoundStep {
        let nextA: UInt32
        let nextE: UInt32
        let nextWord: UInt32

        init(_ v: [UInt32], _ w: [UInt32], constant: UInt32) {
            let (a, b, c, e, f, g) = (v[0], v[1], v[2], v[4], v[5], v[6])
            let bigSigma1 = Self.rotated(e, 6) ^ Self.rotated(e, 11) ^ Self.rotated(e, 25)
            let bigSigma0 = Self.rotated(a, 2) ^ Self.rotated(a, 13) ^ Self.rotated(a, 22)
            let first = v[7] &+ bigSigma1 &+ (e & f ^ ~e & g) &+ constant &+ w[0]
            nextA = first &+ bigSigma0 &+ (a & b ^ a & c ^ b & c)
            nextE = v[3] &+ first
            let sigma1 = Self.rotated(w[14], 17) ^ Self.rotated(w[14], 19) ^ w[14] >> 10
            let sigma0 = Self.rotated(w[1], 7) ^ Self.rotated(w[1], 18) ^ w[1] >> 3
            nextWord = sigma1 &+ w[9] &+ sigma0 &+ w[0]
        }

        private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
            word &>> count | word &<< (32 - count)
        }
    }
}
