/// The rows of one call, as columns of equal length; words of operands are row by row in one column each.
public struct CallTrace: Sendable {
    /// The call.
    public let call: MachineCall
    /// The row's place in the run, from 0.
    public let cycles: TraceColumn<UInt32>
    /// Index of the `ecall` in the text.
    public let instructions: TraceColumn<UInt32>
    /// Reads of a7, a0, a1 and so on, all with the row's own timestamp.
    public let registers: [FamilyTrace.ReadColumns]
    /// Accesses to memory, one entry for each of the call's operands.
    public let operands: [OperandColumns]

    /// The words of `copy` and `fill`; nil for other calls.
    public let transfers: TransferColumns?

    /// Number of rows.
    public var rowCount: Int { cycles.count }

    /// Accesses to the words of one operand: word i of row r is at place r * wordCount + i.
    public struct OperandColumns: Sendable {
        /// The operand.
        public let operand: CallOperand
        /// Words before the call.
        public let before: TraceColumn<UInt64>
        /// Words after it; those before it of an operand that is only read.
        public let after: TraceColumn<UInt64>
        /// Timestamps of the words' accesses before this one.
        public let previousTimestamps: TraceColumn<UInt32>
    }

    /// Accesses to the words of transfers, call by call: a call has as many as its a2 says.
    public struct TransferColumns: Sendable {
        /// Words that are written.
        public let values: TraceColumn<UInt64>
        /// Words that they replace, at a0 and behind.
        public let replaced: TraceColumn<UInt64>
        /// Timestamps of the accesses before the writes; that of the call's own read where it has read the word.
        public let previousTimestamps: TraceColumn<UInt32>
        /// Timestamps of the accesses before the reads of the words at a1 and behind; nil for `fill`.
        public let sourcePreviousTimestamps: TraceColumn<UInt32>?
    }

    /// Zeroed columns for `rowCount` rows, and for `wordCount` words that they transfer.
    ///
    /// - Throws: `ExecutionError.outOfHostMemory`.
    init(_ call: MachineCall, rowCount: Int, wordCount: Int) throws(ExecutionError) {
        func column<Element>(_ type: Element.Type, _ count: Int) throws(ExecutionError) -> TraceColumn<Element> {
            guard let column = TraceColumn<Element>(zeroed: count) else { throw .outOfHostMemory }
            return column
        }
        self.call = call
        cycles = try column(UInt32.self, rowCount)
        instructions = try column(UInt32.self, rowCount)
        var registers: [FamilyTrace.ReadColumns] = []
        for _ in 0...call.argumentCount {
            registers.append(
                FamilyTrace.ReadColumns(
                    values: try column(UInt64.self, rowCount),
                    previousTimestamps: try column(UInt32.self, rowCount)
                )
            )
        }
        self.registers = registers
        var operands: [OperandColumns] = []
        for operand in call.operands {
            let count = rowCount * operand.wordCount
            let before = try column(UInt64.self, count)
            operands.append(
                OperandColumns(
                    operand: operand,
                    before: before,
                    after: operand.access == .write ? try column(UInt64.self, count) : before,
                    previousTimestamps: try column(UInt32.self, count)
                )
            )
        }
        self.operands = operands
        transfers =
            call.isTransfer
            ? TransferColumns(
                values: try column(UInt64.self, wordCount),
                replaced: try column(UInt64.self, wordCount),
                previousTimestamps: try column(UInt32.self, wordCount),
                sourcePreviousTimestamps: call == .copy ? try column(UInt32.self, wordCount) : nil
            ) : nil
    }
}
