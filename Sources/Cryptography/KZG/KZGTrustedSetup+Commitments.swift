extension KZGTrustedSetup {
    /// The commitment to a blob (`blob_to_kzg_commitment`).
    ///
    /// - Parameter blob: 4096 canonical field elements, 131,072 bytes.
    /// - Returns: A compressed point of G1, 48 bytes.
    /// - Throws: `KZGError` when the blob is malformed.
    public func blobToKZGCommitment(_ blob: [UInt8]) throws(KZGError) -> [UInt8] {
        commitment(toValues: try BlobPolynomial(blob: blob).values).compressedBytes
    }

    /// The proof of a blob's value at a point (`compute_kzg_proof`).
    ///
    /// - Parameters:
    ///   - blob: 4096 canonical field elements, 131,072 bytes.
    ///   - z: The point, a canonical field element of 32 bytes.
    /// - Returns: The proof, 48 bytes, and the value y, 32 bytes.
    /// - Throws: `KZGError` when an input is malformed.
    public func computeKZGProof(blob: [UInt8], z: [UInt8]) throws(KZGError) -> (proof: [UInt8], y: [UInt8]) {
        let polynomial = try BlobPolynomial(blob: blob)
        let (quotient, y) = polynomial.quotient(at: try KZG.fieldElement(.z, z))
        return (commitment(toValues: quotient).compressedBytes, y.bigEndianBytes)
    }

    /// The proof that a commitment is that of a blob (`compute_blob_kzg_proof`).
    ///
    /// That it is, is not checked: for another commitment the proof does not verify.
    ///
    /// - Parameters:
    ///   - blob: 4096 canonical field elements, 131,072 bytes.
    ///   - commitment: A compressed point of G1, 48 bytes.
    /// - Returns: The proof, 48 bytes.
    /// - Throws: `KZGError` when an input is malformed.
    public func computeBlobKZGProof(blob: [UInt8], commitment: [UInt8]) throws(KZGError) -> [UInt8] {
        let polynomial = try BlobPolynomial(blob: blob)
        _ = try KZG.point(.commitment, commitment)
        let quotient = polynomial.quotient(at: KZG.challenge(blob: blob, commitment: commitment)).values
        return self.commitment(toValues: quotient).compressedBytes
    }

    /// The commitment to the polynomial with the given values, in bit-reversed order.
    private func commitment(toValues values: [BLS12381.Fr]) -> BLS12381.G1 {
        .linearCombination(g1Lagrange, values)
    }
}
