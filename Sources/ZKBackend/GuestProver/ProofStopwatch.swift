package import RISCVProver

/// Measures the phases of one proof, and passes on what it is told.
package final class ProofStopwatch: ProvingObserver {
    /// What the proof was predicted to take; nil before the prediction.
    package private(set) var prediction: ProofPrediction?
    /// The phases so far, each with its seconds.
    package private(set) var phases: [(phase: ProvingPhase, seconds: Double)] = []
    private let clock = ContinuousClock()
    private var current: (phase: ProvingPhase, start: ContinuousClock.Instant)?
    private let onPrediction: (ProofPrediction) -> Void
    private let onPhase: (ProvingPhase) -> Void

    /// A stopwatch of a proof that has not begun; what it is told it tells on.
    package init(
        onPrediction: @escaping (ProofPrediction) -> Void = { _ in },
        onPhase: @escaping (ProvingPhase) -> Void = { _ in }
    ) {
        self.onPrediction = onPrediction
        self.onPhase = onPhase
    }

    package func didPredict(_ prediction: ProofPrediction) {
        self.prediction = prediction
        onPrediction(prediction)
    }

    package func willBegin(_ phase: ProvingPhase) {
        didEnd()
        current = (phase, clock.now)
        onPhase(phase)
    }

    package func didEnd() {
        guard let (phase, start) = current else { return }
        phases.append((phase, (clock.now - start) / .seconds(1)))
        current = nil
    }

    /// Seconds of the proof: all phases but the verification.
    package var provingSeconds: Double { phases.filter { $0.phase != .verification }.reduce(0) { $0 + $1.seconds } }

    /// Milliseconds of the verification.
    package var verificationMilliseconds: Double {
        1e3 * phases.filter { $0.phase == .verification }.reduce(0) { $0 + $1.seconds }
    }
}
