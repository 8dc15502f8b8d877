import ProofVerifier
import Testing

@Suite("Soundness of our own system")
struct ProofSystemSoundnessTests {
    /// A machine of the size of the largest that we mean to prove.
    static let shape = ProofSystemSoundness.Shape(
        columnCount: 1_500,
        maximumLogHeight: 22,
        constraintCount: 3_000,
        maximumDegree: 4,
        fractionVariableCount: 26,
        publicFractionCount: 64,
        maximumTupleLength: 16
    )

    @Test("Every size from 2^10 to 2^30 has parameters of 20, 100 and 128 bits", arguments: [20, 100, 128])
    func levels(securityBits: Int) throws {
        for logSize in 10...30 {
            let soundness = try ProofSystemSoundness.derive(
                securityBits: securityBits,
                shape: Self.shape,
                logSize: logSize
            )
            #expect(soundness.meets(securityBits: securityBits))
            #expect(try #require(soundness.report().totalBits) >= Double(securityBits))
            #expect(!soundness.meets(securityBits: securityBits + 3))
        }
    }

    @Test("No proof is worth more than Keccak-256 against collisions")
    func collisionBound() throws {
        let soundness = try ProofSystemSoundness.derive(securityBits: 128, shape: Self.shape, logSize: 24)
        #expect(soundness.report().totalBits == 128)
        #expect(!soundness.meets(securityBits: 129))
        #expect(throws: WHIRConfiguration.Invalid.levelOutOfReach(securityBits: 129)) {
            try ProofSystemSoundness.derive(securityBits: 129, shape: Self.shape, logSize: 24)
        }
    }

    @Test("A configuration of a lower level is refused by a higher one, whatever term falls short")
    func refused() throws {
        let strong = try ProofSystemSoundness.derive(securityBits: 128, shape: Self.shape, logSize: 24)
        let weak = try ProofSystemSoundness.derive(securityBits: 100, shape: Self.shape, logSize: 24)
        #expect(weak.meets(securityBits: 100))
        #expect(!weak.meets(securityBits: 128))
        // Each term that depends on the shape, alone, breaks the level when the shape outgrows the field.
        let alterations: [(String, (inout ProofSystemSoundness.Shape) -> Void)] = [
            ("LogUp alpha, beta", { $0.fractionVariableCount = 61 }),
            ("LogUp alpha, beta", { $0.maximumTupleLength = 1 << 39 }),
            ("LogUp alpha, beta", { $0.publicFractionCount = .max }),
        ]
        for (name, alter) in alterations {
            var altered = strong
            alter(&altered.shape)
            #expect(!altered.meets(securityBits: 128), "\(name)")
            let failing = altered.report().rounds.filter { !$0.meets(securityBits: 128) }.map(\.name)
            #expect(failing == [name])
        }
        // The other terms cannot reach 2^-128 with numbers that fit a machine word, but they do move.
        let moving: [(String, (inout ProofSystemSoundness.Shape) -> Void)] = [
            ("LogUp-GKR", { $0.fractionVariableCount += 1 }), ("slice sumcheck", { $0.maximumLogHeight += 1 }),
            ("zerocheck point", { $0.maximumLogHeight += 1 }),
            ("joint sumcheck", { $0.maximumLogHeight += 1 }), ("joint sumcheck", { $0.maximumDegree += 1 }),
            ("constraint batching", { $0.constraintCount += 1 }), ("column batching", { $0.columnCount += 1 }),
        ]
        for (name, alter) in moving {
            var altered = strong
            alter(&altered.shape)
            #expect(try error(of: name, in: altered) > error(of: name, in: strong), "\(name)")
        }
        // The largest numbers there are neither trap nor pass.
        let absurd = ProofSystemSoundness.Shape(
            columnCount: .max,
            maximumLogHeight: .max,
            constraintCount: .max,
            maximumDegree: .max,
            fractionVariableCount: .max,
            publicFractionCount: .max,
            maximumTupleLength: .max
        )
        #expect(!ProofSystemSoundness(shape: absurd, whir: strong.whir).meets(securityBits: 1))
    }

    private func error(of name: String, in soundness: ProofSystemSoundness) throws -> Double {
        try #require(soundness.report().rounds.first { $0.name == name }).error
    }

    @Test("Each term of the report, written out again")
    func terms() throws {
        let soundness = try ProofSystemSoundness.derive(securityBits: 128, shape: Self.shape, logSize: 27)
        let field = PlainFormulas.fieldSize
        let list = PlainFormulas.words(of: soundness.whir)[0].listSize
        let expected: [(name: String, error: Double)] = [
            ("LogUp alpha, beta", (2 * 67_108_864 + 64) * 16 / field),
            ("public values, program", 0),
            ("LogUp-GKR", (0..<26).map { Double(3 * $0 + 2) }.reduce(0, +) / field),
            ("zerocheck point", 22 / field),
            ("leaf batching", 1 / field),
            ("slice sumcheck", 20 / field),
            ("constraint batching", 3_000 / field),
            ("joint sumcheck", 110 / field),
            ("column batching", 1_499 / field),
            ("Keccak-256", 1 / 340_282_366_920_938_463_463_374_607_431_768_211_456.0),
        ]
        let rounds = soundness.report().rounds
        for (name, error) in expected {
            let round = try #require(rounds.first { $0.name == name })
            #expect(abs(round.error - error) <= 1e-12 * error, "\(name)")
        }
        let opening = soundness.whir.soundness().rounds
        #expect(rounds.map(\.name).filter { $0.hasPrefix("WHIR ") } == opening.map { "WHIR " + $0.name })
        #expect(rounds.count == expected.count + opening.count)
        let combination = try #require(rounds.first { $0.name == "WHIR combination(i=0)" })
        #expect(abs(combination.error - list / field) <= 1e-12 * combination.error)
        #expect(rounds.first?.name == "WHIR OOD(i=0)")
    }

    @Test("A proof's bytes are those of its parts, element by element")
    func size() throws {
        let soundness = try ProofSystemSoundness.derive(securityBits: 128, shape: Self.shape, logSize: 21)
        let parts = soundness.sizeParts()
        #expect(parts.map(\.name) == ["LogUp-GKR", "slice sumcheck", "joint sumcheck", "column claims", "WHIR"])
        let layers = 2 + 26 * 4 + 26 * 25
        let counted: [Int] = [layers * 24, 10 * 2 * 24, 22 * 4 * 24, 1_500 * 24]
        #expect(parts.map(\.worstBytes).dropLast().elementsEqual(counted))
        // Root, sample, nonce, folds, and rows with their paths of each codeword; then the final polynomial.
        var worst = (256 + 2 * 8) * 24
        for (index, (folds, logRows, queries)) in [(5, 18, 113), (4, 17, 45), (4, 16, 29)].enumerated() {
            let row = (1 << folds) * (index == 0 ? 8 : 24)
            worst += 32 + 24 + 8 + 2 * folds * 24
            worst += queries * (row + 32 * logRows)
        }
        #expect(parts.last?.worstBytes == worst)
        #expect(soundness.proofSizeInBytes(sharing: .worst) == parts.map(\.worstBytes).reduce(0, +))
        #expect(soundness.proofSizeInBytes(sharing: .expected) == parts.map(\.expectedBytes).reduce(0, +))
    }
}
