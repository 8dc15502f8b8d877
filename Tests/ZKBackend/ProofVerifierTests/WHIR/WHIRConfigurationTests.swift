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
            #expect(
                best.proofSizeInBytes(sharing: .expected) <= pinned.proofSizeInBytes(sharing: .expected)
            )
        }
    }

    @Test("Configurations that are no protocol are refused, each with its reason")
    func invalid() throws {
        func build(
            logSize: Int = 20,
            logInverseRate: Int = 2,
            folds: [Int] = [5, 4],
            samples: [Int] = [1, 1],
            queries: [Int] = [10, 10],
            work: [Int] = [0, 0]
        ) throws(WHIRConfiguration.Invalid) -> WHIRConfiguration {
            try WHIRConfiguration(
                logSize: logSize,
                logInverseRate: logInverseRate,
                foldingFactors: folds,
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
            .roundOutOfRange(round: 1),
            .levelOutOfReach(securityBits: 129),
        ]
        let texts = reasons.map { "\($0)" }
        #expect(Set(texts).count == reasons.count)
        #expect(texts[1] == "queryCounts has 3 elements for 2 codewords")
        #expect(texts[5].hasPrefix("129 bits are out of reach"))
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
            outOfDomainSampleCounts: choices.map(\.outOfDomainSampleCount),
            queryCounts: choices.map(\.queryCount),
            queryGrindingBits: choices.map(\.queryGrindingBits)
        )
    }
}
