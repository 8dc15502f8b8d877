extension KZG {
    /// The cells of an extended blob (`compute_cells`), which needs no trusted setup.
    ///
    /// - Parameter blob: 4096 canonical field elements, 131,072 bytes.
    /// - Returns: 128 cells of 2,048 bytes, the first 64 of which are the blob.
    /// - Throws: `KZGError` when the blob is malformed.
    public static func computeCells(_ blob: [UInt8]) throws(KZGError) -> [[UInt8]] {
        let polynomial = try BlobPolynomial(blob: blob)
        return cells(ofValues: polynomial.values + extensionValues(ofCoefficients: polynomial.coefficients))
    }

    /// The values of a polynomial of a blob's degree on the second half of the extended domain, in bit-reversed order.
    ///
    /// That half is the blob's domain times the root of unity at its first position.
    static func extensionValues(ofCoefficients coefficients: [BLS12381.Fr]) -> [BLS12381.Fr] {
        domain.values(
            ofCoefficients: shifted(coefficients, by: domain.bitReversed[fieldElementsPerBlob])
        )
    }

    /// The coefficients of p(factor X), from those of p.
    static func shifted(_ coefficients: [BLS12381.Fr], by factor: BLS12381.Fr) -> [BLS12381.Fr] {
        zip(coefficients, factor.powers(count: coefficients.count)).map { $0 * $1 }
    }

    /// The encoded cells of an extended blob's values.
    static func cells(ofValues values: [BLS12381.Fr]) -> [[UInt8]] {
        (0..<cellsPerExtendedBlob).map { index in
            bytes(of: values[fieldElementsPerCell * index..<fieldElementsPerCell * (index + 1)])
        }
    }

    /// The cell index, when it is below the number of cells.
    static func cellIndex(_ index: UInt64) throws(KZGError) -> Int {
        guard index < UInt64(cellsPerExtendedBlob) else { throw .cellIndexOutOfRange(index) }
        return Int(index)
    }
}
