public import ProofVerifier

/// A proof system that can also make the proofs which it verifies.
///
/// Whoever only verifies needs none of it: a chain links the module below.
public protocol ProvingSystem: ProofSystem {
    /// What the program reads.
    associatedtype Input
    /// Why there is no proof.
    associatedtype ProvingFailure: Error

    /// Runs a program and proves the run at `securityBits`; the same arguments give the same bytes on every machine.
    ///
    /// - Parameters:
    ///   - program: What to run.
    ///   - input: What it reads.
    /// - Returns: The run's public values and the proof.
    /// - Throws: `ProvingFailure` when the run has no result or cannot be proved.
    func prove(_ program: Program, input: Input) throws(ProvingFailure) -> ProvenRun<PublicValues>
}

/// A run with its proof.
public struct ProvenRun<PublicValues: Sendable>: Sendable {
    /// What the run shows.
    public let publicValues: PublicValues
    /// The proof in its canonical encoding (docs/proof-format.md).
    public let proof: [UInt8]

    /// A run whose `proof` is of exactly these public values.
    public init(publicValues: PublicValues, proof: [UInt8]) {
        self.publicValues = publicValues
        self.proof = proof
    }

    /// Size of the proof.
    public var proofByteCount: Int { proof.count }
}
