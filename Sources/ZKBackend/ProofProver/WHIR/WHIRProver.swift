package import ProofVerifier

/// The prover of the polynomial commitment WHIR (docs/proof-system.md, "WHIR"; eprint 2024/1586).
package enum WHIRProver {
    /// Commits to a table: sends the root of its codeword and answers the first out-of-domain samples.
    ///
    /// - Parameters:
    ///   - table: 2^logSize values; index bits are coordinates, the most significant first.
    ///   - configuration: Parameters, absorbed here.
    ///   - transcript: Takes the messages.
    ///   - workers: Threads to use.
    /// - Returns: What `open` needs.
    package static func commit(
        table: [Goldilocks],
        configuration: WHIRConfiguration,
        transcript: inout ProverTranscript,
        workers: Workers
    ) -> WHIRCommitment {
        let codeword = configuration.rounds[0].encode(table, workers: workers)
        return commit(
            table: table,
            codeword: codeword,
            configuration: configuration,
            transcript: &transcript,
            workers: workers
        )
    }

    /// Commits to a table by a codeword that was computed already.
    package static func commit(
        table: [Goldilocks],
        codeword: CommittedCodeword,
        configuration: WHIRConfiguration,
        transcript: inout ProverTranscript,
        workers: Workers
    ) -> WHIRCommitment {
        precondition(table.count == 1 << configuration.logSize)
        transcript.absorb(WHIRLabel.parameters, statement: configuration.statementBytes)
        let points = send(codeword, configuration.rounds[0], 0, &transcript) {
            UnivariatePolynomial.evaluate(table, at: $0, workers: workers)
        }
        return WHIRCommitment(configuration: configuration, table: table, codeword: codeword, points: points)
    }

    /// Proves that the sum over x of f(x) W(x) is `value` for the committed table f.
    ///
    /// - Parameters:
    ///   - commitment: The table.
    ///   - weights: W, 2^logSize values in the table's order.
    ///   - value: The claimed sum, absorbed here; the caller's transcript must bind the weights.
    ///   - transcript: Takes the messages.
    ///   - workers: Threads to use.
    package static func open(
        _ commitment: WHIRCommitment,
        weights: consuming [CubicExtension],
        value: CubicExtension,
        transcript: inout ProverTranscript,
        workers: Workers
    ) {
        let rounds = commitment.configuration.rounds
        transcript.absorb(WHIRLabel.value, statement: value.littleEndianBytes)
        let combination = transcript.challenge(WHIRLabel.combination, 0)
        var sumcheck = ProductSumcheck(table: commitment.table, weights: consume weights, workers: workers)
        let scales = combination.powers(commitment.points.count + 1)
        sumcheck.updateWeights { weights in
            for (point, scale) in zip(commitment.points, scales.dropFirst()) {
                PowerWeight.add(point, scale: scale, to: &weights, workers: workers)
            }
        }
        var codeword = commitment.codeword
        var boundCount = 0
        for (index, round) in rounds.enumerated() {
            for _ in 0..<round.foldingFactor { bindNext(&sumcheck, &boundCount, &transcript) }
            let next = rounds.indices.contains(index + 1) ? rounds[index + 1] : nil
            let nextCodeword = next?.encode(sumcheck.table, workers: workers)
            var points: [CubicExtension] = []
            if let next, let nextCodeword {
                points = send(nextCodeword, next, index + 1, &transcript) {
                    UnivariatePolynomial.evaluate(sumcheck.table, at: $0, workers: workers)
                }
            } else {
                transcript.send(WHIRLabel.finalTable, 0, sumcheck.table)
            }
            transcript.grind(WHIRLabel.queryGrinding, index, bits: round.queryGrindingBits, workers: workers)
            let positions = transcript.queryPositions(of: round, index)
            for position in positions { transcript.sendOpening(elements: codeword.row(position)) }
            transcript.sendOpening(digests: codeword.tree.siblings(for: positions))
            guard let nextCodeword else { break }
            let combination = transcript.challenge(WHIRLabel.combination, index + 1)
            let scales = combination.powers(points.count + positions.count + 1)
            let domain = round.domain
            sumcheck.updateWeights { weights in
                for (point, scale) in zip(points, scales.dropFirst()) {
                    PowerWeight.add(point, scale: scale, to: &weights, workers: workers)
                }
                PowerWeight.add(
                    positions.map { domain.point(row: $0) },
                    scales: Array(scales.suffix(positions.count)),
                    to: &weights,
                    workers: workers
                )
            }
            codeword = nextCodeword
        }
        while sumcheck.count > 1 { bindNext(&sumcheck, &boundCount, &transcript) }
    }

    /// Sends a codeword's root and the values at its out-of-domain points, and returns the points.
    private static func send(
        _ codeword: CommittedCodeword,
        _ round: WHIRConfiguration.Round,
        _ index: Int,
        _ transcript: inout ProverTranscript,
        value: (CubicExtension) -> CubicExtension
    ) -> [CubicExtension] {
        transcript.send(WHIRLabel.root, index, digest: codeword.root)
        let points = transcript.challenges(
            WHIRLabel.outOfDomainPoint,
            index,
            count: round.outOfDomainSampleCount
        )
        transcript.send(WHIRLabel.outOfDomainAnswer, index, points.map(value))
        return points
    }

    /// Runs one round of sumcheck.
    private static func bindNext(
        _ sumcheck: inout ProductSumcheck,
        _ boundCount: inout Int,
        _ transcript: inout ProverTranscript
    ) {
        let round = sumcheck.round()
        transcript.send(WHIRLabel.sumcheck, boundCount, [round.valueAtZero, round.leadingCoefficient])
        sumcheck.bind(transcript.challenge(WHIRLabel.fold, boundCount))
        boundCount += 1
    }
}
