import Foundation
import GuestProver
import RISCVProver
import TextOutput

/// Tells a person at a terminal which phase a proof is in; a pipe or file sees nothing of it.
final class ProvingProgress {
    private let name: String
    private let threadCount: Int
    private let isTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var predictedSeconds: Double?

    init(name: String, threadCount: Int) {
        self.name = name.printable
        self.threadCount = threadCount
        start = clock.now
    }

    /// A stopwatch that tells this line of its proof.
    ///
    /// - Parameter onPrediction: Told of the prediction.
    /// - Returns: The observer for the proof.
    func stopwatch(onPrediction: @escaping (ProofPrediction) -> Void = { _ in }) -> ProofStopwatch {
        ProofStopwatch(
            onPrediction: { [self] prediction in
                predictedSeconds = (try? prediction.outcome.get())?.seconds(threadCount: threadCount)
                clear()
                onPrediction(prediction)
            },
            onPhase: { [self] in show($0) }
        )
    }

    private func show(_ phase: ProvingPhase) {
        guard isTerminal else { return }
        clear()
        let elapsed = (clock.now - start).components.seconds
        let all = predictedSeconds.map { String(format: " of about %.0f", $0) } ?? ""
        writeToStandardError("\r\(name): proving, \(phase.rawValue), \(elapsed)\(all) s ")
    }

    /// Takes the line away.
    func clear() {
        if isTerminal { writeToStandardError("\r\u{1B}[K") }
    }
}
