import L1Sim
import Primitives

/// Commitments that tests can make by hand: a blob's is its Keccak hash, and a proof is the commitment's.
struct HashedBlobs: BlobCommitmentScheme {
    func sidecar(of blobs: [[UInt8]], form: BlobProofForm) throws(BlobRejection) -> BlobSidecar {
        let commitments = blobs.map { Self.point($0) }
        return BlobSidecar(
            blobs: blobs,
            commitments: commitments,
            proofs: commitments.flatMap { [[UInt8]](repeating: Self.point($0), count: form.proofsPerBlob) }
        )
    }

    func refusal(of sidecar: BlobSidecar, form: BlobProofForm) -> String? {
        for (index, (blob, commitment)) in zip(sidecar.blobs, sidecar.commitments).enumerated() {
            guard commitment == Self.point(blob) else { return "commitment \(index)" }
            for proof in sidecar.proofs[index * form.proofsPerBlob..<(index + 1) * form.proofsPerBlob]
            where proof != Self.point(commitment) { return "proof of blob \(index)" }
        }
        return nil
    }

    func opening(of blob: [UInt8], at point: Bytes32) throws(BlobRejection) -> BlobOpening {
        BlobOpening(value: Keccak256.hash(blob + point.bytes), proof: Self.point(blob + point.bytes))
    }

    private static func point(_ bytes: [UInt8]) -> [UInt8] {
        Keccak256.hash(bytes).bytes + [UInt8](repeating: 0, count: 16)
    }

    /// A blob that a number makes different from others.
    static func blob(_ number: UInt8) -> [UInt8] { [0, number] + [UInt8](repeating: 0, count: 131_070) }
}
