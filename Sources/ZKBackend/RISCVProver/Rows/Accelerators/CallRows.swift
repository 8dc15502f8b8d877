package import GuestExecutor
import RISCVMachine

/// What the rows of an accelerator's chips are made of: the executor's columns of the call, and where the text begins.
package struct CallRows: Sendable {
    /// The executor's columns.
    package let trace: CallTrace
    private let textBase: UInt64

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
