import Primitives

extension KZG {
    /// The coefficients of the polynomial whose values the given cells are.
    ///
    /// With Z the polynomial that vanishes on the missing cells, the product P Z is known on the whole extended domain:
    /// there it is zero or a given value times Z's. Interpolating it, evaluating it on a coset where Z has no zero, and
    /// dividing gives P (V. Buterin, "Reed-Solomon erasure code recovery in n log^2 n time with FFTs", 2018).
    ///
    /// - Parameters:
    ///   - indices: Strictly ascending cell indices, at least half of all.
    ///   - cells: The values of the cells, 64 each.
    /// - Returns: 4096 coefficients in natural order.
    static func recoverCoefficients(_ indices: [Int], _ cells: [[BLS12381.Fr]]) -> [BLS12381.Fr] {
        // Z(X) = z(X^64), and X^64 is the root at position i of the bit-reversed roots of order 128 all over cell i.
        let vanishing = vanishingPolynomial(onAllBut: indices)
        let vanishingValues = domain.values(ofCoefficients: vanishing)
        var product = [BLS12381.Fr](repeating: .zero, count: fieldElementsPerExtendedBlob)
        for (index, cell) in zip(indices, cells) {
            for (position, value) in cell.enumerated() {
                product[fieldElementsPerCell * index + position] = value * vanishingValues[index]
            }
        }
        domain.interpolate(&product)

        // A coset of the blob's domain holds as many points as P has coefficients.
        let shift = BLS12381.Fr.primitiveRoot
        let wrap = shift.power(UInt256(UInt64(fieldElementsPerBlob)))
        let folded = (0..<fieldElementsPerBlob).map { product[$0] + wrap * product[$0 + fieldElementsPerBlob] }
        var values = domain.values(ofCoefficients: shifted(folded, by: shift))
        let cellShift = shift.power(UInt256(UInt64(fieldElementsPerCell)))
        var inverses = domain.values(ofCoefficients: shifted(vanishing, by: cellShift))
        inverses.invertAll()
        for position in values.indices { values[position] *= inverses[position / fieldElementsPerCell] }
        domain.interpolate(&values)
        return shifted(values, by: shift.inverse)
    }

    /// The 128 coefficients of the polynomial that vanishes at the roots of unity of order 128 whose bit-reversed
    /// positions are not among the given ones.
    private static func vanishingPolynomial(onAllBut indices: [Int]) -> [BLS12381.Fr] {
        var isGiven = [Bool](repeating: false, count: cellsPerExtendedBlob)
        for index in indices { isGiven[index] = true }
        var coefficients: [BLS12381.Fr] = [.one]
        for index in 0..<cellsPerExtendedBlob where !isGiven[index] {
            let root = domain.bitReversed[index]
            // Times X - root.
            coefficients.append(.zero)
            for position in coefficients.indices.reversed() {
                let below = position > 0 ? coefficients[position - 1] : .zero
                coefficients[position] = below - root * coefficients[position]
            }
        }
        let padding = cellsPerExtendedBlob - coefficients.count
        return coefficients + [BLS12381.Fr](repeating: .zero, count: padding)
    }
}

extension KZGTrustedSetup {
    /// All cells and proofs of a blob from at least half of its cells (`recover_cells_and_kzg_proofs`).
    ///
    /// Cells that are not values of one polynomial of a blob's degree are rejected, where the specification leaves the
    /// result open.
    ///
    /// - Parameters:
    ///   - cellIndices: Strictly ascending indices below 128, at least 64.
    ///   - cells: As many cells, each 2,048 bytes.
    /// - Returns: 128 cells and 128 proofs.
    /// - Throws: `KZGError` when an input is malformed or the cells do not belong together.
    public func recoverCellsAndKZGProofs(
        cellIndices: [UInt64],
        cells: [[UInt8]]
    ) throws(KZGError) -> (cells: [[UInt8]], proofs: [[UInt8]]) {
        guard cellIndices.count == cells.count else {
            throw .unequalCounts(expected: cellIndices.count, got: cells.count)
        }
        let allowed = KZG.cellsPerExtendedBlob / 2...KZG.cellsPerExtendedBlob
        guard allowed.contains(cells.count) else { throw .cellCountOutOfRange(got: cells.count, allowed: allowed) }
        var indices: [Int] = []
        var values: [[BLS12381.Fr]] = []
        for (position, index) in cellIndices.enumerated() {
            let index = try KZG.cellIndex(index)
            if let last = indices.last, index <= last { throw .cellIndicesNotAscending(position: position) }
            indices.append(index)
            values.append(try KZG.fieldElements(.cell, cells[position], count: KZG.fieldElementsPerCell))
        }
        let coefficients = KZG.recoverCoefficients(indices, values)
        let blob = KZG.domain.values(ofCoefficients: coefficients)
        let recovered = KZG.cells(ofValues: blob + KZG.extensionValues(ofCoefficients: coefficients))
        for (index, cell) in zip(indices, cells) where recovered[index] != cell { throw .inconsistentCells }
        return (recovered, cellProofs.proofs(ofCoefficients: coefficients))
    }
}
