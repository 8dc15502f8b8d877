import ProofProver
import ProofVerifier
import TestSupport
import Testing

@Suite("WHIR: honest proofs")
struct WHIRTests {
    @Test("A random table is opened under a random weight at 128 bits", arguments: Array(8...16) + [19])
    func derivedConfigurations(logSize: Int) throws {
        let configuration = try WHIRConfiguration.derive(securityBits: 128, logSize: logSize, queryGrindingBits: 6)
        let claim = WHIRCase(configuration, seed: UInt64(logSize))
        try claim.verify(try claim.prove(workers: Workers(count: 2)))
    }

    @Test("Every shape of rounds opens: one codeword or four, folds of one variable, nothing or all left at the end")
    func shapes() throws {
        let shapes: [(logSize: Int, logInverseRate: Int, foldingFactors: [Int])] = [
            (1, 1, [1]), (4, 1, [4]), (6, 2, [1]), (7, 3, [1, 1, 1]), (8, 1, [4, 4]), (9, 2, [2, 3, 1, 2]),
            (10, 2, [5, 2]), (11, 4, [3, 3, 3]), (12, 1, [6, 5]),
        ]
        for (index, shape) in shapes.enumerated() {
            for (sampleCount, largestShrink) in [(1, 1), (2, 1), (3, 1), (1, 2), (2, 3)] {
                let count = shape.foldingFactors.count
                let shrinks = shape.foldingFactors.dropLast().map { min($0, largestShrink) }
                let configuration = try WHIRConfiguration(
                    logSize: shape.logSize,
                    logInverseRate: shape.logInverseRate,
                    foldingFactors: shape.foldingFactors,
                    domainShrinks: shrinks,
                    outOfDomainSampleCounts: Array(repeating: sampleCount, count: count),
                    queryCounts: (0..<count).map { 5 + $0 },
                    queryGrindingBits: (0..<count).map { $0 % 3 }
                )
                let claim = WHIRCase(configuration, seed: UInt64(1_000 + 10 * index + sampleCount))
                #expect(claim.refusal(of: try claim.prove()) == nil, "\(shape), \(sampleCount) samples")
            }
        }
    }

    @Test("A proof is the plain sequence of the messages that the configuration says")
    func fields() throws {
        let claim = WHIRCase(try .reduced(), seed: 2)
        let fields = try claim.verify(try claim.prove())
        let sumcheck = { (rounds: Range<Int>) in rounds.map { "whir sumcheck \($0) 48" } }
        let expected =
            ["whir root 0 32", "whir out-of-domain answer 0 24"] + sumcheck(0..<3)
            + ["whir root 1 32", "whir out-of-domain answer 1 48", "whir query grinding 0 8"] + sumcheck(3..<5)
            + ["whir final table 0 192", "whir query grinding 1 8"] + sumcheck(5..<8)
        let absorbed = fields.filter(\.isAbsorbed).map { "\($0.label) \($0.index) \($0.bytes.count)" }
        #expect(absorbed == expected)
        let opened = Set(fields.filter { !$0.isAbsorbed }.map { "\($0.label) \($0.index) \($0.bytes.count)" })
        #expect(opened == ["whir row 0 64", "whir path 0 32", "whir row 1 96", "whir path 1 32"])
    }

    @Test("A proof is as long as the soundness report predicts", arguments: [14, 16])
    func size(logSize: Int) throws {
        let configuration = try WHIRConfiguration.derive(securityBits: 128, logSize: logSize, queryGrindingBits: 8)
        let claim = WHIRCase(configuration, seed: UInt64(300 + logSize))
        let size = try claim.prove().count
        let expected = configuration.proofSizeInBytes(sharing: .expected)
        print("WHIR, 2^\(logSize) values: \(size) bytes, \(expected) expected")
        #expect(size <= configuration.proofSizeInBytes(sharing: .worst))
        #expect(abs(size - expected) * 20 < expected)
    }

    @Test("The plan of a proof's memory is what the proof takes, to the byte", arguments: [8, 12, 16])
    func plan(logSize: Int) throws {
        let configuration = try WHIRConfiguration.derive(securityBits: 100, logSize: logSize, queryGrindingBits: 4)
        let claim = WHIRCase(configuration, seed: UInt64(400 + logSize))
        let planned = try claim.plannedByteCount()
        let arena = try ProverArena(capacity: planned)
        #expect(try claim.prove(arena: arena) == claim.prove())
        #expect(arena.peakByteCount == planned)
        #expect(arena.takenByteCount == 0)
        // A byte less is an error, and not a trap or another proof.
        let smaller = try ProverArena(capacity: planned - 1)
        #expect(throws: ArenaError.self) { try claim.prove(arena: smaller) }
    }

    @Test("Zeros at a table's end that are left out change no byte of a proof", arguments: [8, 13, 16])
    func zerosLeftOut(logSize: Int) throws {
        let configuration = try WHIRConfiguration.derive(securityBits: 100, logSize: logSize, queryGrindingBits: 4)
        let random = WHIRCase(configuration, seed: UInt64(500 + logSize))
        let blockSize = random.table.count >> configuration.rounds[0].foldingFactor
        for blockCount in [1, (1 << configuration.rounds[0].foldingFactor) - 1] {
            let heldCount = blockCount * blockSize
            let zeros = repeatElement(Goldilocks.zero, count: random.table.count - heldCount)
            let claim = WHIRCase(
                configuration,
                table: Array(random.table[..<heldCount]) + zeros,
                weights: random.weights
            )
            let arena = try ProverArena(capacity: claim.plannedByteCount())
            let proof = try claim.prove(heldCount: heldCount, arena: arena, workers: Workers(count: 2))
            #expect(try proof == claim.prove())
            try claim.verify(proof)
        }
    }

    @Test("The proof has the same bytes with 1, 2 and 3 threads and with every kind of kernels")
    func deterministic() throws {
        let configuration = try WHIRConfiguration.derive(securityBits: 100, logSize: 15, queryGrindingBits: 8)
        let claim = WHIRCase(configuration, seed: 15)
        let proof = try claim.prove()
        for threads in 1...3 { #expect(try claim.prove(workers: Workers(count: threads)) == proof) }
        for variant in Kernels.Variant.allCases {
            guard let kernels = Kernels(variant) else { continue }
            #expect(try Kernels.$selected.withValue(kernels) { try claim.prove() } == proof, "\(variant)")
        }
    }
}
