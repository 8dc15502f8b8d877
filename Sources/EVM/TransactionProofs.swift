public import Primitives

/// Statement that a transaction needs proved, so that it may stand in a block (EIP-8288, dependency triple).
public struct ProofDependency: Hashable, Sendable {
    /// Kind of proof that is asked for: the byte that EIP-8288 calls the scheme.
    public var scheme: UInt8
    /// Hash tree root of what is proved: EIP-8288's data hash, a native rollup's `public_input_root`.
    public var publicInputRoot: Bytes32
    /// Hash of the verification key of the program that was run.
    public var verificationKeyHash: Bytes32

    /// Names a statement; whether it is proved, the block's import decides.
    public init(scheme: UInt8, publicInputRoot: Bytes32, verificationKeyHash: Bytes32) {
        self.scheme = scheme
        self.publicInputRoot = publicInputRoot
        self.verificationKeyHash = verificationKeyHash
    }
}

/// What a transaction says of the proofs that travel beside its block. `[SIM]`
///
/// Whoever executes the transaction relies on it: an import verifies the proofs first
/// (docs/decisions/0043-proofs-beside-the-block.md).
public struct TransactionProofs: Hashable, Sendable {
    /// What must be proved.
    public var dependencies: [ProofDependency]
    /// Keccak-256 of the sidecar, so that nobody but the sender chooses the proofs; zero where proofs may come after
    /// the block, and whose they are is left open.
    public var sidecarHash: Bytes32
    /// Length of the sidecar, in bytes; the greatest where it is left open.
    public var sidecarByteCount: UInt64

    /// Names statements and the sidecar that proves them.
    public init(dependencies: [ProofDependency], sidecarHash: Bytes32, sidecarByteCount: UInt64) {
        self.dependencies = dependencies
        self.sidecarHash = sidecarHash
        self.sidecarByteCount = sidecarByteCount
    }

    /// No proofs, as in every transaction of another type.
    public static let none = TransactionProofs(dependencies: [], sidecarHash: .zero, sidecarByteCount: 0)
}
