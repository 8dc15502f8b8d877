public import ProofVerifier

/// Parameters of WHIR and what they are worth (soundcalc's WHIR formulas after the WHIR paper, theorem 5.2).
public struct WHIRParameters: Sendable {
    /// log2 of the committed polynomial's coefficients.
    public var logDegree: Int
    /// log2 of the inverse of the first code's rate.
    public var logInverseRate: Int
    /// log2 of the folding of each round.
    public var foldingFactors: [Int]
    /// Queries of each round.
    public var queryCounts: [Int]
    /// Out-of-domain samples of each round but the first.
    public var outOfDomainSampleCounts: [Int]
    /// Degree of the sumcheck constraint, at least 3.
    public var constraintDegree: Int
    /// Words batched into the first commitment.
    public var batchSize: Int
    /// Whether the batch is combined with powers of one challenge.
    public var batchesByPowers: Bool
    /// Proof-of-work bits before the batching challenge.
    public var batchingGrindingBits: Int
    /// Proof-of-work bits of each folding step of each round.
    public var foldingGrindingBits: [[Int]]
    /// Proof-of-work bits before the queries of each round.
    public var queryGrindingBits: [Int]
    /// Proof-of-work bits before the out-of-domain samples of each round but the first.
    public var outOfDomainGrindingBits: [Int]

    /// Why parameters do not describe a protocol.
    public enum Invalid: Error, Equatable {
        /// No folding round.
        case noRounds
        /// A per-round list has another length than there are rounds.
        case wrongRoundCount(list: String, expected: Int, got: Int)
        /// The folding exceeds the polynomial's size.
        case foldsTooFar
    }

    /// Parameters of one WHIR, with one round per element of `foldingFactors`.
    ///
    /// Lists of queries and of grinding have one element per round, those of out-of-domain samples one fewer: the first
    /// codeword has none. `foldingGrindingBits` has for each round one number per folded variable.
    ///
    /// - Throws: `Invalid` when the lists do not fit together, a fold is not positive, or all folds exceed `logDegree`.
    public init(
        logDegree: Int,
        logInverseRate: Int,
        foldingFactors: [Int],
        queryCounts: [Int],
        outOfDomainSampleCounts: [Int],
        constraintDegree: Int,
        batchSize: Int,
        batchesByPowers: Bool,
        batchingGrindingBits: Int,
        foldingGrindingBits: [[Int]],
        queryGrindingBits: [Int],
        outOfDomainGrindingBits: [Int]
    ) throws(Invalid) {
        let rounds = foldingFactors.count
        guard rounds > 0 else { throw .noRounds }
        guard foldingFactors.allSatisfy({ $0 > 0 }), foldingFactors.reduce(0, +) <= logDegree else {
            throw .foldsTooFar
        }
        let lengths = [
            ("queryCounts", queryCounts.count, rounds),
            ("queryGrindingBits", queryGrindingBits.count, rounds),
            ("outOfDomainSampleCounts", outOfDomainSampleCounts.count, rounds - 1),
            ("outOfDomainGrindingBits", outOfDomainGrindingBits.count, rounds - 1),
            ("foldingGrindingBits", foldingGrindingBits.count, rounds),
        ]
        for (list, got, expected) in lengths where got != expected {
            throw .wrongRoundCount(list: list, expected: expected, got: got)
        }
        for (bits, factor) in zip(foldingGrindingBits, foldingFactors) where bits.count != factor {
            throw .wrongRoundCount(list: "foldingGrindingBits of a round", expected: factor, got: bits.count)
        }
        self.logDegree = logDegree
        self.logInverseRate = logInverseRate
        self.foldingFactors = foldingFactors
        self.queryCounts = queryCounts
        self.outOfDomainSampleCounts = outOfDomainSampleCounts
        self.constraintDegree = constraintDegree
        self.batchSize = batchSize
        self.batchesByPowers = batchesByPowers
        self.batchingGrindingBits = batchingGrindingBits
        self.foldingGrindingBits = foldingGrindingBits
        self.queryGrindingBits = queryGrindingBits
        self.outOfDomainGrindingBits = outOfDomainGrindingBits
    }

    /// log2 of the polynomial's size before each round and after the last.
    public var logDegrees: [Int] {
        foldingFactors.reduce(into: [logDegree]) { $0.append(($0.last ?? 0) - $1) }
    }

    /// log2 of the inverse rate before each round and after the last: the domain only halves.
    public var logInverseRates: [Int] {
        foldingFactors.reduce(into: [logInverseRate]) { $0.append(($0.last ?? 0) + $1 - 1) }
    }

    /// Soundness of batching, foldings, out-of-domain samples, shift queries and the final check.
    public func soundness(in regime: ProximityRegime) -> SoundnessReport {
        var report = SoundnessReport()
        let words = zip(logDegrees, logInverseRates).map {
            WHIRCodeword(regime: regime, logDegree: $0, logInverseRate: $1)
        }
        if batchSize > 1 {
            let rate = words[0].rate
            let dimension = powerOfTwo(logDegree)
            report.add(
                "batching",
                formula: batchesByPowers ? "err*(C_0, B)" : "err*(C_0, 2)",
                error: batchesByPowers
                    ? regime.powersError(rate: rate, dimension: dimension, count: batchSize)
                    : regime.affineError(rate: rate, dimension: dimension),
                grindingBits: batchingGrindingBits
            )
        }
        for round in foldingFactors.indices {
            let word = words[round]
            if round > 0 {
                report.add(
                    "OOD(i=\(round))",
                    formula: "L_i^2 (2^m_i / 2F)^w",
                    error: word.outOfDomainError(samples: outOfDomainSampleCounts[round - 1]),
                    grindingBits: outOfDomainGrindingBits[round - 1]
                )
                // One claim per query, one for the samples and one carried over, as the theorem has it for one sample.
                let queries = queryCounts[round - 1]
                report.add(
                    "Shift(i=\(round))",
                    formula: "(1 - delta_(i-1))^t + L_i (t + 1) / F",
                    error: words[round - 1].queryError(queries: queries)
                        + word.combinationError(claims: Double(queries) + 2),
                    grindingBits: queryGrindingBits[round - 1]
                )
            }
            for step in 1...foldingFactors[round] {
                report.add(
                    "fold(i=\(round),s=\(step))",
                    formula: "d L_i / F + err*(C_i,s, 2)",
                    error: word.foldError(step: step, constraintDegree: constraintDegree),
                    grindingBits: foldingGrindingBits[round][step - 1]
                )
            }
        }
        let last = foldingFactors.count - 1
        report.add(
            "fin",
            formula: "(1 - delta_last)^t",
            error: words[last].queryError(queries: queryCounts[last]),
            grindingBits: queryGrindingBits[last]
        )
        return report
    }
}
