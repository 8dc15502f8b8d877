import ProofVerifier
import Testing

@Suite("WHIR parameters")
struct WHIRConfigurationTests {
    @Test("Derived configurations meet their level, by formulas written out again", arguments: [20, 100, 128])
    func derivedMeetLevel(securityBits: Int) throws {
        for logSize in 10...30 {
            let configuration = try WHIRConfiguration.derive(securityBits: securityBits, logSize: logSize)
            #expect(configuration.meets(securityBits: securityBits))
            let total = try #require(configuration.soundness().totalBits)
            let expected = PlainFormulas.bits(of: configuration)
            #expect(abs(total - expected) < 1e-9, "2^\(logSize): \(total), by plain formulas \(expected)")
            #expect(expected >= Double(securityBits))
            #expect(configuration.rounds[0].variableCount == logSize)
            for round in configuration.rounds {
                #expect(round.variableCount + round.logInverseRate <= 32)
            }
        }
    }

    @Test("A derived configuration is tight: a query or a bit of work less misses the level", arguments: [12, 21, 28])
    func tight(logSize: Int) throws {
        let level = 128
        let configuration = try WHIRConfiguration.derive(securityBits: level, logSize: logSize)
        for index in configuration.rounds.indices {
            let fewerQueries = try configuration.replacing { $0[index].queryCount -= 1 }
            #expect(!fewerQueries.meets(securityBits: level), "codeword \(index)")
        }
        // A query to the first codeword is worth less than a bit.
        let lessWork = try configuration.replacing { $0[0].queryGrindingBits -= 1 }
        #expect(!lessWork.meets(securityBits: level))
        let noWork = try configuration.replacing { rounds in
            for index in rounds.indices { rounds[index].queryGrindingBits = 0 }
        }
        #expect(!noWork.meets(securityBits: level))
        #expect(configuration.meets(securityBits: level))
    }

    @Test("More queries, samples and work never make a configuration weaker")
    func monotone() throws {
        let configuration = try WHIRConfiguration.derive(securityBits: 128, logSize: 24)
        for index in configuration.rounds.indices {
            #expect(try configuration.replacing { $0[index].queryCount += 3 }.meets(securityBits: 128))
            #expect(try configuration.replacing { $0[index].outOfDomainSampleCount += 1 }.meets(securityBits: 128))
            #expect(try configuration.replacing { $0[index].queryGrindingBits += 2 }.meets(securityBits: 128))
        }
    }

    @Test("A proof at 128 bits takes at most 300 KiB in the worst case, up to 2^30 values", arguments: 10...30)
    func proofSize(logSize: Int) throws {
        let configuration = try WHIRConfiguration.derive(securityBits: 128, logSize: logSize)
        let worst = configuration.proofSizeInBytes(sharing: .worst)
        #expect(worst <= 300 * 1024)
        #expect(configuration.proofSizeInBytes(sharing: .expected) < worst)
    }

    /// Bits of the expected proof, and 7 KiB for each encoding as large as the first.
    private static func cost(_ configuration: WHIRConfiguration) -> Double {
        8 * Double(configuration.proofSizeInBytes(sharing: .expected)) + 57_344 * configuration.laterEncodings
    }

    @Test("The cheapest of all domains is found: no other one saves as much as it costs", arguments: [16, 21, 25, 28])
    func cheapestDomains(logSize: Int) throws {
        let best = try WHIRConfiguration.derive(securityBits: 128, logSize: logSize)
        var encodings: [Double] = []
        for shrink in 1...3 {
            let pinned = try WHIRConfiguration.derive(
                securityBits: 128,
                logSize: logSize,
                domainShrinks: shrink...shrink
            )
            for (round, next) in zip(pinned.rounds, pinned.rounds.dropFirst()) {
                let (length, nextLength) = (
                    round.variableCount + round.logInverseRate, next.variableCount + next.logInverseRate
                )
                #expect(length - nextLength == shrink)
            }
            // A byte of rounding on either side.
            #expect(Self.cost(best) <= Self.cost(pinned) + 16)
            encodings.append(pinned.laterEncodings)
        }
        #expect(encodings == encodings.sorted(by: >))
        #expect(best.laterEncodings < encodings[0] || logSize < 18)
    }

    @Test("A smaller domain has the rate that the folds leave, and its own errors in the report")
    func shrunkenDomain() throws {
        func configuration(_ shrink: Int) throws -> WHIRConfiguration {
            try WHIRConfiguration(
                logSize: 24,
                logInverseRate: 2,
                foldingFactors: [5, 4, 4],
                domainShrinks: [shrink, 1],
                outOfDomainSampleCounts: [1, 1, 1],
                queryCounts: [113, 45, 33],
                queryGrindingBits: [16, 16, 16]
            )
        }
        var errors: [[String: Double]] = []
        for shrink in 1...3 {
            let whir = try configuration(shrink)
            #expect(whir.rounds.map(\.logInverseRate) == [2, 7 - shrink, 10 - shrink])
            #expect(whir.rounds.map(\.logDomainSize) == [21, 22 - shrink, 21 - shrink])
            let report = whir.soundness()
            #expect(abs((report.totalBits ?? 0) - PlainFormulas.bits(of: whir)) < 1e-9)
            errors.append(Dictionary(uniqueKeysWithValues: report.rounds.map { ($0.name, $0.error) }))
        }
        // Queries to the shrunken words and to what follows catch less; the first word is as it was.
        for (smaller, larger) in zip(errors.dropFirst(), errors) {
            #expect(smaller["fold(i=0,s=1)"] == larger["fold(i=0,s=1)"])
            for name in ["Shift(i=2)", "fin"] {
                #expect(try #require(smaller[name]) > #require(larger[name]), "\(name)")
            }
        }
        #expect(try configuration(1).statementBytes != configuration(2).statementBytes)
    }

    @Test("The smallest of all folding schedules is found")
    func smallest() throws {
        let best = try WHIRConfiguration.derive(securityBits: 128, logSize: 20)
        for first in 4...5 {
            let pinned = try WHIRConfiguration.derive(
                securityBits: 128,
                logSize: 20,
                firstFoldingFactors: first...first
            )
            #expect(pinned.rounds[0].foldingFactor == first)
            #expect(Self.cost(best) <= Self.cost(pinned) + 16)
        }
    }

    @Test("Configurations that are no protocol are refused, each with its reason")
    func invalid() throws {
        func build(
            logSize: Int = 20,
            logInverseRate: Int = 2,
            folds: [Int] = [5, 4],
            shrinks: [Int]? = nil,
            samples: [Int] = [1, 1],
            queries: [Int] = [10, 10],
            work: [Int] = [0, 0]
        ) throws(WHIRConfiguration.Invalid) -> WHIRConfiguration {
            try WHIRConfiguration(
                logSize: logSize,
                logInverseRate: logInverseRate,
                foldingFactors: folds,
                domainShrinks: shrinks,
                outOfDomainSampleCounts: samples,
                queryCounts: queries,
                queryGrindingBits: work
            )
        }
        typealias Invalid = WHIRConfiguration.Invalid
        #expect(throws: Invalid.noRounds) { try build(folds: [], samples: [], queries: [], work: []) }
        #expect(throws: Invalid.wrongRoundCount(list: "outOfDomainSampleCounts", expected: 2, got: 1)) {
            try build(samples: [1])
        }
        #expect(throws: Invalid.wrongRoundCount(list: "queryCounts", expected: 2, got: 3)) {
            try build(queries: [1, 1, 1])
        }
        #expect(throws: Invalid.wrongRoundCount(list: "queryGrindingBits", expected: 2, got: 0)) { try build(work: []) }
        for shrinks in [[], [1, 1]] {
            #expect(throws: Invalid.wrongRoundCount(list: "domainShrinks", expected: 1, got: shrinks.count)) {
                try build(shrinks: shrinks)
            }
        }
        for shrink in [0, -1, 4, .max, .min] {
            #expect(throws: Invalid.shrinkOutOfRange(round: 0)) { try build(shrinks: [shrink]) }
        }
        // The rate would rise.
        #expect(throws: Invalid.shrinkOutOfRange(round: 0)) { try build(folds: [2, 4], shrinks: [3]) }
        #expect(try build(folds: [3, 4], shrinks: [3]).rounds[1].logInverseRate == 2)
        for (logSize, logInverseRate) in [(31, 2), (20, 0), (0, 2), (-1, 2), (20, -1), (.max, .max), (.min, .min)] {
            #expect(throws: Invalid.domainOutOfRange(logSize: logSize, logInverseRate: logInverseRate)) {
                try build(logSize: logSize, logInverseRate: logInverseRate)
            }
        }
        for folds in [[0, 4], [5, 0], [5, -1], [5, 16], [21, 1], [20, 1], [.max, 1], [5, .min]] {
            #expect(throws: Invalid.foldsOutOfRange(logSize: 20)) { try build(folds: folds) }
        }
        for round in 0...1 {
            var list = [1, 1]
            list[round] = 0
            #expect(throws: Invalid.roundOutOfRange(round: round)) { try build(samples: list) }
            #expect(throws: Invalid.roundOutOfRange(round: round)) { try build(queries: list) }
            for bits in [-1, 64] {
                list[round] = bits
                #expect(throws: Invalid.roundOutOfRange(round: round)) { try build(work: list) }
            }
        }
        #expect(try build(folds: [16, 4]).finalVariableCount == 0)
    }

    @Test("A level that the field cannot give is refused, and so are sizes out of range")
    func outOfReach() {
        for level in [0, -5, 160, 192, 1_000, .max, .min] {
            #expect(throws: WHIRConfiguration.Invalid.levelOutOfReach(securityBits: level)) {
                try WHIRConfiguration.derive(securityBits: level, logSize: 28)
            }
        }
        #expect(throws: WHIRConfiguration.Invalid.domainOutOfRange(logSize: 31, logInverseRate: 2)) {
            try WHIRConfiguration.derive(securityBits: 128, logSize: 31)
        }
        #expect(throws: WHIRConfiguration.Invalid.foldsOutOfRange(logSize: 3)) {
            try WHIRConfiguration.derive(securityBits: 128, logSize: 3)
        }
    }

    @Test("Every refusal says what is wrong, in a sentence of its own")
    func descriptions() {
        let reasons: [WHIRConfiguration.Invalid] = [
            .noRounds, .wrongRoundCount(list: "queryCounts", expected: 2, got: 3),
            .domainOutOfRange(logSize: 31, logInverseRate: 2), .foldsOutOfRange(logSize: 20),
            .roundOutOfRange(round: 1), .shrinkOutOfRange(round: 1),
            .levelOutOfReach(securityBits: 129),
        ]
        let texts = reasons.map { "\($0)" }
        #expect(Set(texts).count == reasons.count)
        #expect(texts[1] == "queryCounts has 3 elements for 2 codewords")
        #expect(texts[6].hasPrefix("129 bits are out of reach"))
    }
}

extension WHIRConfiguration {
    /// The parameters of one codeword that a test alters.
    struct Choice {
        var queryCount: Int
        var queryGrindingBits: Int
        var outOfDomainSampleCount: Int
    }

    /// The configuration with some of its choices altered.
    func replacing(_ alter: (inout [Choice]) -> Void) throws(Invalid) -> WHIRConfiguration {
        var choices = rounds.map {
            Choice(
                queryCount: $0.queryCount,
                queryGrindingBits: $0.queryGrindingBits,
                outOfDomainSampleCount: $0.outOfDomainSampleCount
            )
        }
        alter(&choices)
        return try WHIRConfiguration(
            logSize: logSize,
            logInverseRate: logInverseRate,
            foldingFactors: rounds.map(\.foldingFactor),
            domainShrinks: zip(rounds, rounds.dropFirst()).map {
                $0.variableCount + $0.logInverseRate - $1.variableCount - $1.logInverseRate
            },
            outOfDomainSampleCounts: choices.map(\.outOfDomainSampleCount),
            queryCounts: choices.map(\.queryCount),
            queryGrindingBits: choices.map(\.queryGrindingBits)
        )
    }
}
