public import EVM
public import Primitives
public import StateTransition

/// Establishes a state transition by a proof that the block's import has verified. `[SIM]`
///
/// The proof is no argument of the call: it travels beside the block, and a block with an unproved dependency is
/// invalid. EXECUTE looks only whether the transaction depends on the very statement that the call claims.
public struct ProofVerification<Keys: VerificationKeys>: StateTransitionVerifier {
    /// Rules that the chain has chosen.
    public let configuration: ExecuteConfiguration
    private let keys: Keys

    /// Proof mode under a chain's rules, with the keys that its nodes know.
    public init(_ configuration: ExecuteConfiguration, keys: Keys) {
        self.configuration = configuration
        self.keys = keys
    }

    /// Decodes the input, and checks the L2 rules and the quorum.
    public func decode(_ input: [UInt8]) throws(ExecuteInputError) -> ProofClaim {
        let decoded: ProofClaim
        do throws(ProofInputError) {
            decoded = try ProofClaim(decoding: input)
        } catch {
            throw .proofInput(error)
        }
        do throws(L2RuleViolation) {
            try decoded.check(configuration.rules)
        } catch {
            throw .rule(error)
        }
        do throws(ProofQuorumError) {
            try configuration.quorum.check(decoded.verificationKeyHashes.map { keys.systemName(of: $0) })
        } catch {
            throw .quorum(error)
        }
        return decoded
    }

    /// The weakest of the named keys; a key that this node does not know promises nothing.
    public func assurance(of claim: ProofClaim) -> TransitionAssurance {
        .proof(securityBits: claim.verificationKeyHashes.map { keys.securityBits(of: $0) ?? 0 }.min() ?? 0)
    }

    /// The charge under the configured rule.
    public func gasCharge(for claim: ProofClaim, inputByteCount: Int, proofs: TransactionProofs) -> UInt64 {
        configuration.proofGasRule.charge(
            proofCount: claim.verificationKeyHashes.count,
            sidecarByteCount: proofs.sidecarByteCount
        )
    }

    /// Finds the statement among the transaction's dependencies, once for each named key, and for transactions in blobs
    /// the statement that they are there.
    ///
    /// - Throws: `TransitionFailure.unproved`.
    public func verify(
        _ claim: ProofClaim,
        proofs: TransactionProofs,
        workGas: inout UInt64
    ) throws(TransitionFailure) -> StatelessValidationResult {
        let statement = claim.publicInputRoot
        for key in claim.verificationKeyHashes {
            let isDependency = proofs.dependencies.contains {
                $0.scheme == ProofScheme.statelessValidation && $0.publicInputRoot == statement
                    && $0.verificationKeyHash == key
            }
            guard isDependency else {
                throw .unproved(UnprovedStatement(publicInputRoot: statement, verificationKeyHash: key))
            }
        }
        if case .blobs(let input) = claim {
            let dependency = input.blobStatement(under: configuration.rules).dependency
            guard proofs.dependencies.contains(dependency) else {
                throw .unproved(
                    UnprovedStatement(
                        publicInputRoot: dependency.publicInputRoot,
                        verificationKeyHash: dependency.verificationKeyHash
                    )
                )
            }
        }
        return claim.result(configuration.rootForm)
    }
}

/// Kinds of proof, by EIP-8288's scheme byte.
public enum ProofScheme {
    /// A proof of stateless validation.
    ///
    /// `[SIM]`: the number is that of EIP-8288's LeanSTARK, which is another system.
    public static let statelessValidation: UInt8 = 0x11
    /// The transaction's own blobs: they hold the transactions of an L2 block (`PayloadBlobStatement`). `[SIM]`
    public static let payloadBlobs: UInt8 = 0x42
}

/// The verification keys that a node knows, by their hashes: what its software ships with.
public protocol VerificationKeys: Sendable {
    /// Name of the proof system that a key belongs to; nil when the node does not know the key.
    func systemName(of hash: Bytes32) -> String?

    /// Provable bits of the proofs that a key accepts; nil when the node does not know the key.
    func securityBits(of hash: Bytes32) -> Int?
}

extension ProofClaim: StateTransitionClaim {
    /// Outline of the payload.
    public var facts: TransitionFacts {
        switch self {
        case .calldata(let input): TransitionFacts(input.request, chainId: input.chainId)
        case .blobs(let input): TransitionFacts(input.header, chainId: input.chainId)
        }
    }
}
