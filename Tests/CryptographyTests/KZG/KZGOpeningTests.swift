import Cryptography
import Primitives
import TestSupport
import Testing

@Suite("KZG commitments and openings")
struct KZGOpeningTests {
    typealias Fr = BLS12381.Fr

    @Test("A commitment is the value at the secret times the generator", arguments: [1, 2] as [UInt64])
    func commitments(seed: UInt64) throws {
        let known = try KnownSecretSetup.shared.get()
        let polynomial = TestPolynomial(seed: seed)
        let commitment = try known.setup.blobToKZGCommitment(polynomial.blob)
        #expect(commitment == KnownSecretSetup.g1(polynomial.value(at: known.secret)))
    }

    @Test("A proof commits to the quotient, outside the domain and in it")
    func proofs() throws {
        let known = try KnownSecretSetup.shared.get()
        let polynomial = TestPolynomial(seed: 3)
        let blob = polynomial.blob
        let commitment = try known.setup.blobToKZGCommitment(blob)
        let root = Fr.rootOfUnity(logOrder: 12)
        for z in [.zero, Fr(5), -Fr.one, .one, root, root.power(1234), root.inverse] {
            let (proof, y) = try known.setup.computeKZGProof(blob: blob, z: z.bigEndianBytes)
            let value = polynomial.value(at: z)
            #expect(y == value.bigEndianBytes)
            let quotient = (polynomial.value(at: known.secret) - value) * (known.secret - z).inverse
            #expect(proof == KnownSecretSetup.g1(quotient), "z = \(z.value)")
            #expect(
                try known.setup.verifier.verifyKZGProof(
                    commitment: commitment,
                    z: z.bigEndianBytes,
                    y: y,
                    proof: proof
                )
            )
        }
    }

    @Test("A proof does not verify for another value, point, commitment or proof")
    func falseOpenings() throws {
        let known = try KnownSecretSetup.shared.get()
        let verifier = known.setup.verifier
        let polynomial = TestPolynomial(100, seed: 4)
        let (z, y) = (Fr(9), polynomial.value(at: Fr(9)))
        let atSecret = polynomial.value(at: known.secret)
        let quotient = (atSecret - y) * (known.secret - z).inverse
        func verify(_ commitment: Fr, _ z: Fr, _ y: Fr, _ proof: Fr) throws -> Bool {
            try verifier.verifyKZGProof(
                commitment: KnownSecretSetup.g1(commitment),
                z: z.bigEndianBytes,
                y: y.bigEndianBytes,
                proof: KnownSecretSetup.g1(proof)
            )
        }
        #expect(try verify(atSecret, z, y, quotient))
        #expect(try !verify(atSecret, z, y + .one, quotient))
        #expect(try !verify(atSecret, z + .one, y, quotient))
        #expect(try !verify(atSecret + .one, z, y, quotient))
        #expect(try !verify(atSecret, z, y, quotient + .one))
        #expect(try !verify(atSecret, z, y, -quotient))
        #expect(try !verify(-atSecret, z, y, quotient))
        #expect(try !verify(.zero, z, y, quotient))
        #expect(try !verify(atSecret, z, y, .zero))
        // Infinity is a proof for a constant polynomial, and for no other value.
        #expect(try verify(y, z, y, .zero))
        #expect(try verify(.zero, z, .zero, .zero))
        #expect(try !verify(.zero, z, .one, .zero))
    }

    @Test("A blob's proof verifies for it alone", arguments: [5, 6] as [UInt64])
    func blobProofs(seed: UInt64) throws {
        let known = try KnownSecretSetup.shared.get()
        let (setup, verifier) = (known.setup, known.setup.verifier)
        let (blob, other) = (TestPolynomial(seed: seed).blob, TestPolynomial(seed: seed + 100).blob)
        let commitment = try setup.blobToKZGCommitment(blob)
        let otherCommitment = try setup.blobToKZGCommitment(other)
        let proof = try setup.computeBlobKZGProof(blob: blob, commitment: commitment)
        #expect(try verifier.verifyBlobKZGProof(blob: blob, commitment: commitment, proof: proof))
        #expect(try !verifier.verifyBlobKZGProof(blob: other, commitment: commitment, proof: proof))
        #expect(try !verifier.verifyBlobKZGProof(blob: blob, commitment: otherCommitment, proof: proof))
        #expect(try !verifier.verifyBlobKZGProof(blob: blob, commitment: commitment, proof: commitment))
        // The proof for another commitment opens at another point.
        let otherProof = try setup.computeBlobKZGProof(blob: blob, commitment: otherCommitment)
        #expect(try !verifier.verifyBlobKZGProof(blob: blob, commitment: commitment, proof: otherProof))
        #expect(
            try KZG.computeChallenge(blob: blob, commitment: commitment)
                != KZG.computeChallenge(blob: blob, commitment: otherCommitment)
        )
    }

    @Test("A batch verifies when all of its proofs do")
    func batches() throws {
        let known = try KnownSecretSetup.shared.get()
        let verifier = known.setup.verifier
        let blobs = (10..<13 as Range<UInt64>).map { TestPolynomial(seed: $0).blob }
        let commitments = try blobs.map { try known.setup.blobToKZGCommitment($0) }
        let proofs = try zip(blobs, commitments).map { try known.setup.computeBlobKZGProof(blob: $0, commitment: $1) }
        func verify(_ count: Int, proofs: [[UInt8]]) throws -> Bool {
            try verifier.verifyBlobKZGProofBatch(
                blobs: Array(blobs.prefix(count)),
                commitments: Array(commitments.prefix(count)),
                proofs: Array(proofs.prefix(count))
            )
        }
        for count in 0...3 { #expect(try verify(count, proofs: proofs)) }
        #expect(try !verify(3, proofs: [proofs[1], proofs[0], proofs[2]]))
        #expect(try !verify(1, proofs: [proofs[1]]))
        // Errors that cancel in an unweighted sum.
        let points = try proofs.map { try #require(BLS12381.G1(compressed: $0)) }
        let shifted = [
            (points[0] + .generator).compressedBytes, (points[1] + -.generator).compressedBytes, proofs[2],
        ]
        #expect(try !verify(3, proofs: shifted))
    }
}
