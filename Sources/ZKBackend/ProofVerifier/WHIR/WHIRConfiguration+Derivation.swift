extension WHIRConfiguration {
    /// The configuration of the least cost in which every term is worth `securityBits`.
    ///
    /// The cost is the expected proof, and `proofBitsPerEncoding` for as much encoding and hashing after the first
    /// codeword as that one takes. For each codeword the analysis takes the largest radius at which its folds and
    /// out-of-domain sample still meet the level, which gives the number of queries; over folding factors and domains
    /// the search is exhaustive. Nothing is ground before folds and samples: the field's 192 bits leave room
    /// (docs/decisions/0024). One out-of-domain sample per codeword is enough wherever the folds meet the level, since
    /// their error is larger. The same arguments give the same configuration on every machine (see `power`).
    ///
    /// - Parameters:
    ///   - securityBits: level of every term.
    ///   - logSize: log2 of the committed values.
    ///   - logInverseRate: log2 of the inverse of the first code's rate.
    ///   - firstFoldingFactors: folding factors to choose from for the first codeword; its rows hold base-field values.
    ///   - foldingFactors: folding factors to choose from for the others.
    ///   - domainShrinks: log2 of the factors to choose from by which the domain shrinks after a codeword.
    ///   - queryGrindingBits: proof-of-work bits before the queries to each codeword.
    /// - Returns: The configuration, which meets the level.
    /// - Throws: `Invalid` when the sizes are out of range or the level is out of reach.
    public static func derive(
        securityBits: Int,
        logSize: Int,
        logInverseRate: Int = 2,
        firstFoldingFactors: ClosedRange<Int> = 4...5,
        foldingFactors: ClosedRange<Int> = 2...6,
        domainShrinks: ClosedRange<Int> = Self.domainShrinks,
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
            foldingFactors: foldingFactors,
            domainShrinks: domainShrinks,
            logFirstLength: logSize + logInverseRate
        )
        let plan = search.cheapestPlan(
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
            domainShrinks: plan.rounds.dropFirst().map(\.domainShrink),
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

extension WHIRConfiguration {
    /// Bits of proof that are worth as much encoding as the first codeword's: 7 KiB (docs/decisions/0037).
    static let proofBitsPerEncoding = 7.0 * 8 * 1024

    /// Values that are encoded and hashed after the first codeword, in words, by those of the first codeword.
    package var laterEncodings: Double {
        rounds.dropFirst().reduce(0) { sum, round in
            sum
                + Self.encodings(
                    logLength: round.variableCount + round.logInverseRate,
                    logFirstLength: logSize + logInverseRate
                )
        }
    }

    /// What the search pays for a later codeword of 2^logLength values, in bits of proof.
    static func encodingPrice(logLength: Int, logFirstLength: Int) -> Double {
        proofBitsPerEncoding * encodings(logLength: logLength, logFirstLength: logFirstLength)
    }

    private static func encodings(logLength: Int, logFirstLength: Int) -> Double {
        Double(ChallengeField.goldilocksCubic.degree) * powerOfTwo(logLength - logFirstLength)
    }
}

/// Search of the folding factors and domains: what follows a codeword depends on its size and rate alone, so each pair
/// is solved once.
private struct WHIRSearch {
    /// The codewords from one on, and what they cost.
    struct Plan {
        /// Bits of their part of the proof, and the price of their encoding; exact, being a multiple of 2^-15 below
        /// 2^25.
        var cost: Double
        /// `domainShrink` is that before the codeword; of the first codeword of a plan it is the caller's to set.
        var rounds: [(foldingFactor: Int, queryCount: Int, domainShrink: Int)]
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
    /// log2 of the factors by which the domain may shrink.
    let domainShrinks: ClosedRange<Int>
    /// log2 of the values of the first codeword.
    let logFirstLength: Int
    private var solved: [Code: Plan?] = [:]

    init(
        securityBits: Int,
        queryGrindingBits: Int,
        foldingFactors: ClosedRange<Int>,
        domainShrinks: ClosedRange<Int>,
        logFirstLength: Int
    ) {
        self.securityBits = securityBits
        self.queryGrindingBits = queryGrindingBits
        self.foldingFactors = foldingFactors
        self.domainShrinks = domainShrinks
        self.logFirstLength = logFirstLength
    }

    /// Cheapest plan from a codeword on, of equal ones that of the smallest first fold; nil when none meets the level.
    mutating func cheapestPlan(
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
            let tails = tails(
                afterFoldingTo: variableCount - foldingFactor,
                logInverseRate: logInverseRate + foldingFactor,
                largestShrink: foldingFactor
            )
            for tail in tails where tail.cost + ownBits < best?.cost ?? .infinity {
                best = Plan(cost: tail.cost + ownBits, rounds: [(foldingFactor, queryCount, 0)] + tail.rounds)
            }
        }
        return best
    }

    /// Ways to go on with what a fold leaves: to send it in clear, or to commit it on one of the domains.
    ///
    /// - Parameters:
    ///   - variableCount: Variables that are left.
    ///   - logInverseRate: log2 of the inverse rate on the domain that the folded codeword had.
    ///   - largestShrink: log2 of how much smaller the next domain may be, so that the rate does not rise.
    /// - Returns: What each way costs from there on.
    private mutating func tails(
        afterFoldingTo variableCount: Int,
        logInverseRate: Int,
        largestShrink: Int
    ) -> [Plan] {
        var tails: [Plan] = []
        if variableCount <= Self.maximumFinalVariableCount {
            let bits = WHIRConfiguration.finalSizeInBits(variableCount: variableCount)
            tails.append(Plan(cost: bits, rounds: []))
        }
        for shrink in domainShrinks where shrink <= largestShrink {
            let code = Code(variableCount: variableCount, logInverseRate: logInverseRate - shrink)
            if solved[code] == nil {
                solved[code] = .some(
                    cheapestPlan(
                        variableCount: code.variableCount,
                        logInverseRate: code.logInverseRate,
                        foldingFactors: foldingFactors,
                        elementBits: ChallengeField.goldilocksCubic.elementBits
                    )
                )
            }
            guard var plan = solved[code] ?? nil, !plan.rounds.isEmpty else { continue }
            plan.rounds[0].domainShrink = shrink
            plan.cost += WHIRConfiguration.encodingPrice(
                logLength: code.variableCount + code.logInverseRate,
                logFirstLength: logFirstLength
            )
            tails.append(plan)
        }
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
