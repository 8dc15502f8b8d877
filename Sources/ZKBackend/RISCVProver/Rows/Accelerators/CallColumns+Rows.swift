import GuestExecutor
package import ProofProver
import ProofVerifier
package import RISCVMachine

extension CallColumns {
    /// Writes place and number of all calls.
    package func write(_ rows: CallRows, to table: inout TraceTable) {
        if let used = instruction.usedColumn { table.fill(used) { _ in .one } }
        table.fill(instruction.programCounter) { Goldilocks(rows.programCounter($0)) }
        table.fill(instruction.timestamp) { Goldilocks(rows.timestamp($0)) }
        let previous = rows.trace.registers[0].previousTimestamps
        number.write(to: &table, at: { rows.timestamp($0) }, after: { UInt64(previous[$0]) })
    }
}

extension PointerRead {
    /// Writes the addresses of all calls' operands.
    package func write(_ rows: CallRows, argument: Int, to table: inout TraceTable) {
        let read = rows.trace.registers[1 + argument]
        table.fill(address) { read.values[$0].lowHalf }
        access.write(to: &table, at: { rows.timestamp($0) }, after: { UInt64(read.previousTimestamps[$0]) })
    }
}

extension WordRead {
    /// Writes the reads of a word of an operand.
    package func write(_ rows: CallRows, _ operand: OperandRows, word index: Int, to table: inout TraceTable) {
        word.write(to: &table) { operand.before($0, word: index) }
        access.write(rows, operand, word: index, to: &table)
    }
}

extension WordWrite {
    /// Writes the writes of a word of an operand; the new words stand in the chip's own columns.
    package func write(_ rows: CallRows, _ operand: OperandRows, word index: Int, to table: inout TraceTable) {
        replaced.write(to: &table) { operand.before($0, word: index) }
        access.write(rows, operand, word: index, to: &table)
    }
}

extension WordColumns {
    /// Writes the words of all rows.
    package func write(to table: inout TraceTable, _ word: (Int) -> UInt64) {
        table.fill(low) { word($0).lowHalf }
        table.fill(high) { word($0).highHalf }
    }
}

extension LimbColumns {
    /// Writes the words of all rows.
    package func write(to table: inout TraceTable, _ word: (Int) -> UInt64) {
        for (index, limb) in limbs.enumerated() {
            table.fill(limb) { Goldilocks(word($0) >> (16 * UInt64(index)) & 0xffff) }
        }
    }
}

extension MemoryAccess {
    fileprivate func write(_ rows: CallRows, _ operand: OperandRows, word index: Int, to table: inout TraceTable) {
        write(
            to: &table,
            at: { operand.timestamp(rows, $0) },
            after: { operand.previousTimestamp($0, word: index) }
        )
    }

    fileprivate func write(to table: inout TraceTable, at now: (Int) -> UInt64, after previous: (Int) -> UInt64) {
        table.fill(previousTimestamp) { Goldilocks(previous($0)) }
        table.fill(gapLow) { Goldilocks((now($0) &- previous($0) &- 1) & 0xffff) }
    }
}
