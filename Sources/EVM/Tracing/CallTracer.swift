public import Primitives

/// One message and the messages it sent.
public struct CallTrace: Sendable {
    /// How it was sent.
    public var kind: CallKind
    /// The account that sent it.
    public var from: Address
    /// The account whose code was asked for; of a creation the new contract.
    public var to: Address
    /// Wei sent, or apparently sent in a DELEGATECALL.
    public var value: UInt256
    /// Beginning of the calldata or init code.
    public var input: [UInt8]
    /// Size of all of it in bytes.
    public var inputSize: Int
    /// Gas it began with.
    public var gas: UInt64
    /// Gas it used.
    public var gasUsed: UInt64
    /// How it ended.
    public var status: ExecutionResult.Status
    /// Beginning of the output.
    public var output: [UInt8]
    /// Size of all of it in bytes.
    public var outputSize: Int
    /// What the precompile that ran noted about its run, if it is one that does.
    public var note: (any PrecompileNote)?
    /// The messages it sent, in order.
    public var children: [CallTrace]
}

/// Records messages as trees.
public struct CallTracer: Tracer, Sendable {
    /// False.
    public static var tracesSteps: Bool { false }
    /// True.
    public static var tracesCalls: Bool { true }

    /// Finished top-level messages, in order.
    public private(set) var roots: [CallTrace] = []
    private var open: [CallTrace] = []
    private let maximumDataBytes: Int

    /// Starts empty.
    ///
    /// - Parameter maximumDataBytes: How much of each input and output is kept.
    public init(maximumDataBytes: Int = 4096) {
        self.maximumDataBytes = maximumDataBytes
    }

    /// The last top-level message.
    public var root: CallTrace? { roots.last }

    /// Opens a node.
    public mutating func onEnter(_ call: CallStart) {
        open.append(
            CallTrace(
                kind: call.kind,
                from: call.from,
                to: call.to,
                value: call.value,
                input: beginning(call.input),
                inputSize: call.input.count,
                gas: call.gas,
                gasUsed: 0,
                status: .success,
                output: [],
                outputSize: 0,
                children: []
            )
        )
    }

    /// Closes the innermost node.
    public mutating func onExit(_ end: CallEnd) {
        guard var trace = open.popLast() else { return }
        trace.status = end.status
        trace.gasUsed = end.gasUsed
        trace.output = beginning(end.output)
        trace.outputSize = end.output.count
        trace.note = end.note
        if open.isEmpty {
            roots.append(trace)
        } else {
            open[open.count &- 1].children.append(trace)
        }
    }

    private func beginning(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        [UInt8](bytes.prefix(maximumDataBytes))
    }
}
