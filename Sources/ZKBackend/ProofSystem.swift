/// A way to show that a program has given public values on an input that the verifier does not see in whole.
///
/// The verifier trusts the key and nothing else: everything that a proof says about its own strength is ignored.
public protocol ProofSystem: Sendable {
    /// What is run.
    associatedtype Program: Sendable
    /// What the program reads.
    associatedtype Input
    /// What a run shows to everyone.
    associatedtype PublicValues: Sendable
    /// What a verifier holds: commitment to the program, machine and level.
    associatedtype VerificationKey: Sendable
    /// Why there is no proof.
    associatedtype ProvingFailure: Error

    /// Name in reports.
    var name: String { get }
    /// Provable bits of the proofs that this system makes, and the least that it accepts a key for.
    var securityBits: Int { get }

    /// The key under which runs of a program verify.
    func verificationKey(for program: Program) -> VerificationKey

    /// Runs a program and proves the run; the same arguments give the same bytes on every machine.
    ///
    /// - Parameters:
    ///   - program: What to run.
    ///   - input: What it reads.
    /// - Returns: The run's public values and the proof.
    /// - Throws: `ProvingFailure` when the run has no result or cannot be proved.
    func prove(_ program: Program, input: Input) throws(ProvingFailure) -> ProvenRun<PublicValues>

    /// Checks a proof.
    ///
    /// - Parameters:
    ///   - key: From someone whom the verifier trusts.
    ///   - publicValues: What the run is claimed to have given.
    ///   - proof: Hostile bytes.
    /// - Throws: `VerificationError`, the first rule that key, values or proof break.
    func verify(_ key: VerificationKey, publicValues: PublicValues, proof: [UInt8]) throws(VerificationError)
}

/// A run with its proof.
public struct ProvenRun<PublicValues: Sendable>: Sendable {
    /// What the run shows.
    public let publicValues: PublicValues
    /// The proof in its canonical encoding (docs/proof-format.md).
    public let proof: [UInt8]

    /// Joins values and proof.
    public init(publicValues: PublicValues, proof: [UInt8]) {
        self.publicValues = publicValues
        self.proof = proof
    }

    /// Size of the proof.
    public var proofByteCount: Int { proof.count }
}
