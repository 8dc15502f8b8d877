package import GuestExecutor
import ProofProver
import ProofVerifier
import RISCVMachine

/// What the rows of an accelerator's chips are made of: the executor's columns of the call, and where the text begins.
package struct CallRows: Sendable {
    /// The executor's columns.
    package let trace: CallTrace
    /// Address of the text's first instruction.
    package let textBase: UInt64

    /// The rows of a call; the trace is of a run of the program.
    package init(_ trace: CallTrace, of program: ProgramImage) {
        self.init(trace, textBase: program.textBase)
    }

    /// The rows of a call of a program whose text begins at an address.
    package init(_ trace: CallTrace, textBase: UInt64) {
        self.trace = trace
        self.textBase = textBase
    }

    /// Number of calls.
    package var count: Int { trace.rowCount }

    /// Address of the row's `ecall`.
    @inline(__always)
    package func programCounter(_ row: Int) -> UInt64 { textBase &+ 4 &* UInt64(trace.instructions[row]) }

    /// Timestamp of the row, by which the call is known.
    @inline(__always)
    package func timestamp(_ row: Int) -> UInt64 {
        MachineTime.first &+ MachineTime.step &* UInt64(trace.cycles[row])
    }

    /// The accesses to one of the call's operands, in the order of their declaration.
    package func operand(_ index: Int) -> OperandRows { OperandRows(columns: trace.operands[index]) }

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

/// The accesses of all rows to one operand.
package struct OperandRows: Sendable {
    private let columns: CallTrace.OperandColumns

    init(columns: CallTrace.OperandColumns) {
        self.columns = columns
    }

    /// Words of the operand.
    package var wordCount: Int { columns.operand.wordCount }

    /// A word before the call.
    @inline(__always)
    package func before(_ row: Int, word: Int) -> UInt64 { columns.before[row * wordCount + word] }

    /// A word after the call.
    @inline(__always)
    package func after(_ row: Int, word: Int) -> UInt64 { columns.after[row * wordCount + word] }

    /// Timestamp of a word's access before this one.
    @inline(__always)
    package func previousTimestamp(_ row: Int, word: Int) -> UInt64 {
        UInt64(columns.previousTimestamps[row * wordCount + word])
    }

    /// Timestamp of an access in its row.
    package func timestamp(_ rows: CallRows, _ row: Int) -> UInt64 {
        rows.timestamp(row) &+ UInt64(columns.operand.slot)
    }
}
