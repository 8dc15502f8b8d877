import EVM
import ExecutePrecompile
import Primitives
import StateTransition

/// Keys that a test node knows: each hash with its system and bits.
struct KnownKeys: VerificationKeys {
    var known: [Bytes32: (system: String, bits: Int)]

    func systemName(of hash: Bytes32) -> String? { known[hash]?.system }
    func securityBits(of hash: Bytes32) -> Int? { known[hash]?.bits }
}

/// The sample request in header form, and a transaction that depends on a proof of it.
enum SampleProof {
    static let key = SampleInput.repeated(0xee)
    static let otherKey = SampleInput.repeated(0xdd)
    static let keys = KnownKeys(known: [key: ("whir", 128), otherKey: ("another", 128)])

    static func input(_ keys: [Bytes32] = [key]) -> ProofInput {
        ProofInput(request: SampleInput.request(.osaka), verificationKeyHashes: keys, chainId: 1_234_321)
    }

    /// Dependencies of an input under its own keys.
    static func proofs(of input: ProofInput, sidecarByteCount: UInt64 = 200_000) -> TransactionProofs {
        TransactionProofs(
            dependencies: input.verificationKeyHashes.map {
                ProofDependency(
                    scheme: ProofScheme.statelessValidation,
                    publicInputRoot: input.publicInputRoot,
                    verificationKeyHash: $0
                )
            },
            sidecarHash: .zero,
            sidecarByteCount: sidecarByteCount
        )
    }

    static func execute(
        _ configuration: ExecuteConfiguration = ExecuteConfiguration(),
        keys: KnownKeys = keys
    ) -> Execute<ProofVerification<KnownKeys>> {
        Execute(
            verifier: ProofVerification(configuration, keys: keys),
            requiredSecurityBits: configuration.requiredSecurityBits
        )
    }
}
