import BlobKZG
import EVM
import ExecutePrecompile
package import L1Sim
import StateTransition

/// EXECUTE of a simulation in which rollups choose their rules: `[SIM]`, for the published precompile has one rule set.
///
/// The chain id stands at a fixed place of every input, behind the schema (2 bytes) and two SSZ offsets (4 bytes each).
/// It selects the rules before anything is decoded; an unknown or missing chain id gets the default rules.
struct ExecuteSelection: Sendable {
    /// What EXECUTE does with a rollup's blocks.
    struct Rules: Sendable {
        /// How validity is established; nil for either way, as the input's schema says.
        var mode: ExecutionMode?
        /// Prices and limits.
        var configuration: ExecuteConfiguration
    }

    /// Rules by L2 chain id.
    var rules: [UInt64: Rules]
    /// Proves and verifies; nil on an L1 that takes no proofs.
    var proofs: (any BlockProofs)?
    /// When proofs have to be there.
    var proofTiming = ProofTiming.sameBlock

    private static let chainIDOffset = 10

    /// Commitments of every simulation: what one has found of a blob holds in all.
    private static let blobCommitments = CeremonyCommitments()

    /// What is plugged into an L1 with this EXECUTE.
    ///
    /// - Parameters:
    ///   - enforcement: Replaces mode and gas rule of every rollup.
    ///   - dependencyVerifier: Replaces the verifier of proofs.
    ///   - isCredulous: Whether EXECUTE takes every block for valid, as a dishonest proposer's may.
    /// - Returns: EXECUTE alone, at its address, the verifier of proofs, and the ceremony's commitments.
    func extensions(
        enforcing enforcement: EnforcementMode? = nil,
        dependencyVerifier: DependencyVerifier? = nil,
        isCredulous: Bool = false
    ) -> L1Extensions {
        let byChainID = rules.mapValues { answer($0, enforcement, isCredulous) }
        let defaults = Rules(mode: .reexecution, configuration: ExecuteConfiguration())
        let fallback = answer(defaults, enforcement, isCredulous)
        let execute = L1Extension(
            address: .execute,
            name: "EXECUTE",
            failureName: { ExecuteFailureCode(rawValue: $0)?.name },
            call: { call in (Self.chainID(of: call.input).flatMap { byChainID[$0] } ?? fallback)(call) }
        )
        guard let proofs else { return L1Extensions([execute], blobCommitments: Self.blobCommitments) }
        let verifier = DependencyVerifier(
            timing: proofTiming,
            blobSchemes: [ProofScheme.payloadBlobs],
            blobRefusal: { dependency, carried in
                PayloadBlobStatement.refusal(
                    of: dependency,
                    versionedHashes: carried.versionedHashes,
                    blobs: carried.blobs
                )
            },
            refusal: { dependency, publicInput, proof in
                proofs.refusal(dependency, publicInput: publicInput, proof: proof)
            }
        )
        return L1Extensions(
            [execute],
            dependencyVerifier: dependencyVerifier ?? verifier,
            blobCommitments: Self.blobCommitments
        )
    }

    private func answer(
        _ rules: Rules,
        _ enforcement: EnforcementMode?,
        _ isCredulous: Bool
    ) -> PrecompileTable.Extension {
        var configuration = rules.configuration
        if let rule = enforcement?.gasRule { configuration.gasRule = rule }
        if let rule = enforcement?.proofGasRule { configuration.proofGasRule = rule }
        let bits = configuration.requiredSecurityBits
        switch enforcement?.mode ?? rules.mode {
        case nil:
            let (proof, reexecution) = (ExecutionMode.proof, ExecutionMode.reexecution)
            let prove = answer(Rules(mode: proof, configuration: configuration), nil, isCredulous)
            let execute = answer(Rules(mode: reexecution, configuration: configuration), nil, isCredulous)
            return { call in
                call.input.starts(with: InputSchema.bytes(of: InputSchema.osaka.rawValue)) ? execute(call) : prove(call)
            }
        case .reexecution where isCredulous:
            return Execute(verifier: CredulousExecution(ReExecution(configuration)), requiredSecurityBits: bits).answer
        case .reexecution:
            return Execute(verifier: ReExecution(configuration), requiredSecurityBits: bits).answer
        case .proof:
            let verifier = ProofVerification(configuration, keys: SimulationKeys(keys: proofs?.keys))
            return Execute(verifier: verifier, requiredSecurityBits: bits).answer
        }
    }

    /// The chain id of an input, little-endian; nil when the input ends before it.
    static func chainID(of input: [UInt8]) -> UInt64? {
        guard input.count >= chainIDOffset + 8 else { return nil }
        return input[chainIDOffset..<chainIDOffset + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}

extension L1Extensions {
    /// An L1 on which EXECUTE enforces every rollup's blocks in one mode, at one price.
    ///
    /// Without `proofs`, which verifies what is offered, it takes none.
    package static func execute(_ enforcement: EnforcementMode, proofs: (any BlockProofs)? = nil) -> L1Extensions {
        ExecuteSelection(rules: [:], proofs: proofs).extensions(enforcing: enforcement)
    }
}
