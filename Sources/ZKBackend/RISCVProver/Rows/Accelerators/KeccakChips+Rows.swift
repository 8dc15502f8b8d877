package import ProofProver
import ProofVerifier
package import RISCVMachine

extension KeccakCallChip {
    /// The rows of a run's calls.
    package func table(of rows: CallRows) -> TraceTable {
        var table = TraceTable(chip: chip, rowCount: rows.count)
        call.write(rows, to: &table)
        state.write(rows, argument: 0, to: &table)
        let operand = rows.operand(0)
        for word in 0..<operand.wordCount {
            after[word].write(to: &table) { operand.after($0, word: word) }
            lanes[word].write(rows, operand, word: word, to: &table)
        }
        return table
    }
}

extension KeccakRoundChip {
    private typealias Shape = KeccakPermutationShape

    /// The rounds of a run's calls: 24 rows each, in their order.
    package func table(of rows: CallRows) -> TraceTable {
        let (operand, roundCount) = (rows.operand(0), Shape.roundCount)
        let rowCount = rows.count * roundCount
        // Lanes after theta, then parities before it.
        var words = WordsByRow(wordCount: Shape.laneCount + 5, rowCount: rowCount)
        var chi = [UInt64](repeating: 0, count: rowCount)
        for call in 0..<rows.count {
            var state = (0..<Shape.laneCount).map { operand.before(call, word: $0) }
            for round in 0..<roundCount {
                let row = call * roundCount + round
                let step = RoundStep(of: state, round: round)
                for (lane, word) in step.afterTheta.enumerated() { words[lane, row] = word }
                for (x, word) in step.parities.enumerated() { words[Shape.laneCount + x, row] = word }
                chi[row] = step.firstLaneAfterChi
                state = step.after
            }
        }
        var table = TraceTable(chip: chip, rowCount: rowCount)
        table.fill(used) { _ in .one }
        table.fill(call) { Goldilocks(rows.timestamp($0 / roundCount)) }
        table.fill(round) { Goldilocks(UInt64($0 % roundCount)) }
        for (index, column) in constantBits.enumerated() {
            table.fill(column) { Goldilocks(Shape.packedConstants[$0 % roundCount] >> UInt64(index) & 1) }
        }
        for (lane, columns) in lanes.enumerated() { words.writeBits(of: lane, to: columns, of: &table) }
        for (x, columns) in parities.enumerated() {
            words.writeBits(of: Shape.laneCount + x, to: columns, of: &table)
        }
        for (column, bit) in zip(chiBits, Shape.constantBits) {
            table.fill(column) { Goldilocks(chi[$0] >> UInt64(bit) & 1) }
        }
        return table
    }

    /// One round, with what its row shows of it.
    private struct RoundStep {
        let parities: [UInt64]
        let afterTheta: [UInt64]
        let firstLaneAfterChi: UInt64
        let after: [UInt64]

        init(of state: [UInt64], round: Int) {
            let parities = (0..<5).map { x in (0..<5).reduce(0) { $0 ^ state[x + 5 * $1] } }
            let afterTheta = state.enumerated().map { lane, word in
                word ^ parities[(lane + 4) % 5] ^ Self.rotatedLeft(parities[(lane + 1) % 5], 1)
            }
            let moved = Shape.sources.map { Self.rotatedLeft(afterTheta[$0], Shape.rotations[$0]) }
            var after = moved.enumerated().map { lane, word in
                let row = lane - lane % 5
                return word ^ (~moved[(lane + 1) % 5 + row] & moved[(lane + 2) % 5 + row])
            }
            firstLaneAfterChi = after[0]
            after[0] ^= Shape.constant(ofRound: round)
            (self.parities, self.afterTheta, self.after) = (parities, afterTheta, after)
        }

        private static func rotatedLeft(_ word: UInt64, _ count: Int) -> UInt64 {
            word &<< UInt64(count) | (count == 0 ? 0 : word &>> UInt64(64 - count))
        }
    }
}
