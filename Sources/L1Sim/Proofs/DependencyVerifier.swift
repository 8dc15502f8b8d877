public import EVM
import Primitives
import StateTransition

/// Verifies the proofs that travel beside an L1's blocks; equal on all nodes of a chain.
///
/// The chain knows neither proof systems nor what is proved: it knows that a block with an unproved dependency is
/// invalid.
public struct DependencyVerifier: Sendable {
    private let refusal: @Sendable (_ dependency: ProofDependency, _ publicInput: [UInt8], _ proof: [UInt8]) -> String?
    private let blobSchemes: Set<UInt8>
    private let blobRefusal: @Sendable (_ dependency: ProofDependency, _ blobs: CarriedBlobs) -> String?
    /// When proofs have to be there.
    public let timing: ProofTiming

    /// A verifier from a function that tells why a proof is refused, and nil when it is good.
    ///
    /// The functions get hostile bytes, are total on them, and refuse what they do not know.
    ///
    /// - Parameters:
    ///   - timing: When proofs have to be there.
    ///   - blobSchemes: Schemes whose statements are about the transaction's blobs: these are the proof.
    ///   - blobRefusal: Why blobs do not make a statement of those schemes true; nil when they do.
    ///   - refusal: Why a proof of a statement of any other scheme is refused; nil when it is good.
    public init(
        timing: ProofTiming = .sameBlock,
        blobSchemes: Set<UInt8> = [],
        blobRefusal: @escaping @Sendable (_ dependency: ProofDependency, _ blobs: CarriedBlobs) -> String? = { _, _ in
            "this chain verifies no statements about blobs"
        },
        refusal:
            @escaping @Sendable (_ dependency: ProofDependency, _ publicInput: [UInt8], _ proof: [UInt8]) -> String?
    ) {
        self.timing = timing
        self.refusal = refusal
        self.blobSchemes = blobSchemes
        self.blobRefusal = blobRefusal
    }

    /// Refuses everything: for an L1 that takes no proofs.
    public static let none = DependencyVerifier { _, _, _ in "this chain verifies no proofs" }

    /// Checks that a sidecar is the transaction's own and proves all that it depends on, or that it may come later.
    ///
    /// - Parameters:
    ///   - proofs: What the transaction says of its proofs.
    ///   - sidecar: The sidecar; nil when none came, or none yet.
    ///   - blobs: The transaction's blobs, which were checked; nil when nodes do not keep them any more, so that what
    ///     is said of them cannot be checked again.
    /// - Throws: `ProofRejection`.
    func check(_ proofs: TransactionProofs, sidecar: [UInt8]?, blobs: CarriedBlobs?) throws(ProofRejection) {
        guard !proofs.dependencies.isEmpty else {
            guard sidecar == nil else { throw .unexpected }
            return
        }
        guard let sidecar else {
            guard timing == .nextSlot else { throw .missing }
            return
        }
        guard sidecar.count <= ProofSidecar.byteLimit else {
            throw .tooLarge(limit: ProofSidecar.byteLimit, got: sidecar.count)
        }
        if timing == .nextSlot, proofs.namesNoSidecar {
            guard UInt64(sidecar.count) <= proofs.sidecarByteCount else {
                throw .tooLarge(limit: Int(clamping: proofs.sidecarByteCount), got: sidecar.count)
            }
        } else {
            let hash = Keccak256.hash(sidecar)
            guard hash == proofs.sidecarHash, UInt64(sidecar.count) == proofs.sidecarByteCount else {
                throw .wrongSidecar(expected: proofs.sidecarHash, got: hash)
            }
        }
        let entries = try ProofSidecar(decoding: sidecar).entries
        guard entries.count == proofs.dependencies.count else {
            throw .wrongCount(expected: proofs.dependencies.count, got: entries.count)
        }
        for (index, (dependency, entry)) in zip(proofs.dependencies, entries).enumerated() {
            if let reason = reasonToRefuse(dependency, entry, blobs) {
                throw .refused(dependency: index, reason: reason)
            }
        }
    }

    private func reasonToRefuse(
        _ dependency: ProofDependency,
        _ entry: ProofSidecar.Entry,
        _ blobs: CarriedBlobs?
    ) -> String? {
        guard blobSchemes.contains(dependency.scheme) else {
            return refusal(dependency, entry.publicInput, entry.proof)
        }
        guard entry.publicInput.isEmpty, entry.proof.isEmpty else { return "blobs are their own proof" }
        return blobs.flatMap { blobRefusal(dependency, $0) }
    }
}
