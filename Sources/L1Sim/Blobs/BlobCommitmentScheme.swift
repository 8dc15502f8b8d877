public import Primitives

/// Commitments to blobs, and proofs that a commitment is a blob's; equal on all nodes of a chain.
///
/// The chain knows lists and hashes. What a commitment is, it does not know: that is plugged in beside the precompiled
/// contracts (docs/decisions/0059-blobs-beside-the-block.md).
public protocol BlobCommitmentScheme: Sendable {
    /// Commits to blobs and proves them.
    ///
    /// - Parameters:
    ///   - blobs: Blobs of `BlobSidecar.blobByteCount` bytes.
    ///   - form: The form of proofs.
    /// - Returns: What travels beside the transaction that names the commitments' hashes.
    /// - Throws: `BlobRejection.refused` when a blob is malformed.
    func sidecar(of blobs: [[UInt8]], form: BlobProofForm) throws(BlobRejection) -> BlobSidecar

    /// Why the proofs do not show that each blob belongs to its commitment; nil when they do.
    ///
    /// Total on hostile bytes. Number and length of the blobs, and the number of commitments and proofs, are right.
    func refusal(of sidecar: BlobSidecar, form: BlobProofForm) -> String?

    /// The value of a blob's polynomial at a point, with a proof for the precompile of point evaluations.
    ///
    /// - Parameters:
    ///   - blob: A blob.
    ///   - point: A field element, big-endian.
    /// - Returns: What a contract can be shown of the blob, beside its commitment.
    /// - Throws: `BlobRejection.refused` when blob or point is malformed.
    func opening(of blob: [UInt8], at point: Bytes32) throws(BlobRejection) -> BlobOpening
}

/// The value of a blob's polynomial at a point.
public struct BlobOpening: Hashable, Sendable {
    /// The value, a field element, big-endian.
    public var value: Bytes32
    /// The proof of the value: a compressed point of G1.
    public var proof: [UInt8]

    /// A value and its proof, as they come.
    public init(value: Bytes32, proof: [UInt8]) {
        self.value = value
        self.proof = proof
    }
}
