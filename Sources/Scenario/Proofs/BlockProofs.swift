package import EVM
package import ExecutePrecompile
package import Primitives
package import StateTransition

/// Proves L2 blocks for a simulation's actors, and verifies what is offered to its L1.
///
/// The language knows roles, not proof systems: the command line brings the real one, and tests bring what they need.
package protocol BlockProofs: Sendable {
    /// Hashes of the verification keys of the guest program's releases, the first one at index 0.
    ///
    /// L1's nodes know all of them from the start; which one is current, the registry tells.
    var releases: [Bytes32] { get }
    /// What L1's nodes know of keys.
    var keys: any VerificationKeys { get }

    /// Why L1 refuses a proof; nil when it proves the dependency.
    func refusal(_ dependency: ProofDependency, publicInput: [UInt8], proof: [UInt8]) -> String?

    /// Proves that a release of the guest accepts a block.
    ///
    /// - Parameters:
    ///   - input: The block on its witness.
    ///   - release: Index into `releases`.
    /// - Returns: The proof.
    /// - Throws: `BlockProofFailure`.
    func prove(_ input: StatelessInput, release: Int) throws(BlockProofFailure) -> BlockProof
}

/// A proof of one block, as its prover hands it over.
package struct BlockProof: Sendable {
    /// The 43 bytes that the guest has put out.
    package var publicInput: [UInt8]
    /// The proof.
    package var proof: [UInt8]
    /// Whether it was found in a cache, and verified like any other, instead of made.
    package var isCached: Bool

    /// A proof of what is put out.
    package init(publicInput: [UInt8], proof: [UInt8], isCached: Bool) {
        self.publicInput = publicInput
        self.proof = proof
        self.isCached = isCached
    }
}

/// Why a block has no proof, in words for the user.
package struct BlockProofFailure: Error, CustomStringConvertible {
    /// The reason.
    package var description: String
    /// Whether a bound is reached that the user has set or the machine has, such as memory.
    package var isLimit: Bool

    /// A failure for a reason.
    package init(_ reason: String, isLimit: Bool = false) {
        description = reason
        self.isLimit = isLimit
    }
}

/// What a simulation's L1 knows of keys, as `ProofVerification` asks for it: nothing where it takes no proofs.
struct SimulationKeys: VerificationKeys {
    let keys: (any VerificationKeys)?

    func systemName(of hash: Bytes32) -> String? { keys?.systemName(of: hash) }
    func securityBits(of hash: Bytes32) -> Int? { keys?.securityBits(of: hash) }
}
