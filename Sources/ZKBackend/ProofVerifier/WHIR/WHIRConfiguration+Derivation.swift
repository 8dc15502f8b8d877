extension WHIRConfiguration {
    /// The configuration of the smallest expected proof in which every term is worth `securityBits`.
    ///
    /// For each codeword the analysis takes the largest radius at which its folds and out-of-domain sample still meet
    /// the level, which gives the number of queries; over the folding factors the search is exhaustive. Nothing is
    /// ground before folds and samples: the field's 192 bits leave room (docs/decisions/0024). One out-of-domain sample
    /// per codeword is enough wherever the folds meet the level, since their error is larger. The same arguments give
    /// the same configuration on every machine (see `power`).
    ///
    /// - Parameters:
    ///   - securityBits: level of every term.
    ///   - logSize: log2 of the committed values.
    ///   - logInverseRate: log2 of the inverse of the first code's rate.
    ///   - firstFoldingFactors: folding factors to choose from for the first codeword; its rows hold base-field values.
    ///   - foldingFactors: folding factors to choose from for the others.
    ///   - queryGrindingBits: proof-of-work bits before the queries to each codeword.
    /// - Returns: The configuration, which meets the level.
    /// - Throws: `Invalid` when the sizes are out of range or the level is out of reach.
    public static func derive(
        securityBits: Int,
        logSize: Int,
        logInverseRate: Int = 2,
        firstFoldingFactors: ClosedRange<Int> = 4...5,
        foldingFactors: ClosedRange<Int> = 2...6,
        queryGrindingBits: Int = 16
    ) throws(Invalid) -> WHIRConfiguration {
        // Validates what the search takes for granted, by a configuration of one codeword.
        _ = try WHIRConfiguration(
            logSize: logSize,
            logInverseRate: logInverseRate,
            foldingFactors: [firstFoldingFactors.lowerBound],
            outOfDomainSampleCounts: [1],
            queryCounts: [1],
            queryGrindingBits: [queryGrindingBits]
        )
        guard securityBits > 0 else { throw .levelOutOfReach(securityBits: securityBits) }
        var search = WHIRSearch(
            securityBits: securityBits,
            queryGrindingBits: queryGrindingBits,
            foldingFactors: foldingFactors
        )
        let plan = search.smallestPlan(
            variableCount: logSize,
            logInverseRate: logInverseRate,
            foldingFactors: firstFoldingFactors,
            elementBits: ChallengeField.goldilocksCubic.baseElementBits
        )
        guard let plan else { throw .levelOutOfReach(securityBits: securityBits) }
        let configuration = try WHIRConfiguration(
            logSize: logSize,
            logInverseRate: logInverseRate,
            foldingFactors: plan.rounds.map(\.foldingFactor),
            outOfDomainSampleCounts: plan.rounds.map { _ in 1 },
            queryCounts: plan.rounds.map(\.queryCount),
            queryGrindingBits: plan.rounds.map { _ in queryGrindingBits }
        )
        guard configuration.meets(securityBits: securityBits) else {
            throw .levelOutOfReach(securityBits: securityBits)
        }
        return configuration
    }
}

/// Search of the folding factors: what follows a codeword depends on its size and rate alone, so each pair is solved
/// once.
private struct WHIRSearch {
    /// The codewords from one on, and the bits that their part of the proof takes.
    struct Plan {
        var bits: Double
        var rounds: [(foldingFactor: Int, queryCount: Int)]
    }

    /// Size and rate of a codeword.
    struct Code: Hashable {
        var variableCount: Int
        var logInverseRate: Int
    }

    /// The final polynomial is not larger than 2^8 elements: the verifier evaluates it at every query.
    static let maximumFinalVariableCount = 8

    let securityBits: Int
    let queryGrindingBits: Int
    /// Folding factors of every codeword but the first.
    let foldingFactors: ClosedRange<Int>
    private var solved: [Code: Plan?] = [:]

    init(securityBits: Int, queryGrindingBits: Int, foldingFactors: ClosedRange<Int>) {
        self.securityBits = securityBits
        self.queryGrindingBits = queryGrindingBits
        self.foldingFactors = foldingFactors
    }

    /// Smallest plan from a codeword on, of equal ones that of the smallest first fold; nil when none meets the level.
    mutating func smallestPlan(
        variableCount: Int,
        logInverseRate: Int,
        foldingFactors: ClosedRange<Int>,
        elementBits: Int
    ) -> Plan? {
        guard let queryCount = queryCount(variableCount: variableCount, logInverseRate: logInverseRate) else {
            return nil
        }
        var best: Plan?
        for foldingFactor in foldingFactors where foldingFactor > 0 && foldingFactor <= variableCount {
            let ownBits = WHIRConfiguration.roundSizeInBits(
                logDomainSize: variableCount + logInverseRate - foldingFactor,
                foldingFactor: foldingFactor,
                outOfDomainSampleCount: 1,
                queryCount: queryCount,
                elementBits: elementBits,
                sharing: .expected
            )
            let rest = Code(
                variableCount: variableCount - foldingFactor,
                logInverseRate: logInverseRate + foldingFactor - 1
            )
            for tail in tails(after: rest) where tail.bits + ownBits < best?.bits ?? .infinity {
                best = Plan(bits: tail.bits + ownBits, rounds: [(foldingFactor, queryCount)] + tail.rounds)
            }
        }
        return best
    }

    /// Ways to go on with what a fold leaves: to send it in clear, or to commit it.
    private mutating func tails(after code: Code) -> [Plan] {
        var tails: [Plan] = []
        if code.variableCount <= Self.maximumFinalVariableCount {
            let bits = WHIRConfiguration.finalSizeInBits(variableCount: code.variableCount)
            tails.append(Plan(bits: bits, rounds: []))
        }
        if solved[code] == nil {
            solved[code] = .some(
                smallestPlan(
                    variableCount: code.variableCount,
                    logInverseRate: code.logInverseRate,
                    foldingFactors: foldingFactors,
                    elementBits: ChallengeField.goldilocksCubic.elementBits
                )
            )
        }
        if let committed = solved[code] ?? nil { tails.append(committed) }
        return tails
    }

    /// Queries that a codeword needs at the largest radius whose folds and sample meet the level; nil when there is
    /// none.
    private func queryCount(variableCount: Int, logInverseRate: Int) -> Int? {
        let bound = powerOfTwo(-securityBits)
        let word = WHIRConfiguration.multiplicities.reversed().lazy
            .map { WHIRCodeword(variableCount: variableCount, logInverseRate: logInverseRate, multiplicity: $0) }
            .first { word in
                word.agreementError(samples: 1) <= bound
                    && word.foldError(step: 1, constraintDegree: WHIRConfiguration.constraintDegree) <= bound
            }
        guard let word else { return nil }
        // The combination of the queries' claims, which shares their round, is left 2^-10 of the bound.
        let queryBound = powerOfTwo(queryGrindingBits - securityBits) * (1 - powerOfTwo(-10))
        let missed = word.queryError(queries: 1)
        var queryCount = 1
        var error = missed
        while error > queryBound {
            error *= missed
            queryCount += 1
        }
        return queryCount
    }
}
