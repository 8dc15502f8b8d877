import ProofVerifier

/// Prover of the sumcheck that joins the zerocheck of all chips with the claim on the leaves of their rows.
///
/// Sums over all rows of all chips eq(point, row) G(row), where a chip of log height h takes the last h coordinates.
enum JointSumcheckProver {
    /// Sends the round polynomials and the values of all committed columns.
    ///
    /// - Parameters:
    ///   - chips: The rows of each chip.
    ///   - batch: The batch of each chip.
    ///   - degree: Degree of the batches in each variable.
    ///   - equalityPoint: The claim's point, one coordinate for each variable of the tallest chip.
    ///   - transcript: Takes the messages.
    ///   - arena: Where the folded columns lie.
    ///   - workers: Threads to use.
    /// - Returns: The point r, the values of the committed columns, chips in order, and the sum that the rows have.
    /// - Throws: `ArenaError`.
    static func prove(
        chips: [ChipRows],
        batch: MachineBatch,
        degree: Int,
        equalityPoint: [CubicExtension],
        transcript: inout ProverTranscript,
        arena: ProverArena,
        workers: Workers
    ) throws(ArenaError) -> (point: [CubicExtension], columnValues: [[CubicExtension]], sum: CubicExtension) {
        let sumchecks = try firstRounds(chips, batch, degree, equalityPoint, arena, workers)
        var point: [CubicExtension] = []
        for round in equalityPoint.indices {
            let weights = RowWeights(equalityPoint.dropFirst(round + 1))
            var values = [CubicExtension](repeating: .zero, count: degree)
            for sumcheck in sumchecks {
                let part = sumcheck.round(
                    remaining: equalityPoint.count - round,
                    weights: weights,
                    challenge: point.last
                )
                for index in values.indices { values[index] += part[index] }
            }
            transcript.send("joint round", round, values)
            point.append(transcript.challenge("joint point", round))
        }
        var columnValues: [[CubicExtension]] = []
        for (chip, sumcheck) in sumchecks.enumerated() {
            let values = sumcheck.finish(point.last)
            transcript.send("joint columns", chip, values)
            columnValues.append(values)
        }
        return (point, columnValues, sumchecks.reduce(.zero) { $0 + $1.sum })
    }

    /// Starts all chips.
    private static func firstRounds(
        _ chips: [ChipRows],
        _ batch: MachineBatch,
        _ degree: Int,
        _ equalityPoint: [CubicExtension],
        _ arena: ProverArena,
        _ workers: Workers
    ) throws(ArenaError) -> [ChipSumcheck] {
        var sumchecks: [ChipSumcheck] = []
        for (rows, batch) in zip(chips, batch.chips) {
            let logHeight = rows.logHeight
            sumchecks.append(
                try ChipSumcheck(
                    rows: rows,
                    batch: batch,
                    degree: degree,
                    weights: RowWeights(equalityPoint.suffix(max(0, logHeight - 1))),
                    coordinate: logHeight == 0 ? .zero : equalityPoint[equalityPoint.count - logHeight],
                    arena: arena,
                    workers: workers
                )
            )
        }
        return sumchecks
    }
}
