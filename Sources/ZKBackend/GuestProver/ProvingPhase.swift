import ProofProver
package import RISCVProver

/// A part of the work on a proof, in the order in which it is done.
package enum ProvingPhase: String, CaseIterable, Hashable, Sendable {
    /// The program's runs: one to predict, two to record.
    case run
    /// Rows of the tables, and the stacked table.
    case trace
    /// Encoding and hashing the stacked table.
    case commitment
    /// LogUp: the tree of fractions and its sumchecks.
    case fractionSum = "fraction sum"
    /// The sumchecks that take fractions and constraints to one point.
    case jointSumcheck = "joint sumcheck"
    /// WHIR's opening.
    case opening
    /// The verifier's look at the finished proof, on one thread.
    case verification

    /// The protocol's name for a phase of the machine's prover.
    init(_ phase: ProofPhase) {
        switch phase {
        case .commitment: self = .commitment
        case .fractionSum: self = .fractionSum
        case .jointSumcheck: self = .jointSumcheck
        case .opening: self = .opening
        }
    }
}

/// Told how far a proof is; nothing that it does changes the proof.
package protocol ProvingObserver {
    /// The proof's costs are known, and proving has not begun.
    func didPredict(_ prediction: ProofPrediction)
    /// A phase begins, and the one before it has ended.
    func willBegin(_ phase: ProvingPhase)
    /// The last phase has ended, and there is a proof.
    func didEnd()
}
