/// The layers in which a step can fail; they are never mixed up.
package enum OutcomeLayer: String, CaseIterable, Hashable, Sendable {
    /// Never included: refused by the mempool or the block builder.
    case reject
    /// The contract called by the transaction reverted.
    case revert
    /// The innermost failing frame halted exceptionally and consumed its gas.
    case halt
    /// The L1 block that contains it is invalid.
    case invalidBlock = "invalid_block"
    /// The L2 transaction was included, and failed.
    case l2Failed = "l2_failed"
    /// What was waited for did not happen in the virtual time given.
    case timeout
    /// What the step has to read is kept by no node any more.
    case unavailable

    /// When a step fails in the layer, in one sentence.
    package var summary: String {
        switch self {
        case .reject:
            """
            Never included: the mempool or the block builder refuses it. Nobody pays for it; of a step with several \
            transactions, those before it are paid for.
            """
        case .revert: "The contract that the transaction calls reverts, with the reason that it gives."
        case .halt: "The innermost frame that fails halts exceptionally and loses its gas, as EXECUTE does."
        case .invalidBlock: "The L1 block that holds it is invalid, so that no node accepts it."
        case .l2Failed: "The L2 transaction is included in an L2 block and fails there."
        case .timeout: "What was waited for does not happen in the virtual time given."
        case .unavailable: "What the step has to read of L1 is kept by no node any more."
        }
    }
}

/// How a step ended: by success, or by a failure in one or more layers.
package struct StepOutcome: Hashable, Sendable {
    /// The failure of each layer that failed: a code, or the reason a contract gave.
    package private(set) var failures: [OutcomeLayer: String]

    /// Included and succeeded.
    package static let success = StepOutcome(failures: [:])

    /// A failure in the given layers.
    package init(failures: [OutcomeLayer: String]) { self.failures = failures }

    /// A failure in one layer.
    package init(_ layer: OutcomeLayer, _ code: String) { self.failures = [layer: code] }
}

extension StepOutcome: CustomStringConvertible {
    /// `ok`, or the failures in the order of the layers.
    package var description: String {
        let parts = OutcomeLayer.allCases.compactMap { layer in
            failures[layer].map { "\(layer.rawValue): \($0.isEmpty ? "(no reason)" : $0)" }
        }
        return parts.isEmpty ? "ok" : "{" + parts.joined(separator: ", ") + "}"
    }
}
