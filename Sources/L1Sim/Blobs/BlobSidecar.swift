public import Primitives
public import StateTransition

/// The blobs of a transaction with their commitments and proofs: what travels beside a block, and is forgotten after a
/// while (EIP-4844, "Networking").
///
/// The body of the transaction names the commitments' versioned hashes, so nobody but the sender chooses the blobs.
/// Nothing about the lists is certain before `check`.
public struct BlobSidecar: Hashable, Sendable {
    /// Bytes of a blob: 4096 field elements.
    public static let blobByteCount = 131_072
    /// Bytes of a commitment, and of a proof: a compressed point of G1.
    public static let pointByteCount = 48

    /// The blobs in the order of the transaction's versioned hashes.
    public var blobs: [[UInt8]]
    /// A commitment for each blob.
    public var commitments: [[UInt8]]
    /// The proofs of the first blob, then those of the next: as many for each as `BlobProofForm` says.
    public var proofs: [[UInt8]]

    /// Takes the lists as they come.
    public init(blobs: [[UInt8]], commitments: [[UInt8]], proofs: [[UInt8]]) {
        self.blobs = blobs
        self.commitments = commitments
        self.proofs = proofs
    }

    /// The versioned hashes of the commitments.
    public var versionedHashes: [Bytes32] { commitments.map { Self.versionedHash(ofCommitment: $0) } }

    /// The version byte 1, and SHA-256 of the commitment without its first byte (EIP-4844,
    /// `kzg_to_versioned_hash`).
    public static func versionedHash(ofCommitment commitment: [UInt8]) -> Bytes32 {
        let digest = SSZ.sha256(commitment)
        return Bytes32(w0: digest.w0 & 0x00ff_ffff_ffff_ffff | 1 << 56, w1: digest.w1, w2: digest.w2, w3: digest.w3)
    }

    /// Checks that these are the blobs that a transaction names, and that each belongs to its commitment.
    ///
    /// - Parameters:
    ///   - hashes: The transaction's versioned hashes.
    ///   - form: The form of proofs that the block's rules ask for.
    ///   - scheme: The commitments of the chain; nil on a chain that takes no blobs.
    /// - Throws: `BlobRejection`.
    func check(
        against hashes: [Bytes32],
        form: BlobProofForm,
        scheme: (any BlobCommitmentScheme)?
    ) throws(BlobRejection) {
        guard let scheme else { throw .unsupported }
        guard blobs.count == hashes.count else { throw .wrongBlobCount(expected: hashes.count, got: blobs.count) }
        guard commitments.count == hashes.count else {
            throw .wrongCommitmentCount(expected: hashes.count, got: commitments.count)
        }
        let proofCount = hashes.count * form.proofsPerBlob
        guard proofs.count == proofCount else { throw .wrongProofCount(expected: proofCount, got: proofs.count) }
        for (index, blob) in blobs.enumerated() where blob.count != Self.blobByteCount {
            throw .wrongBlobLength(index: index, expected: Self.blobByteCount, got: blob.count)
        }
        for (index, (commitment, hash)) in zip(commitments, hashes).enumerated() {
            guard commitment.count == Self.pointByteCount, Self.versionedHash(ofCommitment: commitment) == hash else {
                throw .wrongVersionedHash(index: index)
            }
        }
        if let reason = scheme.refusal(of: self, form: form) { throw .refused(reason: reason) }
    }
}

extension Transaction {
    /// Whether blobs travel beside it.
    public var hasBlobs: Bool { type == .blob || !blobVersionedHashes.isEmpty }
}
