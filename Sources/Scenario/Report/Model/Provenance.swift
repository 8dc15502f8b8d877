/// Where a figure of a report comes from.
package enum Provenance: String, CaseIterable, Sendable {
    /// Counted or measured in this run, by rules that are published.
    case real
    /// Computed from a model with constants that were measured elsewhere.
    case simulated
    /// Counted or measured in this run, by a rule that is our own, since none is published.
    case defined

    /// How texts mark the figure; empty for a real one.
    package var mark: String {
        switch self {
        case .real: ""
        case .simulated: "simulated"
        case .defined: "[SIM]"
        }
    }
}

extension EnforcementMode {
    /// Where a price under the mode comes from.
    package var provenance: Provenance {
        switch self {
        case .reexecutionV6, .reexecutionGasUsed, .reexecutionFlat: .real
        case .proofDependency, .proofSidecar: .defined
        case .proofSimulatedTime: .simulated
        }
    }

    /// Which rule the mode's price follows, for a reader who does not know it.
    package var source: String {
        switch self {
        case .reexecutionV6: "gas limit and 16 per byte of input: ethrex's EXECUTE"
        case .reexecutionGasUsed: "the gas that the block claims to have used: the native rollup book"
        case .reexecutionFlat: "100,000 per call: the first implementation of EXECUTE"
        case .proofDependency: "30,000 per proof, as EIP-8288 prices a dependency; for EXECUTE none is published"
        case .proofSidecar: "the same, and the sidecar's bytes as blob data (EIP-4844); for EXECUTE none is published"
        case .proofSimulatedTime: "the verifier's time, measured once, at 60 million gas in 12 seconds (EIP-7935)"
        }
    }
}
