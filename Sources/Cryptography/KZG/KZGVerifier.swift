import Primitives

/// What verifying openings at single points needs of a trusted setup: the generator of G2 and the secret's multiple of
/// it.
///
/// Proofs and commitments arrive as bytes and are checked wholly before anything is computed.
public struct KZGVerifier: Sendable {
    /// The secret tau times the generator of G2.
    package let secret: BLS12381.G2
    private let preparedGenerator: BLS12381.PreparedG2
    private let preparedSecret: BLS12381.PreparedG2

    /// The verifier of a setup whose secret tau times the generator of G2 is given.
    init(secret: BLS12381.G2) {
        self.secret = secret
        preparedGenerator = BLS12381.PreparedG2(knownInSubgroup: .generator)
        preparedSecret = BLS12381.PreparedG2(knownInSubgroup: secret)
    }

    /// Whether a proof shows that the committed polynomial has the value y at z (`verify_kzg_proof`).
    ///
    /// - Parameters:
    ///   - commitment: A compressed point of G1, 48 bytes.
    ///   - z: A canonical field element, 32 bytes.
    ///   - y: A canonical field element, 32 bytes.
    ///   - proof: A compressed point of G1, 48 bytes.
    /// - Returns: False when the proof is well formed and does not hold.
    /// - Throws: `KZGError` when an input is malformed.
    public func verifyKZGProof(
        commitment: [UInt8],
        z: [UInt8],
        y: [UInt8],
        proof: [UInt8]
    ) throws(KZGError) -> Bool {
        holds(
            KZG.Opening(
                commitment: try KZG.point(.commitment, commitment),
                z: try KZG.fieldElement(.z, z),
                y: try KZG.fieldElement(.y, y),
                proof: try KZG.point(.proof, proof)
            )
        )
    }

    /// Whether a proof shows that a commitment is that of a blob (`verify_blob_kzg_proof`).
    ///
    /// - Parameters:
    ///   - blob: 4096 canonical field elements, 131,072 bytes.
    ///   - commitment: A compressed point of G1, 48 bytes.
    ///   - proof: A compressed point of G1, 48 bytes.
    /// - Returns: False when the proof is well formed and does not hold.
    /// - Throws: `KZGError` when an input is malformed.
    public func verifyBlobKZGProof(
        blob: [UInt8],
        commitment: [UInt8],
        proof: [UInt8]
    ) throws(KZGError) -> Bool {
        holds(try KZG.Opening(blob: blob, commitment: commitment, proof: proof))
    }

    /// Whether each proof shows that its commitment is that of its blob (`verify_blob_kzg_proof_batch`).
    ///
    /// A wrong proof passes with a probability of about 2^-255 times the number of blobs, over the challenge that
    /// combines them.
    ///
    /// - Parameters:
    ///   - blobs: Blobs, each 131,072 bytes.
    ///   - commitments: As many commitments, each 48 bytes.
    ///   - proofs: As many proofs, each 48 bytes.
    /// - Returns: False when all is well formed and a proof does not hold; true for no blobs.
    /// - Throws: `KZGError` when an input is malformed.
    public func verifyBlobKZGProofBatch(
        blobs: [[UInt8]],
        commitments: [[UInt8]],
        proofs: [[UInt8]]
    ) throws(KZGError) -> Bool {
        for count in [commitments.count, proofs.count] where count != blobs.count {
            throw .unequalCounts(expected: blobs.count, got: count)
        }
        var openings: [KZG.Opening] = []
        var transcript = Transcript(domain: "RCKZGBATCH___V1_")
        transcript.absorb(UInt64(KZG.fieldElementsPerBlob))
        transcript.absorb(UInt64(blobs.count))
        for index in blobs.indices {
            let opening = try KZG.Opening(blob: blobs[index], commitment: commitments[index], proof: proofs[index])
            transcript.absorb(commitments[index])
            transcript.absorb(opening.z.bigEndianBytes)
            transcript.absorb(opening.y.bigEndianBytes)
            transcript.absorb(proofs[index])
            openings.append(opening)
        }
        if openings.count == 1 { return holds(openings[0]) }
        return holds(openings, weights: transcript.challenge.powers(count: openings.count))
    }

    /// Whether e(C - y G + z pi, G2) = e(pi, tau G2); both points of G2 are fixed.
    func holds(_ opening: KZG.Opening) -> Bool {
        let left = GeneratorMultiples.shared.sum(opening.z, times: opening.proof, plusGeneratorTimes: -opening.y)
        return isOpening(BLS12381.G1(left + opening.commitment), proof: opening.proof)
    }

    /// The same equation for the sum of the openings, each times its weight.
    private func holds(_ openings: [KZG.Opening], weights: [BLS12381.Fr]) -> Bool {
        let proofs = openings.map { $0.proof }
        var value = BLS12381.Fr.zero
        for (opening, weight) in zip(openings, weights) { value += opening.y * weight }
        let left = BLS12381.G1.linearCombination(
            openings.map { $0.commitment } + proofs + [.generator],
            weights + zip(openings, weights).map { $0.z * $1 } + [-value]
        )
        return isOpening(left, proof: .linearCombination(proofs, weights))
    }

    /// Whether e(left, G2) = e(proof, tau G2).
    private func isOpening(_ left: BLS12381.G1, proof: BLS12381.G1) -> Bool {
        BLS12381.pairingProductIsOne([(left, preparedGenerator), (-proof, preparedSecret)])
    }
}
