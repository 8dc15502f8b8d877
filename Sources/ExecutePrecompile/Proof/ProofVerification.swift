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
    public func decode(_ input: [UInt8]) throws(ExecuteInputError) -> ProofInput {
        let decoded: ProofInput
        do throws(ProofInputError) {
            decoded = try ProofInput(decoding: input)
        } catch {
            throw .proofInput(error)
        }
        do throws(L2RuleViolation) {
            try configuration.rules.check(decoded.request)
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
    public func assurance(of claim: ProofInput) -> TransitionAssurance {
        .proof(securityBits: claim.verificationKeyHashes.map { keys.securityBits(of: $0) ?? 0 }.min() ?? 0)
    }

    /// The charge under the configured rule.
    public func gasCharge(for claim: ProofInput, inputByteCount: Int, proofs: TransactionProofs) -> UInt64 {
        configuration.proofGasRule.charge(
            proofCount: claim.verificationKeyHashes.count,
            sidecarByteCount: proofs.sidecarByteCount
        )
    }

    /// Finds the statement among the transaction's dependencies, once for each named key.
    ///
    /// - Throws: `TransitionFailure.unproved`.
    public func verify(
        _ claim: ProofInput,
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
        return claim.result(configuration.rootForm)
    }
}

/// Kinds of proof, by EIP-8288's scheme byte.
public enum ProofScheme {
    /// A proof of stateless validation.
    ///
    /// `[SIM]`: the number is that of EIP-8288's LeanSTARK, which is another system.
    public static let statelessValidation: UInt8 = 0x11
}

/// The verification keys that a node knows, by their hashes: what its software ships with.
public protocol VerificationKeys: Sendable {
    /// Name of the proof system that a key belongs to; nil when the node does not know the key.
    func systemName(of hash: Bytes32) -> String?

    /// Provable bits of the proofs that a key accepts; nil when the node does not know the key.
    func securityBits(of hash: Bytes32) -> Int?
}

extension ProofInput: StateTransitionClaim {
    /// Outline of the payload.
    public var facts: TransitionFacts { TransitionFacts(request, chainId: chainId) }
}
