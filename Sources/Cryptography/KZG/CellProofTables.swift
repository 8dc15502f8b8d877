/// What the proofs of all cells of a blob are computed from, made from a setup's powers in G1.
///
/// D. Feist, D. Khovratovich, "Fast amortized KZG proofs" (https://eprint.iacr.org/2023/033), section 3, called FK20.
///
/// A cell's 64 points are the roots of X^64 - c, c a root of unity of order 128. The quotient of the polynomial by it
/// is the sum of c^j times the polynomial shifted down by 64 (j + 1) coefficients, so the proof is the value at c of a
/// polynomial whose coefficient H_j is the commitment to that shifted polynomial. With b the coefficient's remainder
/// modulo 64, H_j is the sum over b of correlations of 64 coefficients with 64 powers, which Fourier transforms of
/// order 128 turn into products.
final class CellProofTables: Sendable {
    /// Sum k is over the remainders b, of the k-th entry of the transform of the powers with that remainder.
    private let rows: FixedPointSums

    /// The tables of a setup's 4096 powers in G1.
    init(g1Monomial: [BLS12381.G1]) {
        let size = KZG.cellsPerExtendedBlob
        var columns: [BLS12381.G1] = []
        for remainder in 0..<KZG.fieldElementsPerCell {
            // The powers backwards, cyclically, so that a convolution with them is a correlation.
            var column = [BLS12381.G1](repeating: .infinity, count: size)
            for index in 0..<size / 2 {
                column[(size - index) % size] = g1Monomial[KZG.fieldElementsPerCell * index + remainder]
            }
            columns += column
        }
        KZG.domain.evaluateColumns(&columns, count: size)
        rows = FixedPointSums(
            (0..<size).map { row in stride(from: row, to: columns.count, by: size).map { columns[$0] } }
        )
    }

    /// The 128 compressed proofs of the cells of a polynomial with 4096 coefficients in natural order.
    func proofs(ofCoefficients coefficients: [BLS12381.Fr]) -> [[UInt8]] {
        let size = KZG.cellsPerExtendedBlob
        // The scale of the transform back to coefficients, applied where products are cheap.
        let scale = BLS12381.Fr(UInt64(size)).inverse
        var scalars = [[BLS12381.Fr]](repeating: [], count: size)
        for remainder in 0..<KZG.fieldElementsPerCell {
            var column = [BLS12381.Fr](repeating: .zero, count: size)
            for index in 0..<size / 2 {
                column[index] = coefficients[KZG.fieldElementsPerCell * index + remainder] * scale
            }
            KZG.domain.evaluate(&column)
            for row in 0..<size { scalars[row].append(column[row]) }
        }
        var points = rows.sums(scalars)
        KZG.domain.interpolateColumnUnscaled(&points)

        // Entry j + 1 of the convolution is H_j, for j up to 62; the others are of no use.
        points = Array(points[1..<size / 2]) + [BLS12381.G1](repeating: .infinity, count: size / 2 + 1)
        KZG.domain.evaluateColumns(&points, count: size)
        return points.map { $0.compressedBytes }
    }
}
