extension KZGTrustedSetup {
    /// The cells of an extended blob and their proofs (`compute_cells_and_kzg_proofs`).
    ///
    /// - Parameter blob: 4096 canonical field elements, 131,072 bytes.
    /// - Returns: 128 cells of 2,048 bytes and 128 proofs of 48 bytes.
    /// - Throws: `KZGError` when the blob is malformed.
    public func computeCellsAndKZGProofs(
        _ blob: [UInt8]
    ) throws(KZGError) -> (cells: [[UInt8]], proofs: [[UInt8]]) {
        let polynomial = try BlobPolynomial(blob: blob)
        let coefficients = polynomial.coefficients
        let values = polynomial.values + KZG.extensionValues(ofCoefficients: coefficients)
        return (KZG.cells(ofValues: values), cellProofs.proofs(ofCoefficients: coefficients))
    }
}
