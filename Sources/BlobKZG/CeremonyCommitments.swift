import CeremonySetup
import Cryptography
public import L1Sim
public import Primitives

/// The commitments of Ethereum's blobs: KZG over the points of the ceremony (EIP-4844, EIP-7594).
///
/// The points are read when they are first needed. What was computed or found good is remembered by content, since the
/// same blobs pass a sender, a pool, a builder and an importer.
public struct CeremonyCommitments: BlobCommitmentScheme {
    private let cache = BlobCache()

    /// Commitments that remember nothing yet.
    public init() {}

    /// The points that the project ships; nil when they are damaged, so that nothing is accepted.
    private static let setup: KZGTrustedSetup? = KZGTrustedSetup(
        trustedPoints: UnsafeRawBufferPointer(start: ceremony_setup_bytes(), count: ceremony_setup_size)
    )

    private static func checkedSetup() throws(BlobRejection) -> KZGTrustedSetup {
        guard let setup else { throw .refused(reason: "the points of the ceremony are damaged") }
        return setup
    }

    /// Commits to blobs and proves them; each different blob is worked on once.
    ///
    /// - Throws: `BlobRejection.refused` when a blob has another length, or a field element above the modulus.
    public func sidecar(of blobs: [[UInt8]], form: BlobProofForm) throws(BlobRejection) -> BlobSidecar {
        var sidecar = BlobSidecar(blobs: blobs, commitments: [], proofs: [])
        for blob in blobs {
            let key = BlobCache.key(form, [blob])
            let proved: ProvedBlob
            if let known = cache.proved(key) {
                proved = known
            } else {
                let setup = try Self.checkedSetup()
                do throws(KZGError) {
                    proved = try Self.prove(blob, form, setup)
                } catch {
                    throw .refused(reason: error.description)
                }
                cache.remember(proved, key)
            }
            sidecar.commitments.append(proved.commitment)
            sidecar.proofs += proved.proofs
        }
        return sidecar
    }

    private static func prove(
        _ blob: [UInt8],
        _ form: BlobProofForm,
        _ setup: KZGTrustedSetup
    ) throws(KZGError) -> ProvedBlob {
        let commitment = try setup.blobToKZGCommitment(blob)
        switch form {
        case .blobs:
            let proof = try setup.computeBlobKZGProof(blob: blob, commitment: commitment)
            return ProvedBlob(commitment: commitment, proofs: [proof])
        case .cells:
            return ProvedBlob(commitment: commitment, proofs: try setup.computeCellsAndKZGProofs(blob).proofs)
        }
    }

    /// Verifies the proofs of all blobs that were not found good before, in one batch.
    public func refusal(of sidecar: BlobSidecar, form: BlobProofForm) -> String? {
        let count = form.proofsPerBlob
        guard sidecar.commitments.count == sidecar.blobs.count, sidecar.proofs.count == sidecar.blobs.count * count
        else { return "commitments and proofs are not as many as the blobs ask for" }
        var (blobs, commitments, proofs): ([[UInt8]], [[UInt8]], [[UInt8]]) = ([], [], [])
        var keys: [Bytes32] = []
        for (index, (blob, commitment)) in zip(sidecar.blobs, sidecar.commitments).enumerated() {
            let own = Array(sidecar.proofs[index * count..<(index + 1) * count])
            let key = BlobCache.key(form, [blob, commitment] + own)
            guard !cache.isGood(key) else { continue }
            keys.append(key)
            blobs.append(blob)
            commitments.append(commitment)
            proofs += own
        }
        guard !keys.isEmpty else { return nil }
        do throws(KZGError) {
            guard try Self.holds(blobs, commitments, proofs, form) else { return "a proof does not hold" }
        } catch {
            return error.description
        }
        cache.rememberGood(keys)
        return nil
    }

    /// The value of a blob's polynomial at a point, with its KZG proof.
    ///
    /// - Throws: `BlobRejection.refused` when the blob has another length, or an element is above the modulus.
    public func opening(of blob: [UInt8], at point: Bytes32) throws(BlobRejection) -> BlobOpening {
        let setup = try Self.checkedSetup()
        do throws(KZGError) {
            let (proof, value) = try setup.computeKZGProof(blob: blob, z: point.bytes)
            guard let value = Bytes32(value) else { throw .wrongLength(.y, expected: 32, got: value.count) }
            return BlobOpening(value: value, proof: proof)
        } catch {
            throw .refused(reason: error.description)
        }
    }

    private static func holds(
        _ blobs: [[UInt8]],
        _ commitments: [[UInt8]],
        _ proofs: [[UInt8]],
        _ form: BlobProofForm
    ) throws(KZGError) -> Bool {
        switch form {
        case .blobs:
            return try KZGVerifier.ceremony.verifyBlobKZGProofBatch(
                blobs: blobs,
                commitments: commitments,
                proofs: proofs
            )
        case .cells:
            guard let setup else { return false }
            var cells: [[UInt8]] = []
            for blob in blobs { cells += try KZG.computeCells(blob) }
            return try setup.verifyCellKZGProofBatch(
                commitments: commitments.flatMap { [[UInt8]](repeating: $0, count: KZG.cellsPerExtendedBlob) },
                cellIndices: cells.indices.map { UInt64($0 % KZG.cellsPerExtendedBlob) },
                cells: cells,
                proofs: proofs
            )
        }
    }
}
