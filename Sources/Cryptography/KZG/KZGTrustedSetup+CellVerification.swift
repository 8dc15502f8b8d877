extension KZGTrustedSetup {
    /// Whether each proof shows that its cell belongs to its commitment (`verify_cell_kzg_proof_batch`).
    ///
    /// The universal verification equation (D. Feist, "A universal verification equation for data availability
    /// sampling", ethresear.ch 13240): with the powers of a challenge as weights w, the sum of w (C - [I] + h^64 proof)
    /// pairs with the generator as the sum of w proof pairs with [tau^64], where I interpolates the cell and h shifts
    /// its coset.
    ///
    /// - Parameters:
    ///   - commitments: A commitment for each cell, each 48 bytes; repetitions are expected.
    ///   - cellIndices: The index of each cell below 128, in any order.
    ///   - cells: The cells, each 2,048 bytes.
    ///   - proofs: The proof of each cell, each 48 bytes.
    /// - Returns: False when all is well formed and a proof does not hold; true for no cells.
    /// - Throws: `KZGError` when an input is malformed.
    public func verifyCellKZGProofBatch(
        commitments: [[UInt8]],
        cellIndices: [UInt64],
        cells: [[UInt8]],
        proofs: [[UInt8]]
    ) throws(KZGError) -> Bool {
        for count in [cellIndices.count, cells.count, proofs.count] where count != commitments.count {
            throw .unequalCounts(expected: commitments.count, got: count)
        }
        if cells.isEmpty { return true }
        let distinct = DistinctCommitments(commitments)
        let commitmentPoints = try distinct.commitments.map { (bytes) throws(KZGError) in
            try KZG.point(.commitment, bytes)
        }
        let indices = try cellIndices.map { (index) throws(KZGError) in try KZG.cellIndex(index) }
        let values = try cells.map { (cell) throws(KZGError) in
            try KZG.fieldElements(.cell, cell, count: KZG.fieldElementsPerCell)
        }
        let proofPoints = try proofs.map { (bytes) throws(KZGError) in try KZG.point(.proof, bytes) }
        let challenge = KZG.cellBatchChallenge(
            commitments: distinct.commitments,
            commitmentIndices: distinct.indices.map { UInt64($0) },
            cellIndices: cellIndices,
            cells: cells,
            proofs: proofs
        )
        let weights = challenge.powers(count: cells.count)

        var commitmentWeights = [BLS12381.Fr](repeating: .zero, count: commitmentPoints.count)
        for (index, weight) in zip(distinct.indices, weights) { commitmentWeights[index] += weight }
        // h^64 is the root of order 128 at the cell's position.
        let proofWeights = zip(indices, weights).map { KZG.domain.bitReversed[$0] * $1 }
        let interpolation = KZG.interpolationSum(indices, values, weights: weights)
        let left = BLS12381.G1.linearCombination(
            commitmentPoints + proofPoints + g1Monomial.prefix(KZG.fieldElementsPerCell),
            commitmentWeights + proofWeights + interpolation.map { -$0 }
        )
        let right = BLS12381.G1.linearCombination(proofPoints, weights)
        return BLS12381.pairingProductIsOne([
            (left, BLS12381.PreparedG2(knownInSubgroup: .generator)),
            (-right, BLS12381.PreparedG2(knownInSubgroup: g2Monomial[KZG.fieldElementsPerCell])),
        ])
    }
}

extension KZG {
    /// The challenge that combines cells in their verification (`compute_verify_cell_kzg_proof_batch_challenge`).
    ///
    /// Points are hashed as they are; field elements must be canonical.
    ///
    /// - Parameters:
    ///   - commitments: The commitments without repetition, each 48 bytes.
    ///   - commitmentIndices: For each cell the index of its commitment.
    ///   - cellIndices: The index of each cell below 128.
    ///   - cells: The cells, each 2,048 bytes.
    ///   - proofs: The proof of each cell, each 48 bytes.
    /// - Returns: A field element, 32 bytes.
    /// - Throws: `KZGError` when an input is malformed.
    public static func computeVerifyCellKZGProofBatchChallenge(
        commitments: [[UInt8]],
        commitmentIndices: [UInt64],
        cellIndices: [UInt64],
        cells: [[UInt8]],
        proofs: [[UInt8]]
    ) throws(KZGError) -> [UInt8] {
        for count in [cellIndices.count, cells.count, proofs.count] where count != commitmentIndices.count {
            throw .unequalCounts(expected: commitmentIndices.count, got: count)
        }
        for bytes in commitments { try requirePointLength(.commitment, bytes) }
        for index in commitmentIndices where index >= UInt64(commitments.count) {
            throw .commitmentIndexOutOfRange(index)
        }
        for index in cellIndices { _ = try cellIndex(index) }
        for cell in cells { _ = try fieldElements(.cell, cell, count: fieldElementsPerCell) }
        for bytes in proofs { try requirePointLength(.proof, bytes) }
        return cellBatchChallenge(
            commitments: commitments,
            commitmentIndices: commitmentIndices,
            cellIndices: cellIndices,
            cells: cells,
            proofs: proofs
        ).bigEndianBytes
    }

    /// The same challenge for inputs that were checked.
    fileprivate static func cellBatchChallenge(
        commitments: [[UInt8]],
        commitmentIndices: [UInt64],
        cellIndices: [UInt64],
        cells: [[UInt8]],
        proofs: [[UInt8]]
    ) -> BLS12381.Fr {
        var transcript = Transcript(domain: "RCKZGCBATCH__V1_")
        for number in [fieldElementsPerBlob, fieldElementsPerCell, commitments.count, cellIndices.count] {
            transcript.absorb(UInt64(number))
        }
        for commitment in commitments { transcript.absorb(commitment) }
        for index in cells.indices {
            transcript.absorb(commitmentIndices[index])
            transcript.absorb(cellIndices[index])
            transcript.absorb(cells[index])
            transcript.absorb(proofs[index])
        }
        return transcript.challenge
    }

    /// For each cell the powers of the inverse of h, each over 64: factors that take an unscaled interpolation to a
    /// polynomial's coefficients.
    ///
    /// A cell's values are those of I(h X) at the roots of order 64, h being the root at the cell's first position.
    private static func makeInverseCosetPowers() -> [BLS12381.Fr] {
        let scale = BLS12381.Fr(UInt64(fieldElementsPerCell)).inverse
        return (0..<cellsPerExtendedBlob).flatMap { index in
            let inverse = domain.inverseTwiddle(fieldElementsPerCell / 2 * index)
            return inverse.powers(count: fieldElementsPerCell).map { $0 * scale }
        }
    }

    #if hasFeature(Embedded)
    // Not kept in the guest, which verifies no cells and whose image would change.
    private static var inverseCosetPowers: [BLS12381.Fr] { makeInverseCosetPowers() }
    #else
    private static let inverseCosetPowers = makeInverseCosetPowers()
    #endif

    /// The 64 coefficients of the sum of the cells' interpolating polynomials, each times its weight.
    ///
    /// Cells of the same index share a coset, so their values are added before they are interpolated.
    fileprivate static func interpolationSum(
        _ indices: [Int],
        _ values: [[BLS12381.Fr]],
        weights: [BLS12381.Fr]
    ) -> [BLS12381.Fr] {
        var columns = [[BLS12381.Fr]](repeating: [], count: cellsPerExtendedBlob)
        for (position, index) in indices.enumerated() {
            let weighted = values[position].map { $0 * weights[position] }
            columns[index] = columns[index].isEmpty ? weighted : zip(columns[index], weighted).map { $0 + $1 }
        }
        var sum = [BLS12381.Fr](repeating: .zero, count: fieldElementsPerCell)
        let factors = inverseCosetPowers
        for index in columns.indices where !columns[index].isEmpty {
            domain.interpolateUnscaled(&columns[index])
            let first = fieldElementsPerCell * index
            for (position, coefficient) in columns[index].enumerated() {
                sum[position] += coefficient * factors[first + position]
            }
        }
        return sum
    }
}

/// Commitments without repetition, in the order of their first appearance.
private struct DistinctCommitments {
    private(set) var commitments: [[UInt8]] = []
    /// For each of the original list the position of the equal one.
    private(set) var indices: [Int] = []

    init(_ all: [[UInt8]]) {
        var positions: [[UInt8]: Int] = [:]
        for commitment in all {
            if let position = positions[commitment] {
                indices.append(position)
            } else {
                positions[commitment] = commitments.count
                indices.append(commitments.count)
                commitments.append(commitment)
            }
        }
    }
}
