package import ExecutePrecompile

/// How EXECUTE establishes that a block is valid.
package enum ExecutionMode: String, Hashable, Sendable {
    /// L1 executes the block.
    case reexecution = "reexec"
    /// L1 verifies a proof of its execution.
    case proof
}

/// How a block is enforced, and priced, on L1.
package enum EnforcementMode: String, CaseIterable, Hashable, Sendable, ChoiceField {
    /// Re-execution, priced at the block's gas limit and 16 per byte of input.
    case reexecutionV6 = "reexec/v6"
    /// Re-execution, priced at the gas the block claims to have used.
    case reexecutionGasUsed = "reexec/gas_used"
    /// Re-execution, priced at 100,000 per call.
    case reexecutionFlat = "reexec/flat"
    /// A proof, priced at 30,000.
    case proofDependency = "proof/dependency"
    /// A proof, priced at 30,000 and the sidecar's bytes as blob data.
    case proofSidecar = "proof/sidecar"
    /// A proof, priced by the verifier's time, which is simulated.
    case proofSimulatedTime = "proof/simulated_time"

    static let page: String? = "docs/gas-comparison.md"
    static let planned = ["proof", "dependency", "contract", "native", "reexec"]

    /// What the mode costs L1, in one sentence.
    package var summary: String {
        switch self {
        case .reexecutionV6: "L1 executes the block, for its gas limit and 16 gas per byte of input"
        case .reexecutionGasUsed: "L1 executes the block, for the gas that the block claims to have used"
        case .reexecutionFlat: "L1 executes the block, for 100,000 gas per call"
        case .proofDependency: "L1 verifies a proof, for 30,000 gas"
        case .proofSidecar: "L1 verifies a proof, for 30,000 gas and the sidecar's bytes as blob data"
        case .proofSimulatedTime: "L1 verifies a proof, for the verifier's time, which is simulated"
        }
    }

    /// How validity is established.
    package var mode: ExecutionMode {
        switch self {
        case .reexecutionV6, .reexecutionGasUsed, .reexecutionFlat: .reexecution
        case .proofDependency, .proofSidecar, .proofSimulatedTime: .proof
        }
    }

    /// The price of execution; nil where a proof is priced.
    package var gasRule: GasRule? {
        switch self {
        case .reexecutionV6: .gasLimitPlusBytes
        case .reexecutionGasUsed: .gasUsed
        case .reexecutionFlat: .flat100k
        case .proofDependency, .proofSidecar, .proofSimulatedTime: nil
        }
    }

    /// The price of a proof; nil where execution is priced.
    package var proofGasRule: ProofGasRule? {
        switch self {
        case .reexecutionV6, .reexecutionGasUsed, .reexecutionFlat: nil
        case .proofDependency: .perDependency
        case .proofSidecar: .perDependencyPlusSidecar
        case .proofSimulatedTime: .simulatedVerifierTime
        }
    }

    /// How a rollup's EXECUTE enforces its blocks.
    init(_ mode: ExecutionMode, _ execute: ExecuteConfiguration) {
        switch mode {
        case .reexecution:
            switch execute.gasRule {
            case .gasLimitPlusBytes: self = .reexecutionV6
            case .gasUsed: self = .reexecutionGasUsed
            case .flat100k: self = .reexecutionFlat
            }
        case .proof:
            switch execute.proofGasRule {
            case .perDependency: self = .proofDependency
            case .perDependencyPlusSidecar: self = .proofSidecar
            case .simulatedVerifierTime: self = .proofSimulatedTime
            }
        }
    }
}
