package import GuestExecutor
import ProofProver
import ProofVerifier
import RISCVMachine

/// The rows of a call in the executor's trace, with the places of their instructions.
package struct CallRows: Sendable {
    /// The executor's columns.
    package let trace: CallTrace
    /// Address of the text's first instruction.
    package let textBase: UInt64

    /// The rows of a call by a program whose text starts at `textBase`.
    package init(_ trace: CallTrace, textBase: UInt64) {
        self.trace = trace
        self.textBase = textBase
    }

    /// Number of rows.
    package var count: Int { trace.rowCount }

    /// Timestamp of a row.
    @inline(__always)
    package func timestamp(_ row: Int) -> UInt64 {
        MachineTime.first &+ MachineTime.step &* UInt64(trace.cycles[row])
    }

    /// The value of an argument, counted from a0.
    @inline(__always)
    package func argument(_ number: Int, _ row: Int) -> UInt64 { trace.registers[number + 1].values[row] }

    /// Writes the place of a call into a row of a table.
    func write(_ row: Int, _ instruction: InstructionColumns, to table: inout TraceTable, at place: Int) {
        if let used = instruction.usedColumn { table[used, place] = .one }
        table[instruction.programCounter, place] = Goldilocks(textBase &+ 4 &* UInt64(trace.instructions[row]))
        table[instruction.timestamp, place] = Goldilocks(timestamp(row))
    }

    /// Writes the reads of a7 and the arguments into a row of a table.
    func write(_ row: Int, registers: [MemoryAccess], to table: inout TraceTable, at place: Int) {
        for (access, columns) in zip(registers, trace.registers) {
            let record = AccessRecord(
                oldValue: columns.values[row],
                previousTimestamp: UInt64(columns.previousTimestamps[row]),
                timestamp: timestamp(row)
            )
            access.write(record, to: &table, row: place)
        }
    }

    /// Writes the accesses to an operand's words into a row of a table.
    func write(_ row: Int, operand index: Int, _ accesses: [MemoryAccess], to table: inout TraceTable, at place: Int) {
        let columns = trace.operands[index]
        let now = timestamp(row) &+ UInt64(columns.operand.slot)
        for (word, access) in accesses.enumerated() {
            let position = row * columns.operand.wordCount + word
            let record = AccessRecord(
                oldValue: columns.before[position],
                previousTimestamp: UInt64(columns.previousTimestamps[position]),
                timestamp: now
            )
            access.write(record, to: &table, row: place)
        }
    }
}
