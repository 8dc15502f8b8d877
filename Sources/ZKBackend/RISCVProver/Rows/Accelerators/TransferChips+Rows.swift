import GuestExecutor
package import ProofProver
import ProofVerifier
package import RISCVMachine

extension TransferCallChip {
    /// The table of a run: its copies, then its fills.
    package func table(copies: CallRows, fills: CallRows) -> TraceTable {
        var table = TraceTable(chip: chip, rowCount: copies.count + fills.count)
        for (rows, offset, isCopy) in [(copies, 0, true), (fills, copies.count, false)] {
            for row in 0..<rows.count {
                let place = offset + row
                let content = rows.argument(1, row)
                rows.write(row, instruction, to: &table, at: place)
                rows.write(row, registers: registers, to: &table, at: place)
                table[self.copies, place] = isCopy ? .one : .zero
                table[destination, place] = Goldilocks(rows.argument(0, row))
                (table[self.content.low, place], table[self.content.high, place]) = (
                    content.lowHalf, content.highHalf
                )
                table[isInput, place] = isCopy && Self.isInput(content) ? .one : .zero
                table[count, place] = Goldilocks(rows.argument(2, row))
            }
        }
        return table
    }

    /// Whether a source begins in the input.
    static func isInput(_ address: UInt64) -> Bool { address >= MachineMap.input && address < MachineMap.output }
}

extension TransferWordChip {
    /// The table of a run: the words of its copies, then those of its fills.
    package func table(copies: CallRows, fills: CallRows) -> TraceTable {
        let counts = [copies, fills].map { $0.trace.transfers?.values.count ?? 0 }
        var table = TraceTable(chip: chip, rowCount: counts[0] + counts[1])
        for (rows, offset, isCopy) in [(copies, 0, true), (fills, counts[0], false)] {
            guard let words = rows.trace.transfers else { continue }
            var word = 0
            for row in 0..<rows.count {
                let (now, count) = (rows.timestamp(row), rows.argument(2, row))
                let (destination, content) = (rows.argument(0, row), rows.argument(1, row))
                let second = isCopy ? (TransferCallChip.isInput(content) ? .one : .zero) : content.highHalf
                for index in 0..<count {
                    let place = offset + word
                    table[used, place] = .one
                    table[self.copies, place] = isCopy ? .one : .zero
                    table[call, place] = Goldilocks(now)
                    table[remaining, place] = Goldilocks(count - index)
                    table[self.destination, place] = Goldilocks(destination + 8 * index)
                    table[first, place] = isCopy ? Goldilocks(content + 8 * index) : content.lowHalf
                    table[self.second, place] = second
                    value.write(words.values[word], to: &table, row: place)
                    if let previous = words.sourcePreviousTimestamps {
                        let record = AccessRecord(
                            oldValue: words.values[word],
                            previousTimestamp: UInt64(previous[word]),
                            timestamp: now + AccessSlot.first.rawValue
                        )
                        read.write(record, to: &table, row: place)
                    }
                    let record = AccessRecord(
                        oldValue: words.replaced[word],
                        previousTimestamp: UInt64(words.previousTimestamps[word]),
                        timestamp: now + AccessSlot.memory.rawValue
                    )
                    write.write(record, to: &table, row: place)
                    word += 1
                }
            }
        }
        return table
    }
}
