public import ProofVerifier

/// A proof system with published parameters, analysed by the public calculator soundcalc.
///
/// The parameters are facts read from ethereum/soundcalc at commit 809896f; a test compares every number that they give
/// with that calculator's.
public struct PublishedSystem: Sendable {
    /// Name that the public calculator knows it by.
    public var name: String
    /// Field of the challenges.
    public var field: ChallengeField
    /// Bits of a Merkle digest.
    public var digestBits: Int
    /// Its circuits in the order of their proofs.
    public var circuits: [PublishedCircuit]

    /// Every published system, by name.
    ///
    /// - Throws: `WHIRParameters.Invalid` when an entry of the table describes no protocol.
    public static func all() throws(WHIRParameters.Invalid) -> [PublishedSystem] {
        [airbender, try dummyWHIR(), openVM, try openVM2(), pico, sp1, venus, zisK, zkDTVM]
    }
}
