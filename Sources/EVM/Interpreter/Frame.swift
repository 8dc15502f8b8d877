import Primitives

/// Place of a stack item.
typealias StackPointer = UnsafeMutablePointer<UInt256>

/// Why the interpreter handed a frame back.
enum Signal: UInt8 {
    /// STOP, SELFDESTRUCT, RETURN: the output is set.
    case returned
    /// REVERT: the output is set.
    case reverted
    /// Exceptional halt: the reason is set.
    case halted
    /// A CALL or CREATE waits in the machine's request.
    case requested
    /// The machine's fault is set.
    case faulted
    /// The next operation is one that the machine executes.
    case outlined
}

/// One level of the call stack: the message that runs, and the machine state of Yellow Paper section 9.4.1.
///
/// While the frame runs, program counter, stack pointer and gas live in the `Interpreter`; they are written back when
/// the loop is left, for an outlined operation or for another frame.
struct Frame: ~Copyable {
    /// Level: 0 for the top-level message.
    let depth: Int
    /// Room for 1024 items.
    let stackBase: StackPointer
    /// Behind the top item.
    var stackPointer: StackPointer
    var programCounter: UnsafePointer<UInt8>
    var gasLeft: UInt64 = 0
    /// Gas the frame began with.
    var gasLimit: UInt64 = 0
    var memory = FrameMemory()
    /// Output of the last call (EIP-211).
    var returnData = ByteBuffer(capacity: 64)

    var signal = Signal.returned
    var haltReason = HaltReason.outOfGas
    /// What RETURN or REVERT gave: a part of `memory`.
    var output = UnsafeRawBufferPointer(start: nil, count: 0)

    var kind = CallKind.call
    /// Whose storage and balance the code uses.
    var address = Address.zero
    var caller = Address.zero
    /// Wei sent, or apparently sent in a DELEGATECALL.
    var value = UInt256.zero
    /// Calldata: a part of the calling frame's memory, which does not change while this frame runs.
    var input = UnsafeRawBufferPointer(start: nil, count: 0)
    var isStatic = false
    var code: Code

    /// State of journal, log and refund counter when the frame began.
    var mark = EffectMark(journal: 0, logCount: 0, refund: 0)
    /// Where in the calling frame's memory the output goes.
    var outputRange = MemoryRange.empty

    init(depth: Int) {
        self.depth = depth
        stackBase = .allocate(capacity: Gas.stackLimit)
        stackPointer = stackBase
        code = Code([])
        programCounter = code.start
    }

    deinit {
        stackBase.deallocate()
    }

    /// Readies a used frame for `newCode`: empty stack, memory and return data.
    mutating func reset(code newCode: Code, gas: UInt64) {
        code = newCode
        programCounter = newCode.start
        stackPointer = stackBase
        gasLeft = gas
        gasLimit = gas
        memory.removeAll()
        returnData.removeAll()
        output = UnsafeRawBufferPointer(start: nil, count: 0)
    }
}

/// Effects to return to when a frame fails.
struct EffectMark {
    var journal: Int
    var logCount: Int
    var refund: Int64
}

/// A part of a frame's memory that has been paid for.
struct MemoryRange {
    var offset: Int
    var count: Int

    static var empty: MemoryRange { MemoryRange(offset: 0, count: 0) }
}

extension Frame {
    /// Stops with an exceptional halt; false, for the operation to return.
    ///
    /// Inlined for its constant result, with which the caller's loop ends.
    @inline(__always)
    mutating func halt(_ reason: HaltReason) -> Bool {
        recordHalt(reason)
        return false
    }

    @inline(never)
    private mutating func recordHalt(_ reason: HaltReason) {
        haltReason = reason
        signal = .halted
    }

    /// Takes gas; halts and returns false when it does not suffice.
    @inline(__always)
    mutating func charge(_ cost: UInt64) -> Bool {
        let (left, overflow) = gasLeft.subtractingReportingOverflow(cost)
        if overflow { return halt(.outOfGas) }
        gasLeft = left
        return true
    }

    /// Checks the stack for an operation of `pops` operands and `pushes` results; halts and returns false otherwise.
    @inline(__always)
    mutating func checkStack(pops: Int, pushes: Int) -> Bool {
        let height = stackPointer - stackBase
        if height < pops { return halt(.stackUnderflow) }
        if pushes > pops && height &+ pushes &- pops > Gas.stackLimit { return halt(.stackOverflow) }
        return true
    }

    /// Takes the top item, which `checkStack` has found to be there.
    @inline(__always)
    mutating func pop() -> UInt256 {
        stackPointer -= 1
        return stackPointer.pointee
    }

    /// Takes the top item, which `checkStack` has found to be there, as an address.
    @inline(__always)
    mutating func popAddress() -> Address { Address(truncating: pop()) }

    /// Puts an item, for which `checkStack` has found room.
    @inline(__always)
    mutating func push(_ value: UInt256) {
        stackPointer.pointee = value
        stackPointer += 1
    }
}
