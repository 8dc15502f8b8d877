/// Why a run ended without a result.
public enum ExecutionError: Error, Hashable, Sendable {
    /// The input does not fit its region.
    case inputTooLong(byteCount: Int, limit: Int)
    /// The host has no address space for the machine's memory.
    case outOfHostMemory
    /// The cycle limit is greater than a trace can number.
    case cycleLimitTooGreat(limit: UInt64, greatest: UInt64)
    /// The machine stopped before its program had ended well.
    case stopped(MachineStop)
}

/// Where and why the machine stopped.
public struct MachineStop: Hashable, Sendable {
    /// What ended the run.
    public let reason: Reason
    /// Address of the instruction that could not be completed.
    public let programCounter: UInt64
    /// Instructions completed before it.
    public let cycle: UInt64
    /// Name of its function; nil where no symbol names it.
    public let function: String?

    /// Rules of the machine that end a run.
    public enum Reason: Hashable, Sendable {
        /// A load from an address that is no multiple of its width.
        case misalignedLoad(address: UInt64, byteCount: Int)
        /// A store to an address that is no multiple of its width.
        case misalignedStore(address: UInt64, byteCount: Int)
        /// A jump to an address that is no multiple of four.
        case misalignedFetch(address: UInt64)
        /// A load outside every region, or from text.
        case loadOutOfRange(address: UInt64, byteCount: Int)
        /// A store outside every region.
        case storeOutOfRange(address: UInt64, byteCount: Int)
        /// Execution left the text.
        case fetchOutOfRange(address: UInt64)
        /// A store into text: programs do not change themselves.
        case storeIntoText(address: UInt64)
        /// A store into the input.
        case storeIntoInput(address: UInt64)
        /// A word that is no instruction of RV64IM; a trap of compiled Swift is one (`unimp`).
        case illegalInstruction(word: UInt32)
        /// `ecall` with a number in a7 that is neither `exit` nor an accelerator's.
        case unknownCall(number: UInt64)
        /// A call with an operand at an address that is no multiple of eight.
        case misalignedOperand(call: MachineCall, address: UInt64)
        /// A call with an operand that is not wholly in memory that may be stored to.
        case operandOutOfRange(call: MachineCall, address: UInt64, wordCount: Int)
        /// A call that is not defined on the values of its operands.
        case callRefused(MachineCall)
        /// `ebreak`.
        case breakpoint
        /// The cycle limit is reached.
        case cycleLimit(UInt64)
        /// The program ended with a code that is not zero.
        case exitCode(UInt64)
        /// The program ended with bytes behind its output that are not zero.
        case nonZeroOutputPadding

        /// Whether the run was given up rather than wrong.
        public var isCycleLimit: Bool {
            guard case .cycleLimit = self else { return false }
            return true
        }
    }
}
