import ProofVerifier

/// Prover of the slice sumcheck: of the sum over leaves b and slices j of e_b(j) f_b(j), where f_b(j) is
/// N_b + mu D_b at slice j and rho's last coordinates, and e_b(j) the weight of the leaf's slot.
///
/// A slice is 2^12 rows, so its tables are small; what takes time is one look at every row, for f.
struct SliceSumcheckProver {
    private let chips: [ChipRows]
    private let layout: LeafLayout
    private let workers: Workers

    /// A prover of the claim on the leaves of rows.
    init(chips: [ChipRows], layout: LeafLayout, workers: Workers) {
        self.chips = chips
        self.layout = layout
        self.workers = workers
    }

    /// Sends the rounds.
    ///
    /// - Parameters:
    ///   - leafClaim: rho, p and q.
    ///   - fingerprints: The denominators of each chip's interactions.
    ///   - transcript: Takes the messages.
    /// - Returns: The claim on rows that the verifier arrives at too.
    func prove(
        _ leafClaim: LeafClaim,
        fingerprints: [[ChipBatch.Fingerprint]],
        transcript: inout ProverTranscript
    ) -> RowClaim {
        let rho = leafClaim.point
        let mu = transcript.challenge("leaf mu")
        var claim = SliceSumcheckVerifier.claim(leafClaim, layout: layout, mu: mu)
        var sums = chips.indices.map { chip in
            let rules = RowRules(chips[chip].polynomials, fingerprints: fingerprints[chip], mu: mu)
            return ChipSlices(
                values: sliceValues(chip, rules, rho),
                weights: slotWeights(chip, rho),
                variableCount: LeafLayout.sliceVariableCount(logHeight: chips[chip].logHeight),
                roundCount: layout.sliceVariableCount
            )
        }
        var point: [CubicExtension] = []
        for round in 0..<layout.sliceVariableCount {
            var polynomial = QuadraticRound(valueAtZero: .zero, leadingCoefficient: .zero)
            for chip in sums.indices {
                sums[chip].addRound(remaining: layout.sliceVariableCount - round, to: &polynomial)
            }
            transcript.send("slice round", round, [polynomial.valueAtZero, polynomial.leadingCoefficient])
            let challenge = transcript.challenge("slice point", round)
            claim = polynomial.value(at: challenge, claim: claim)
            for chip in sums.indices {
                sums[chip].bind(challenge, remaining: layout.sliceVariableCount - round)
            }
            point.append(challenge)
        }
        return RowClaim(layout: layout, rho: rho, slicePoint: point, mu: mu, value: claim)
    }

    /// f_b(j) for all slices of the chip's rows, slices of leaf 0 first.
    private func sliceValues(_ chip: Int, _ rules: RowRules, _ rho: [CubicExtension]) -> [CubicExtension] {
        let (rows, region, leafCount) = (chips[chip], layout.slots.regions[chip], rules.leafCount)
        guard leafCount > 0 else { return [] }
        let sliceCount = 1 << LeafLayout.sliceVariableCount(logHeight: rows.logHeight)
        let sliceSize = 1 << region.logSlotSize
        let weights = RowWeights(rho.suffix(region.logSlotSize))
        let lanes = RowChunk.lanes(rules, degree: 1, rowCount: sliceSize)
        var values = [CubicExtension](repeating: .zero, count: leafCount * sliceCount)
        let evaluated = rows.hasEqualPadding ? min(sliceCount, region.slotsPerColumn + 1) : sliceCount
        values.withUnsafeMutableBufferPointer { values in
            for slice in 0..<evaluated {
                let sums = workers.sums(
                    over: sliceSize,
                    width: leafCount,
                    alignment: lanes,
                    minimum: RowChunk.minimumRowsOfThread(rules)
                ) { range, sums in
                    let chunk = RowChunk(rules, degree: 1, lanes: lanes)
                    withUnsafeTemporaryAllocation(of: CubicExtension.self, capacity: leafCount) { totals in
                        ChipRows.zeros.withUnsafeBufferPointer { zeros in
                            guard let zeros = zeros.baseAddress else { return }
                            for first in stride(from: range.lowerBound, to: range.upperBound, by: lanes) {
                                totals.initialize(repeating: .zero)
                                rows.point(chunk, to: slice * sliceSize + first, zeros: zeros)
                                chunk.addLeafSums(row: first, weights, to: totals)
                                let factor = weights.outer(at: first)
                                for leaf in 0..<leafCount { sums[leaf] += factor * totals[leaf] }
                            }
                        }
                    }
                }
                for leaf in 0..<leafCount { values[leaf * sliceCount + slice] = sums[leaf] }
            }
            // All slices that hold nothing are alike.
            for leaf in 0..<leafCount where evaluated < sliceCount {
                for slice in evaluated..<sliceCount {
                    values[leaf * sliceCount + slice] = values[leaf * sliceCount + evaluated - 1]
                }
            }
        }
        return values
    }

    /// e_b(j) for all slices of the chip's rows: zero for those without a slot.
    private func slotWeights(_ chip: Int, _ rho: [CubicExtension]) -> [CubicExtension] {
        let (shape, region) = (layout.slots.shapes[chip], layout.slots.regions[chip])
        let unused = [CubicExtension](
            repeating: .zero,
            count: 1 << LeafLayout.sliceVariableCount(logHeight: shape.logHeight) - region.slotsPerColumn
        )
        let leading = Array(rho.dropLast(region.logSlotSize))
        return (0..<shape.columnCount).flatMap { leaf in
            let number = region.offset(ofColumn: leaf) >> region.logSlotSize
            let used = (number..<(number + region.slotsPerColumn)).map { EqualityPolynomial.evaluate(leading, at: $0) }
            return used + unused
        }
    }
}

/// One chip's part of the slice sumcheck.
private struct ChipSlices {
    /// f, the slices of each leaf one after the other; variables are bound in place.
    private var values: [CubicExtension]
    /// e, likewise.
    private var weights: [CubicExtension]
    /// Variables that are not bound.
    private var variableCount: Int
    /// What the chip adds to the sum.
    private var sum: CubicExtension

    /// A part that begins when as many of the rounds are left as it has variables; until then they halve it.
    init(values: [CubicExtension], weights: [CubicExtension], variableCount: Int, roundCount: Int) {
        let scale = RowClaim.half.raised(to: UInt64(roundCount - variableCount))
        self.values = values
        self.weights = weights.map { $0 * scale }
        self.variableCount = variableCount
        sum = zip(values, weights).reduce(.zero) { $0 + $1.0 * $1.1 }
    }

    /// Adds the chip's part of a round before which so many variables are left.
    mutating func addRound(remaining: Int, to round: inout QuadraticRound) {
        guard variableCount == remaining else {
            round.valueAtZero += sum * RowClaim.half
            return
        }
        forEachPair { low, high in
            round.valueAtZero += values[low] * weights[low]
            round.leadingCoefficient += (values[high] - values[low]) * (weights[high] - weights[low])
        }
    }

    /// Binds the round's variable, or keeps half of the sum.
    mutating func bind(_ challenge: CubicExtension, remaining: Int) {
        guard variableCount == remaining else {
            sum *= CubicExtension(RowClaim.half)
            return
        }
        var (boundValues, boundWeights): ([CubicExtension], [CubicExtension]) = ([], [])
        forEachPair { low, high in
            boundValues.append(values[low] + challenge * (values[high] - values[low]))
            boundWeights.append(weights[low] + challenge * (weights[high] - weights[low]))
        }
        (values, weights) = (boundValues, boundWeights)
        variableCount -= 1
    }

    /// The places whose numbers differ in the first variable.
    private func forEachPair(_ body: (Int, Int) -> Void) {
        let half = 1 << (variableCount - 1)
        for start in stride(from: 0, to: values.count, by: 2 * half) {
            for low in start..<(start + half) { body(low, low + half) }
        }
    }
}
