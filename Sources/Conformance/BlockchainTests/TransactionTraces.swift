import EVM
import Primitives

/// Where the traces of a run's transactions go, also when their block is refused.
final class TraceSink {
    private let write: (_ lines: [UInt8]) -> Void

    init(_ write: @escaping (_ lines: [UInt8]) -> Void) {
        self.write = write
    }

    func receive(_ lines: [UInt8]) { write(lines) }
}

/// EIP-3155 traces of a block's transactions, each ended by its own summary line.
struct TransactionTraces: Tracer {
    static var tracesSteps: Bool { true }
    static var tracesCalls: Bool { true }

    private let sink: TraceSink
    private let fork: Fork
    private var tracer = EIP3155Tracer()
    private var depth = 0

    init(_ sink: TraceSink, fork: Fork) {
        self.fork = fork
        self.sink = sink
    }

    mutating func onStep(_ step: ExecutionStep) { tracer.onStep(step) }

    mutating func onStepEnd(gasLeft: UInt64, haltReason: HaltReason?) {
        tracer.onStepEnd(gasLeft: gasLeft, haltReason: haltReason)
    }

    mutating func onEnter(_ call: CallStart) { depth += 1 }

    /// Ends a transaction with its outermost message.
    mutating func onExit(_ end: CallEnd) {
        depth -= 1
        guard depth == 0 else { return }
        tracer.appendSummary(
            stateRoot: nil,
            output: [UInt8](end.output),
            gasUsed: end.gasUsed,
            isPass: end.status == .success,
            fork: fork
        )
        sink.receive(tracer.takeLines())
    }
}
