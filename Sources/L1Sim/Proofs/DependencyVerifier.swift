public import EVM
import Primitives
import StateTransition

/// Verifies the proofs that travel beside an L1's blocks; equal on all nodes of a chain.
///
/// The chain knows neither proof systems nor what is proved: it knows that a block with an unproved dependency is
/// invalid.
public struct DependencyVerifier: Sendable {
    private let refusal: @Sendable (_ dependency: ProofDependency, _ publicInput: [UInt8], _ proof: [UInt8]) -> String?

    /// A verifier from a function that tells why a proof is refused, and nil when it is good.
    ///
    /// The function gets hostile bytes, is total on them, and refuses what it does not know.
    public init(
        refusal:
            @escaping @Sendable (_ dependency: ProofDependency, _ publicInput: [UInt8], _ proof: [UInt8]) -> String?
    ) {
        self.refusal = refusal
    }

    /// Refuses everything: for an L1 that takes no proofs.
    public static let none = DependencyVerifier { _, _, _ in "this chain verifies no proofs" }

    /// Checks that a sidecar is the transaction's own, and proves all that it depends on.
    ///
    /// - Parameters:
    ///   - proofs: What the transaction says of its proofs.
    ///   - sidecar: The sidecar; nil when none came.
    /// - Throws: `ProofRejection`.
    func check(_ proofs: TransactionProofs, sidecar: [UInt8]?) throws(ProofRejection) {
        guard !proofs.dependencies.isEmpty else {
            guard sidecar == nil else { throw .unexpected }
            return
        }
        guard let sidecar else { throw .missing }
        guard sidecar.count <= ProofSidecar.byteLimit else {
            throw .tooLarge(limit: ProofSidecar.byteLimit, got: sidecar.count)
        }
        let hash = Keccak256.hash(sidecar)
        guard hash == proofs.sidecarHash, UInt64(sidecar.count) == proofs.sidecarByteCount else {
            throw .wrongSidecar(expected: proofs.sidecarHash, got: hash)
        }
        let entries = try ProofSidecar(decoding: sidecar).entries
        guard entries.count == proofs.dependencies.count else {
            throw .wrongCount(expected: proofs.dependencies.count, got: entries.count)
        }
        for (index, (dependency, entry)) in zip(proofs.dependencies, entries).enumerated() {
            if let reason = refusal(dependency, entry.publicInput, entry.proof) {
                throw .refused(dependency: index, reason: reason)
            }
        }
    }
}
