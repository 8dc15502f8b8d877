package import ProofVerifier

/// The prover of the polynomial commitment WHIR (docs/proof-system.md, "WHIR"; eprint 2024/1586).
package enum WHIRProver {
    /// Commits to a table: sends the root of its codeword and answers the first out-of-domain samples.
    ///
    /// - Parameters:
    ///   - table: 2^logSize values; index bits are coordinates, the most significant first.
    ///   - configuration: Parameters, absorbed here.
    ///   - transcript: Takes the messages.
    ///   - arena: Where the codeword's tree lies.
    ///   - workers: Threads to use.
    /// - Returns: What `open` needs.
    /// - Throws: `ArenaError`.
    package static func commit(
        table: FieldTable,
        configuration: WHIRConfiguration,
        transcript: inout ProverTranscript,
        arena: ProverArena,
        workers: Workers
    ) throws(ArenaError) -> WHIRCommitment {
        let codeword = try configuration.rounds[0].encode(table, arena: arena, workers: workers)
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
        table: FieldTable,
        codeword: CommittedCodeword,
        configuration: WHIRConfiguration,
        transcript: inout ProverTranscript,
        workers: Workers
    ) -> WHIRCommitment {
        precondition(table.count == 1 << configuration.logSize)
        let round = configuration.rounds[0]
        transcript.absorb(WHIRLabel.parameters, statement: configuration.statementBytes)
        let samples = sendRoot(of: codeword, round, 0, &transcript).map {
            BlockSample(at: $0, of: table, logBlockCount: round.foldingFactor, workers: workers)
        }
        transcript.send(WHIRLabel.outOfDomainAnswer, 0, samples.map(\.value))
        return WHIRCommitment(configuration: configuration, table: table, codeword: codeword, samples: samples)
    }

    /// Proves that the sum over x of f(x) W(x) is `value` for the committed table f.
    ///
    /// - Parameters:
    ///   - commitment: The table.
    ///   - weights: The parts of W; a slot of each fits a block of the table, 2^-k of it for the first fold's k.
    ///   - value: The claimed sum, absorbed here; the caller's transcript must bind the weights.
    ///   - transcript: Takes the messages.
    ///   - arena: Where tables and codewords lie.
    ///   - workers: Threads to use.
    /// - Throws: `ArenaError`.
    package static func open(
        _ commitment: WHIRCommitment,
        weights: [TensorWeight],
        value: CubicExtension,
        transcript: inout ProverTranscript,
        arena: ProverArena,
        workers: Workers
    ) throws(ArenaError) {
        let rounds = commitment.configuration.rounds
        transcript.absorb(WHIRLabel.value, statement: value.littleEndianBytes)
        let combination = transcript.challenge(WHIRLabel.combination, 0)
        let scales = combination.powers(commitment.samples.count + 1).dropFirst()
        var boundCount = 0
        var sumcheck = try bindFirst(
            rounds[0].foldingFactor,
            of: commitment,
            weights,
            samples: Array(zip(commitment.samples, scales)),
            &boundCount,
            &transcript,
            arena,
            workers
        )
        var codeword = commitment.codeword
        for (index, round) in rounds.enumerated() {
            if index > 0 { for _ in 0..<round.foldingFactor { bindNext(&sumcheck, &boundCount, &transcript) } }
            let next = rounds.indices.contains(index + 1) ? rounds[index + 1] : nil
            let nextCodeword = try next.map { (next) throws(ArenaError) in
                try sumcheck.withTable { (table) throws(ArenaError) in
                    try CommittedCodeword(
                        encoding: words(table.baseAddress.unsafelyUnwrapped),
                        in: next,
                        polynomialCount: 1 << next.foldingFactor,
                        wordsPerElement: CubicExtension.degree,
                        keepsCoefficients: true,
                        arena: arena,
                        workers: workers
                    )
                }
            }
            var points: [CubicExtension] = []
            if let next, let nextCodeword {
                points = sendRoot(of: nextCodeword, next, index + 1, &transcript)
                let answers = sumcheck.withTable { table in
                    points.map { UnivariatePolynomial.evaluate(table, at: $0, workers: workers) }
                }
                transcript.send(WHIRLabel.outOfDomainAnswer, index + 1, answers)
            } else {
                transcript.send(WHIRLabel.finalTable, 0, sumcheck.table)
            }
            transcript.grind(WHIRLabel.queryGrinding, index, bits: round.queryGrindingBits, workers: workers)
            let positions = transcript.queryPositions(of: round, index)
            if let rows = try codeword.rows(at: positions, arena: arena) {
                transcript.sendOpening(elements: rows)
            } else {
                // The first codeword's coefficients are the table.
                let rows = try round.rows(at: positions, of: commitment.table, arena: arena, workers: workers)
                transcript.sendOpening(elements: rows)
            }
            transcript.sendOpening(digests: codeword.tree.siblings(for: positions))
            guard let nextCodeword else { break }
            let combination = transcript.challenge(WHIRLabel.combination, index + 1)
            let scales = combination.powers(points.count + positions.count + 1)
            let domain = round.domain
            sumcheck.withWeights { weights in
                for (point, scale) in zip(points, scales.dropFirst()) {
                    PowerWeight.add(point, scale: scale, to: weights, workers: workers)
                }
                PowerWeight.add(
                    positions.map { domain.point(row: $0) },
                    scales: Array(scales.suffix(positions.count)),
                    to: weights,
                    workers: workers
                )
            }
            codeword = nextCodeword
        }
        while sumcheck.count > 1 { bindNext(&sumcheck, &boundCount, &transcript) }
    }

    /// Runs the rounds of the first fold, of which the weight is known in parts.
    private static func bindFirst(
        _ foldingFactor: Int,
        of commitment: WHIRCommitment,
        _ weights: [TensorWeight],
        samples: [(BlockSample, CubicExtension)],
        _ boundCount: inout Int,
        _ transcript: inout ProverTranscript,
        _ arena: ProverArena,
        _ workers: Workers
    ) throws(ArenaError) -> ProductSumcheck {
        var blocks = try TensorSumcheck(
            table: commitment.table,
            weights: weights,
            samples: samples,
            logBlockCount: foldingFactor,
            arena: arena,
            workers: workers
        )
        var challenges: [CubicExtension] = []
        for _ in 0..<foldingFactor { challenges.append(bindNext(&blocks.sums, &boundCount, &transcript)) }
        return try blocks.bound(to: challenges, arena: arena)
    }

    /// Sends a codeword's root, and returns its out-of-domain points.
    private static func sendRoot(
        of codeword: CommittedCodeword,
        _ round: WHIRConfiguration.Round,
        _ index: Int,
        _ transcript: inout ProverTranscript
    ) -> [CubicExtension] {
        transcript.send(WHIRLabel.root, index, digest: codeword.root)
        return transcript.challenges(WHIRLabel.outOfDomainPoint, index, count: round.outOfDomainSampleCount)
    }

    /// Runs one round of sumcheck, and returns what its variable is bound to.
    @discardableResult
    private static func bindNext(
        _ sumcheck: inout ProductSumcheck,
        _ boundCount: inout Int,
        _ transcript: inout ProverTranscript
    ) -> CubicExtension {
        let round = sumcheck.round()
        transcript.send(WHIRLabel.sumcheck, boundCount, [round.valueAtZero, round.leadingCoefficient])
        let challenge = transcript.challenge(WHIRLabel.fold, boundCount)
        sumcheck.bind(challenge)
        boundCount += 1
        return challenge
    }
}
