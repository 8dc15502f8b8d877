import Cryptography
package import L1Sim
package import PaymentsCircuit
package import Primitives
package import RollupContracts

/// The blob that holds a batch's payments, and what the contract is shown of it.
package struct BatchBlob: Sendable {
    /// The blob as it travels beside the commitment.
    package let sidecar: BlobSidecar
    /// The opening that goes with the proof.
    package let proof: ContractVerifiedRollup.BlobProof

    /// The blob's name.
    package var versionedHash: Bytes32 { proof.versionedHash }

    /// The blob of a batch's payments.
    ///
    /// - Parameters:
    ///   - data: The batch's public data, on whose digest the point depends.
    ///   - payments: The bytes in the blob; an honest sequencer's are those of the data.
    ///   - scheme: The commitments of the L1.
    ///   - form: The form of proofs that its next block asks for.
    /// - Throws: `BlobRejection` when nobody can commit to a blob.
    package init(
        of data: BatchData,
        publishing payments: [UInt8],
        scheme: any BlobCommitmentScheme,
        form: BlobProofForm
    ) throws(BlobRejection) {
        sidecar = try scheme.sidecar(of: [PaymentsBlob.blob(holding: payments)], form: form)
        guard let versionedHash = sidecar.versionedHashes.first, let commitment = sidecar.commitments.first,
            let blob = sidecar.blobs.first
        else { throw .missing }
        let point = BlobEvaluation.point(versionedHash: versionedHash, paymentsDigest: data.paymentsDigest)
        let opening = try scheme.opening(of: blob, at: Bytes32(UInt256(point)))
        proof = ContractVerifiedRollup.BlobProof(
            versionedHash: versionedHash,
            paymentsDigest: data.paymentsDigest.value,
            value: opening.value.uint256,
            commitment: commitment,
            proof: opening.proof
        )
    }
}
