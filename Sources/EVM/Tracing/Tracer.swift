public import Primitives

/// Observer of an execution.
///
/// The static flags are constants of the type: code for what a tracer does not watch is compiled away.
public protocol Tracer {
    /// Whether `onStep` and `onStepEnd` are called.
    static var tracesSteps: Bool { get }
    /// Whether `onEnter` and `onExit` are called.
    static var tracesCalls: Bool { get }

    /// An instruction is about to execute.
    mutating func onStep(_ step: ExecutionStep)
    /// The instruction of the last `onStep` has executed, or halted its frame; a call's frame has not begun yet.
    mutating func onStepEnd(gasLeft: UInt64, haltReason: HaltReason?)
    /// A message begins.
    mutating func onEnter(_ call: CallStart)
    /// The message of the innermost open `onEnter` ends.
    mutating func onExit(_ end: CallEnd)
}

extension Tracer {
    /// Does nothing.
    public mutating func onStep(_ step: ExecutionStep) {}
    /// Does nothing.
    public mutating func onStepEnd(gasLeft: UInt64, haltReason: HaltReason?) {}
    /// Does nothing.
    public mutating func onEnter(_ call: CallStart) {}
    /// Does nothing.
    public mutating func onExit(_ end: CallEnd) {}
}

/// The tracer that watches nothing and costs nothing.
public struct NoTracer: Tracer, Sendable {
    /// Makes one.
    public init() {}
    /// False.
    public static var tracesSteps: Bool { false }
    /// False.
    public static var tracesCalls: Bool { false }
}

/// The machine state before an instruction.
public struct ExecutionStep: Sendable {
    /// Offset in the code.
    public var programCounter: Int
    /// The byte there.
    public var opcode: UInt8
    /// Gas before the instruction.
    public var gasLeft: UInt64
    /// Call depth, 0 for the top-level message.
    public var depth: Int
    /// Memory in bytes.
    public var memorySize: Int
    /// Stack, the top item last.
    public var stack: [UInt256]
    /// Output of the last call.
    public var returnData: [UInt8]
    /// Refund counter; may be negative in the middle of a transaction.
    public var refund: Int64
}

/// The beginning of a message.
public struct CallStart {
    /// How it was sent.
    public var kind: CallKind
    /// The account that sends it.
    public var from: Address
    /// The account whose code was asked for; of a creation the new contract.
    public var to: Address
    /// Wei sent, or apparently sent in a DELEGATECALL.
    public var value: UInt256
    /// Calldata or init code; valid during `onEnter` only.
    public var input: UnsafeRawBufferPointer
    /// Gas it begins with.
    public var gas: UInt64
}

/// The end of a message.
public struct CallEnd {
    /// How it ended.
    public var status: ExecutionResult.Status
    /// Gas it used.
    public var gasUsed: UInt64
    /// Output; valid during `onExit` only.
    public var output: UnsafeRawBufferPointer
    /// What a precompile that was added to the table notes about its run; nil from everything else.
    public var note: (any PrecompileNote)?
}
