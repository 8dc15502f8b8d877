import ProofVerifier

/// Prover of the sumcheck that joins the zerocheck of all chips with the claims on the leaves.
///
/// Sums over all rows of all chips eq(rho, row) G(row), where a chip of log height h takes the last h coordinates.
enum JointSumcheckProver {
    /// Sends the round polynomials and the values of all committed columns.
    ///
    /// - Parameters:
    ///   - chips: The rows of each chip.
    ///   - batch: The batch of each chip.
    ///   - degree: Degree of the batches in each variable.
    ///   - equalityPoint: rho, one coordinate for each variable of the tallest chip.
    ///   - transcript: Takes the messages.
    ///   - workers: Threads to use.
    /// - Returns: The point r, the values of the committed columns, chips in order, and the sum that the rows have.
    static func prove(
        chips: [ChipRows],
        batch: MachineBatch,
        degree: Int,
        equalityPoint: [CubicExtension],
        transcript: inout ProverTranscript,
        workers: Workers
    ) -> (point: [CubicExtension], columnValues: [[CubicExtension]], sum: CubicExtension) {
        let sumchecks = firstRounds(chips, batch, degree, equalityPoint, workers)
        var weights = EqualityPolynomial.table(equalityPoint.dropFirst())
        var point: [CubicExtension] = []
        for round in equalityPoint.indices {
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
            weights = halved(weights)
        }
        var columnValues: [[CubicExtension]] = []
        for (chip, sumcheck) in sumchecks.enumerated() {
            let values = Array(sumcheck.finish(point.last).prefix(chips[chip].program.committedColumnCount))
            transcript.send("joint columns", chip, values)
            columnValues.append(values)
        }
        return (point, columnValues, sumchecks.reduce(.zero) { $0 + $1.sum })
    }

    /// Starts all chips, taller ones first, so that one table of weights serves all.
    private static func firstRounds(
        _ chips: [ChipRows],
        _ batch: MachineBatch,
        _ degree: Int,
        _ equalityPoint: [CubicExtension],
        _ workers: Workers
    ) -> [ChipSumcheck] {
        var sumchecks = [ChipSumcheck?](repeating: nil, count: chips.count)
        var weights = EqualityPolynomial.table(equalityPoint.dropFirst())
        for logHeight in stride(from: equalityPoint.count, through: 0, by: -1) {
            for chip in chips.indices where chips[chip].logHeight == logHeight {
                sumchecks[chip] = ChipSumcheck(
                    rows: chips[chip],
                    batch: batch.chips[chip],
                    degree: degree,
                    weights: weights,
                    coordinate: logHeight == 0 ? .zero : equalityPoint[equalityPoint.count - logHeight],
                    workers: workers
                )
            }
            weights = halved(weights)
        }
        return sumchecks.compactMap(\.self)
    }

    /// The weights without their first coordinate: eq of both its values adds up to 1.
    private static func halved(_ weights: [CubicExtension]) -> [CubicExtension] {
        let half = weights.count / 2
        return (0..<half).map { weights[$0] + weights[$0 + half] }
    }
}
