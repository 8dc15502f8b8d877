import Primitives
import ProofProver
import ProofTestSupport
import ProofVerifier
import TestSupport
import Testing

@Suite("WHIR: false claims and weaker parameters")
struct WHIRForgeryTests {
    @Test("A wrong value is refused by the last claim of the sumcheck")
    func wrongValue() throws {
        for foldingFactors in [[3, 2], [2, 2]] {
            var claim = WHIRCase(try .reduced(foldingFactors: foldingFactors), seed: 3)
            claim.value += .one
            #expect(claim.refusal(of: try claim.prove()) == .openedValue)
        }
    }

    @Test("A proof for one value, weight or table is none for another")
    func otherStatement() throws {
        let claim = WHIRCase(try .reduced(), seed: 4)
        let proof = try claim.prove()
        #expect(claim.refusal(of: proof) == nil)
        var other = claim
        other.value += .one
        #expect(other.refusal(of: proof) != nil)
        for index in [0, 100, 255] {
            other = claim
            other.weights[index] += .one
            #expect(other.refusal(of: proof) == .openedValue)
            other = claim
            other.table[index] += .one
            other.value = ProductSumcheckTests.innerProduct(other.table, other.weights)
            #expect(claim.refusal(of: try other.prove()) != nil)
        }
    }

    /// The word and all that follows are those of the table; one answer is not.
    @Test("A wrong out-of-domain answer makes a true claim false")
    func wrongAnswer() throws {
        let claim = WHIRCase(try .reduced(outOfDomainSampleCounts: [2, 1]), seed: 9)
        let configuration = claim.configuration
        let arena = try ProverArena(capacity: WHIRCase.capacity)
        let table = try FieldTable(arena.copy(claim.table))
        let codeword = try claim.codeword(in: arena)
        for wrong in [nil, 0, 1] {
            var transcript = ProverTranscript(domain: WHIRCase.domain)
            transcript.absorb("whir parameters", statement: configuration.statementBytes)
            transcript.send("whir root", 0, digest: codeword.root)
            let points = transcript.challenges("whir out-of-domain point", 0, count: 2)
            var answers = points.map { point in
                claim.table.reversed().reduce(CubicExtension.zero) { $0 * point + $1 }
            }
            if let wrong { answers[wrong] += .one }
            transcript.send("whir out-of-domain answer", 0, answers)
            let commitment = WHIRCommitment(
                configuration: configuration,
                table: table,
                codeword: codeword,
                samples: points.map {
                    BlockSample(
                        at: $0,
                        of: table,
                        logBlockCount: configuration.rounds[0].foldingFactor,
                        workers: .one
                    )
                }
            )
            try WHIRProver.open(
                commitment,
                weights: claim.denseWeights,
                value: claim.value,
                transcript: &transcript,
                arena: arena,
                workers: .one
            )
            let expected: VerificationError? = wrong == nil ? nil : .openedValue
            #expect(claim.refusal(of: transcript.proof) == expected)
        }
    }

    /// The prover goes on with another table than the one whose codeword it committed: its out-of-domain answers, and
    /// with one codeword also its final table, are wrong for the word.
    @Test("Out-of-domain answers and a final table of another polynomial are refused")
    func otherPolynomial() throws {
        for (foldingFactors, expected) in [
            ([3], "final table"), ([3, 2], "sumcheck"), ([2, 2, 2], "sumcheck"),
        ] {
            let count = foldingFactors.count
            let configuration = try WHIRConfiguration.reduced(
                foldingFactors: foldingFactors,
                outOfDomainSampleCounts: Array(repeating: 1, count: count),
                queryCounts: Array(repeating: 4, count: count),
                queryGrindingBits: Array(repeating: 1, count: count)
            )
            let committed = WHIRCase(configuration, seed: 5)
            var claimed = committed
            claimed.table[77] += .one
            claimed.value = ProductSumcheckTests.innerProduct(claimed.table, claimed.weights)
            let codeword = try committed.codeword(in: ProverArena(capacity: WHIRCase.capacity))
            switch claimed.refusal(of: try claimed.prove(codeword: codeword)) {
            case .finalTable: #expect(expected == "final table")
            case .openedValue: #expect(expected == "sumcheck")
            case let other: Issue.record("\(foldingFactors): \(String(describing: other))")
            }
        }
    }

    /// With a smaller domain the rows that are drawn, their points and the length of the paths are others: a proof that
    /// one of them makes true is false for the other even where no parameter is absorbed.
    @Test("A proof for one domain is none for another, both ways", arguments: [[3, 2], [3, 2, 2]])
    func otherDomain(foldingFactors: [Int]) throws {
        let count = foldingFactors.count
        let configurations = try (1...3).map { shrink in
            try WHIRConfiguration.reduced(
                foldingFactors: foldingFactors,
                domainShrinks: [shrink] + Array(repeating: 1, count: count - 2),
                outOfDomainSampleCounts: Array(repeating: 1, count: count),
                queryCounts: Array(repeating: 6, count: count),
                queryGrindingBits: Array(repeating: 1, count: count)
            )
        }
        for prover in configurations {
            var claim = WHIRCase(prover, seed: 10)
            let proof = try claim.prove()
            for verifier in configurations {
                claim.configuration = verifier
                #expect((claim.refusal(of: proof) == nil) == (verifier == prover))
            }
        }
    }

    /// Rows of another table in the second codeword, whose domain has shrunk: its queries find them.
    @Test("A wrong codeword on a shrunken domain is refused", arguments: 1...3)
    func wrongSecondCodeword(shrink: Int) throws {
        let configuration = try WHIRConfiguration.reduced(domainShrinks: [shrink], queryCounts: [4, 12])
        let claim = WHIRCase(configuration, seed: 11)
        let proof = try claim.prove()
        let rows = try claim.verify(proof).filter { $0.label == "whir row" && $0.index == 1 }
        #expect(!rows.isEmpty)
        for row in rows {
            var forged = proof
            forged[row.bytes.lowerBound] ^= 1
            #expect(claim.refusal(of: forged) == .merkleRoot(round: 1))
        }
    }

    /// The word has a false claim's rows, but for just over delta = 1 - sqrt(rate) = 1/2 of them, which agree with
    /// another codeword: the claim passes when no query meets one of those.
    @Test("A word just over delta away passes t queries about as often as (1 - delta)^t", arguments: [[2], [2, 3]])
    func farWord(foldingFactors: [Int]) throws {
        let queryCount = 3
        let configuration = try WHIRConfiguration.reduced(
            foldingFactors: foldingFactors,
            outOfDomainSampleCounts: Array(repeating: 1, count: foldingFactors.count),
            queryCounts: [queryCount] + Array(repeating: 8, count: foldingFactors.count - 1),
            queryGrindingBits: Array(repeating: 0, count: foldingFactors.count)
        )
        let other = WHIRCase(configuration, seed: 6)
        let rowCount = 1 << configuration.rounds[0].logDomainSize
        let arena = try ProverArena(capacity: WHIRCase.capacity)
        func rows(of claim: WHIRCase) throws -> [UInt64] {
            try #require(try claim.codeword(in: arena).rows(at: Array(0..<rowCount), arena: arena))
        }
        let otherWords = try rows(of: other)
        let rowWidth = otherWords.count / rowCount
        let farCount = rowCount / 2 + 1
        let runs = 1_000
        var random = SplitMix64(seed: 0x64_656c7461)
        var refusals = 0
        for _ in 0..<runs {
            let claim = WHIRCase(configuration, table: random.elements(256), weights: other.weights)
            var words = try rows(of: claim)
            for row in (0..<rowCount).shuffled(using: &random).prefix(farCount) {
                let range = (row * rowWidth)..<((row + 1) * rowWidth)
                words.replaceSubrange(range, with: otherWords[range])
            }
            let codeword = try CommittedCodeword(
                words: arena.copy(words),
                rowWidth: rowWidth,
                arena: arena,
                workers: .one
            )
            if claim.refusal(of: try claim.prove(codeword: codeword)) != nil { refusals += 1 }
        }
        let near = 1 - Double(farCount) / Double(rowCount)
        let expected = 1 - near * near * near
        let deviation = (expected * (1 - expected) / Double(runs)).squareRoot()
        print("WHIR, folds \(foldingFactors): \(refusals) of \(runs) words refused, expected share \(expected)")
        #expect(abs(Double(refusals) / Double(runs) - expected) < 4 * deviation)
    }

    @Test("A proof under weaker or just other parameters is refused by the verifier")
    func otherParameters() throws {
        let claim = WHIRCase(try .reduced(), seed: 7)
        let others: [WHIRConfiguration] = try [
            .reduced(queryCounts: [3, 3]), .reduced(queryCounts: [4, 2]), .reduced(queryCounts: [5, 3]),
            .reduced(queryGrindingBits: [2, 2]), .reduced(queryGrindingBits: [3, 0]),
            .reduced(queryGrindingBits: [3, 3]), .reduced(foldingFactors: [2, 3]), .reduced(foldingFactors: [3, 3]),
            .reduced(outOfDomainSampleCounts: [1, 1]), .reduced(outOfDomainSampleCounts: [2, 2]),
            .reduced(logInverseRate: 1), .reduced(logInverseRate: 3),
            .reduced(domainShrinks: [2]), .reduced(domainShrinks: [3]),
            .reduced(
                foldingFactors: [3],
                outOfDomainSampleCounts: [1],
                queryCounts: [4],
                queryGrindingBits: [3]
            ),
        ]
        for configuration in others {
            var other = claim
            other.configuration = configuration
            let proof = try other.prove()
            #expect(other.refusal(of: proof) == nil)
            #expect(claim.refusal(of: proof) != nil, "\(configuration)")
        }
    }

    /// A prover that saves the work: parameters differ only in what the transcript does not see by itself.
    @Test("A nonce with fewer bits than required is refused as such")
    func tooLittleGrinding() throws {
        let strict = try WHIRConfiguration.reduced(queryGrindingBits: [12, 12])
        let claim = WHIRCase(strict, seed: 8)
        let proof = try claim.prove()
        let nonces = try claim.verify(proof).filter { $0.label == "whir query grinding" }
        #expect(nonces.count == 2)
        for (index, nonce) in nonces.enumerated() {
            var forged = proof
            let found = forged[nonce.bytes].enumerated().reduce(UInt64(0)) {
                $0 | UInt64($1.element) << (8 * $1.offset)
            }
            // The smallest valid nonce was sent: every smaller one has too few bits.
            for smaller in Set([0, found / 2, found &- 1]) where smaller < found {
                forged.replaceSubrange(nonce.bytes, with: smaller.littleEndianBytes)
                #expect(
                    claim.refusal(of: forged) == .grinding(label: "whir query grinding", index: index, bits: 12)
                )
            }
        }
    }
}
