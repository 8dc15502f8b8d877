package import EVM

/// Writes EIP-3155 lines while the code runs, so that a long trace takes no memory.
package struct StreamingTracer: Tracer {
    /// True.
    package static var tracesSteps: Bool { true }
    /// False.
    package static var tracesCalls: Bool { false }

    private var tracer = EIP3155Tracer()
    private let write: ([UInt8]) -> Void

    /// Bytes of lines that are held back at most, beside the last line.
    private static let heldByteCount = 1 << 16

    /// - Parameter write: Takes whole lines, each ended by a line feed.
    package init(write: @escaping ([UInt8]) -> Void) {
        self.write = write
    }

    package mutating func onStep(_ step: ExecutionStep) {
        tracer.onStep(step)
    }

    package mutating func onStepEnd(gasLeft: UInt64, haltReason: HaltReason?) {
        tracer.onStepEnd(gasLeft: gasLeft, haltReason: haltReason)
        if tracer.lines.count >= Self.heldByteCount { write(tracer.takeLines()) }
    }

    /// Writes what is held back, and the line that ends a trace.
    package mutating func finish(_ outcome: CodeRun.Outcome, fork: Fork) {
        tracer.appendSummary(
            stateRoot: nil,
            output: outcome.result.output,
            gasUsed: outcome.gasUsed,
            isPass: outcome.result.isSuccess,
            fork: fork
        )
        write(tracer.takeLines())
    }
}
