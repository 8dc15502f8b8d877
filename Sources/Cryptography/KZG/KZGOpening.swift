extension KZG {
    /// The claim that a committed polynomial has the value y at z, and its proof.
    struct Opening {
        let commitment: BLS12381.G1
        let z: BLS12381.Fr
        let y: BLS12381.Fr
        let proof: BLS12381.G1
    }
}

extension KZG.Opening {
    /// The opening of a blob's polynomial at its challenge.
    init(blob: [UInt8], commitment: [UInt8], proof: [UInt8]) throws(KZGError) {
        let polynomial = try BlobPolynomial(blob: blob)
        self.commitment = try KZG.point(.commitment, commitment)
        self.proof = try KZG.point(.proof, proof)
        z = KZG.challenge(blob: blob, commitment: commitment)
        y = polynomial.value(at: z)
    }

    /// The opening of encodings of 48, 32, 32 and 48 bytes; nil when one is malformed.
    init?(
        commitment: UnsafeRawPointer,
        z: UnsafeRawPointer,
        y: UnsafeRawPointer,
        proof: UnsafeRawPointer
    ) {
        // Field elements first: they cost least.
        guard let z = BLS12381.Fr(bigEndianAt: z), let y = BLS12381.Fr(bigEndianAt: y),
            let commitment = BLS12381.G1(compressedAt: commitment), let proof = BLS12381.G1(compressedAt: proof),
            commitment.isInSubgroup, proof.isInSubgroup
        else { return nil }
        self.init(commitment: commitment, z: z, y: y, proof: proof)
    }
}
