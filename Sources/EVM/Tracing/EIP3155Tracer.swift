public import Primitives

/// Records instructions as lines of JSON (EIP-3155).
///
/// A call's `gasCost` contains the gas that it forwards.
public struct EIP3155Tracer: Tracer, Sendable {
    /// True.
    public static var tracesSteps: Bool { true }
    /// False.
    public static var tracesCalls: Bool { false }

    /// The lines so far, in UTF-8, each ended by a line feed.
    public private(set) var lines: [UInt8] = []
    private var pending: ExecutionStep?

    /// Starts empty.
    public init() {}

    /// Hands over the lines so far and forgets them.
    public mutating func takeLines() -> [UInt8] {
        let taken = lines
        lines = []
        return taken
    }

    /// Keeps the state before an instruction until its cost is known.
    public mutating func onStep(_ step: ExecutionStep) {
        pending = step
    }

    /// Writes the line of the instruction.
    public mutating func onStepEnd(gasLeft: UInt64, haltReason: HaltReason?) {
        guard let step = pending else { return }
        pending = nil
        append("{\"pc\":\(step.programCounter),\"op\":\(step.opcode),\"gas\":\"")
        append(UInt256(step.gasLeft).hexQuantity)
        append("\",\"gasCost\":\"")
        append(UInt256(step.gasLeft &- min(gasLeft, step.gasLeft)).hexQuantity)
        append("\",\"memSize\":\(step.memorySize),\"stack\":[")
        for (index, item) in step.stack.enumerated() {
            append(index == 0 ? "\"" : ",\"")
            append(item.hexQuantity)
            append("\"")
        }
        append("],\"depth\":\(step.depth &+ 1),\"returnData\":\"")
        append(Hex.encode(step.returnData))
        append("\",\"refund\":\(step.refund),\"opName\":\"")
        append(Opcode(rawValue: step.opcode)?.name ?? "UNDEFINED")
        append("\"")
        if let haltReason {
            append(",\"error\":\"")
            append(haltReason.description)
            append("\"")
        }
        append("}\n")
    }

    /// Writes the last line of a transaction's trace.
    ///
    /// - Parameters:
    ///   - stateRoot: Root of the state after the transaction.
    ///   - output: What the transaction returned.
    ///   - gasUsed: Gas the transaction used.
    ///   - isPass: Whether it succeeded.
    ///   - fork: The rules it ran under.
    public mutating func appendSummary(
        stateRoot: Bytes32?,
        output: [UInt8],
        gasUsed: UInt64,
        isPass: Bool,
        fork: Fork
    ) {
        append("{")
        if let stateRoot {
            append("\"stateRoot\":\"")
            append(stateRoot.hex)
            append("\",")
        }
        append("\"output\":\"")
        append(Hex.encode(output))
        append("\",\"gasUsed\":\"")
        append(UInt256(gasUsed).hexQuantity)
        append("\",\"pass\":")
        append(isPass ? "true" : "false")
        append(",\"fork\":\"")
        append(fork.name)
        append("\"}\n")
    }

    private mutating func append(_ text: String) {
        lines.append(contentsOf: text.utf8)
    }
}
