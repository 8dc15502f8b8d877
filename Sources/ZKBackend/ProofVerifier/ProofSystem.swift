/// A way to show that a program has given public values on an input that the verifier does not see in whole.
///
/// The verifier trusts the key and nothing else: everything that a proof says about its own strength is ignored.
public protocol ProofSystem: Sendable {
    /// What is run.
    associatedtype Program: Sendable
    /// What a run shows to everyone.
    associatedtype PublicValues: Sendable
    /// What a verifier holds: commitment to the program, machine and level.
    associatedtype VerificationKey: Sendable

    /// Name in reports.
    var name: String { get }
    /// The least provable bits that it accepts a key for.
    var securityBits: Int { get }

    /// The key under which runs of a program verify.
    func verificationKey(for program: Program) -> VerificationKey

    /// Checks a proof.
    ///
    /// - Parameters:
    ///   - key: From someone whom the verifier trusts.
    ///   - publicValues: What the run is claimed to have given.
    ///   - proof: Hostile bytes.
    /// - Throws: `VerificationError`, the first rule that key, values or proof break.
    func verify(_ key: VerificationKey, publicValues: PublicValues, proof: [UInt8]) throws(VerificationError)
}
