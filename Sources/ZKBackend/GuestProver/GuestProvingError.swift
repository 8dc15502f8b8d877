package import GuestExecutor
package import ProofProver
package import RISCVProver
import TextOutput

/// Why a run is not proved.
package enum GuestProvingError: Error {
    /// The executor's regions do not hold the program.
    case program
    /// The program has no result on the input.
    case run(ExecutionError)
    /// The run's output is not one that a statement can have.
    case output
    /// The run does not fit one proof: too many cells or rows, or more timestamps than there are.
    case tooLarge(ProofPrediction.Refusal)
    /// The proof would take more memory than it may, in bytes; it was not begun.
    case memoryLimit(predictedByteCount: Int, limit: Int)
    /// The run has no trace.
    case trace(ProvableRISCVMachine.RunFailure)
    /// The trace has no proof.
    case proving(ProvingError)
    /// The verifier refuses the finished proof: a fault of this program.
    case refused(String)
}

extension GuestProvingError {
    /// Whether another limit or a smaller block would help, and nothing is wrong.
    package var isLimit: Bool {
        switch self {
        case .tooLarge, .memoryLimit, .proving(.memory), .run(.outOfHostMemory), .run(.inputTooLong): true
        case .run(.stopped(let stop)): stop.reason.isCycleLimit
        case .program, .run, .output, .trace, .proving, .refused: false
        }
    }

    /// Whether this program is at fault, and not what it was given.
    package var isFault: Bool {
        switch self {
        case .program, .proving, .refused: !isLimit
        case .run, .output, .tooLarge, .memoryLimit, .trace: false
        }
    }
}

extension GuestProvingError: CustomStringConvertible {
    /// The reason in one line.
    package var description: String {
        switch self {
        case .program: "the machine's regions do not hold the program"
        case .run(.stopped(let stop)): "the program has no result: \(Self.end(stop))"
        case .run(let error): "the program has no result: \(error)"
        case .output: "the program's output is no result of a validation"
        case .tooLarge(let refusal): "\(refusal)"
        case .memoryLimit(let predicted, let limit):
            "the proof takes \(ByteCount(predicted)) of memory by prediction, and may take \(ByteCount(limit))"
        case .trace(let failure): "the run has no trace: \(failure)"
        case .proving(let error): "\(error)"
        case .refused(let reason):
            "the verifier refuses the finished proof, which is a fault of this program: \(reason)"
        }
    }

    private static func end(_ stop: MachineStop) -> String {
        guard case .exitCode(let code) = stop.reason else {
            return "\(stop.reason) at pc 0x\(String(stop.programCounter, radix: 16)), cycle \(stop.cycle)"
        }
        return "\(GuestExitCode(code)), after \(stop.cycle) cycles"
    }
}
