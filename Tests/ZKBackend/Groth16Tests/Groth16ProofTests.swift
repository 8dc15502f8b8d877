import Cryptography
import Groth16
import Primitives
import ProofProver
import TestSupport
import Testing

@Suite("Groth16 proofs")
struct Groth16ProofTests {
    typealias Fr = BN254.Fr

    @Test(
        "A proof of a satisfied circuit verifies, at sizes around powers of two",
        arguments: [0, 1, 2, 4, 5, 11, 12, 60]
    )
    func completeness(length: Int) throws {
        let proved = try SampleCircuit.proved(length: length)
        let verifier = try #require(Groth16Verifier(proved.key.verifyingKey))
        try verifier.verify(proved.proof.encoded, inputs: proved.inputs)
    }

    @Test("The verifier accepts a proof for its own inputs alone, and no other circuit's key")
    func otherInputs() throws {
        let proved = try SampleCircuit.proved(length: 5)
        let verifier = try #require(Groth16Verifier(proved.key.verifyingKey))
        let proof = proved.proof.encoded
        for index in proved.inputs.indices {
            var inputs = proved.inputs
            inputs[index] = inputs[index].addingModulo(1, Fr.modulus)
            #expect(throws: Groth16Refusal.equation) { try verifier.verify(proof, inputs: inputs) }
            // The same element of the field by another number.
            inputs[index] = proved.inputs[index] &+ Fr.modulus
            #expect(throws: Groth16Refusal.inputTooLarge(index)) { try verifier.verify(proof, inputs: inputs) }
            inputs[index] = .max
            #expect(throws: Groth16Refusal.inputTooLarge(index)) { try verifier.verify(proof, inputs: inputs) }
        }
        for inputs in [[], Array(proved.inputs.dropLast()), proved.inputs + [0]] {
            #expect(throws: Groth16Refusal.inputCount(expected: 2, got: inputs.count)) {
                try verifier.verify(proof, inputs: inputs)
            }
        }
        let other = try SampleCircuit.proved(length: 6)
        let otherVerifier = try #require(Groth16Verifier(other.key.verifyingKey))
        #expect(throws: Groth16Refusal.equation) { try otherVerifier.verify(proof, inputs: proved.inputs) }
    }

    @Test("Every changed byte of a proof is refused")
    func changedBytes() throws {
        let proved = try SampleCircuit.proved(length: 3)
        let verifier = try #require(Groth16Verifier(proved.key.verifyingKey))
        let proof = proved.proof.encoded
        #expect(proof.count == 256)
        for position in proof.indices {
            for change in [1, 0x80] as [UInt8] {
                var changed = proof
                changed[position] ^= change
                let expected: Groth16Refusal.Point = position < 64 ? .a : position < 192 ? .b : .c
                #expect(throws: Groth16Refusal.notOnCurve(expected)) {
                    try verifier.verify(changed, inputs: proved.inputs)
                }
            }
        }
        for count in [0, 1, 255, 257, 512] {
            let changed = Array((proof + proof).prefix(count))
            #expect(throws: Groth16Refusal.proofLength(count)) { try verifier.verify(changed, inputs: proved.inputs) }
        }
    }

    @Test("Points of the curves that are not the proof's are refused")
    func otherPoints() throws {
        let proved = try SampleCircuit.proved(length: 3)
        let verifier = try #require(Groth16Verifier(proved.key.verifyingKey))
        let proof = proved.proof
        let (g1, g2) = (BN254.G1.generator, BN254.G2.generator)
        let others = [
            Groth16Proof(a: -proof.a, b: proof.b, c: proof.c), Groth16Proof(a: proof.a, b: -proof.b, c: proof.c),
            Groth16Proof(a: proof.a, b: proof.b, c: -proof.c), Groth16Proof(a: proof.a + g1, b: proof.b, c: proof.c),
            Groth16Proof(a: proof.a, b: proof.b + g2, c: proof.c),
            Groth16Proof(a: proof.a, b: proof.b, c: proof.c + g1),
            Groth16Proof(a: proof.c, b: proof.b, c: proof.a),
        ]
        for other in others {
            #expect(throws: Groth16Refusal.equation) { try verifier.verify(other.encoded, inputs: proved.inputs) }
        }
        // Known malleability of the system: the equation holds for these too, and they prove the same statement.
        let again = Groth16Proof(a: -proof.a, b: -proof.b, c: proof.c)
        try verifier.verify(again.encoded, inputs: proved.inputs)
    }

    @Test("Points at infinity are refused")
    func infinity() throws {
        let proved = try SampleCircuit.proved(length: 3)
        let verifier = try #require(Groth16Verifier(proved.key.verifyingKey))
        let proof = proved.proof
        for (point, other) in [
            (.a, Groth16Proof(a: .infinity, b: proof.b, c: proof.c)),
            (.b, Groth16Proof(a: proof.a, b: .infinity, c: proof.c)),
            (.c, Groth16Proof(a: proof.a, b: proof.b, c: .infinity)),
        ] as [(Groth16Refusal.Point, Groth16Proof)] {
            #expect(throws: Groth16Refusal.infinity(point)) {
                try verifier.verify(other.encoded, inputs: proved.inputs)
            }
        }
    }

    @Test("Coordinates that are not below p are refused, even for the same point")
    func largeCoordinates() throws {
        let proved = try SampleCircuit.proved(length: 3)
        let verifier = try #require(Groth16Verifier(proved.key.verifyingKey))
        let proof = proved.proof.encoded
        for word in 0..<8 {
            let value = UInt256(truncatingBigEndian: proof[32 * word..<32 * word + 32])
            for changed in [value &+ BN254.Fp.modulus, BN254.Fp.modulus, .max] {
                var bytes = proof
                bytes.replaceSubrange(32 * word..<32 * word + 32, with: changed.bigEndianBytes)
                let expected: Groth16Refusal.Point = word < 2 ? .a : word < 6 ? .b : .c
                #expect(throws: Groth16Refusal.notOnCurve(expected)) {
                    try verifier.verify(bytes, inputs: proved.inputs)
                }
            }
        }
    }

    @Test("A point of the twist outside the subgroup is refused as B")
    func outsideSubgroup() throws {
        let proved = try SampleCircuit.proved(length: 3)
        let verifier = try #require(Groth16Verifier(proved.key.verifyingKey))
        let outside = try #require(OutsidePoint.ofTwist)
        #expect(BN254.PreparedG2(outside) == nil)
        for b in [outside, proved.proof.b + outside] {
            let other = Groth16Proof(a: proved.proof.a, b: b, c: proved.proof.c)
            #expect(throws: Groth16Refusal.outsideSubgroup) {
                try verifier.verify(other.encoded, inputs: proved.inputs)
            }
        }
    }

    @Test("The same call gives the same proof on any number of threads, another seed another proof")
    func determinism() throws {
        let one = try SampleCircuit.proved(length: 300, workers: .one)
        let three = try SampleCircuit.proved(length: 300, workers: Workers(count: 3))
        #expect(one.key == three.key && one.proof == three.proof)
        let prover = try Groth16Prover(one.system, key: one.key)
        let seed = Keccak256.hash(Array("another".utf8))
        let other = try prover.proof(of: one.assignment, seed: seed, workers: .one)
        #expect(other.a != one.proof.a && other.b != one.proof.b && other.c != one.proof.c)
        try Groth16Verifier(one.key.verifyingKey)?.verify(other.encoded, inputs: one.inputs)
    }

    @Test("The prover names the constraint that does not hold, and refuses keys of other circuits")
    func refusals() throws {
        let proved = try SampleCircuit.proved(length: 3)
        let prover = try Groth16Prover(proved.system, key: proved.key)
        // The constant, two public inputs and four private values.
        for column in proved.assignment.values.indices.dropFirst() where column != 2 {
            var values = proved.assignment.values
            values[column] += .one
            let changed = Assignment(values: values, publicCount: 3)
            let (index, name) =
                column == 1
                ? (3, "end") : column == 3 ? (0, "step 0/square") : (column - 4, "step \(column - 4)/square")
            #expect(throws: Groth16ProvingError.assignment(.unsatisfied(index: index, name: name))) {
                try prover.proof(of: changed, seed: SampleCircuit.seed, workers: .one)
            }
        }
        let short = Assignment(values: Array(proved.assignment.values.dropLast()), publicCount: 3)
        #expect(throws: Groth16ProvingError.self) {
            try prover.proof(of: short, seed: SampleCircuit.seed, workers: .one)
        }
        let other = SampleCircuit.squarings(.shape, length: 4, start: 0).constraintSystem
        #expect(throws: Groth16ProvingError.foreignKey) { try Groth16Prover(other, key: proved.key) }
    }

    @Test("An input that no constraint uses is bound all the same")
    func unusedInput() throws {
        let proved = try SampleCircuit.proved(length: 3)
        #expect(proved.key.verifyingKey.inputs.count == 3)
        #expect(proved.key.verifyingKey.inputs.allSatisfy { !$0.isInfinity })
    }

    @Test("A key whose gamma equals delta lets anybody prove anything; no other does")
    func degenerateKey() throws {
        let proved = try SampleCircuit.proved(length: 3)
        let key = proved.key.verifyingKey
        let degenerate = VerifyingKey(
            alpha: key.alpha,
            beta: key.beta,
            gamma: key.delta,
            delta: key.delta,
            inputs: key.inputs
        )
        let verifier = try #require(Groth16Verifier(degenerate))
        for inputs in [[0, 0], [1, 2], [Fr.modulus &- 1, 12345]] as [[UInt256]] {
            let forged = try #require(DegenerateKeyForgery.proof(under: degenerate, inputs: inputs))
            try verifier.verify(forged.encoded, inputs: inputs)
            let honest = try #require(Groth16Verifier(key))
            #expect(throws: Groth16Refusal.equation) { try honest.verify(forged.encoded, inputs: inputs) }
        }
        #expect(DegenerateKeyForgery.proof(under: key, inputs: [1, 2]) == nil)
        #expect(DegenerateKeyForgery.proof(under: degenerate, inputs: [1]) == nil)
        #expect(throws: KeyError.gammaEqualsDelta) { try VerifyingKey(decoding: degenerate.encoded) }
    }
}

/// A point of the twist that is not in the subgroup of order r.
enum OutsidePoint {
    /// The first with x = n + i for a small n whose y is easily found, by searching y = m + k i over small numbers.
    static var ofTwist: BN254.G2? {
        // y^2 = x^3 + b: a square root in Fp2 of the right side, for growing x.
        for n in 0..<64 as Range<UInt64> {
            let x = BN254.Fp2(small(n), small(1))
            let right = x.squared * x + BN254.G2Curve.b
            if let y = squareRoot(right), let point = BN254.G2(x: x, y: y), BN254.PreparedG2(point) == nil {
                return point
            }
        }
        return nil
    }

    private static func small(_ value: UInt64) -> BN254.Fp {
        (0..<value).reduce(BN254.Fp.zero) { sum, _ in sum + .one }
    }

    /// By the norm, since p = 3 modulo 4: (c0 + |c|) / 2 or (c0 - |c|) / 2 is the square of the real part.
    private static func squareRoot(_ a: BN254.Fp2) -> BN254.Fp2? {
        guard let norm = squareRoot(a.c0.squared + a.c1.squared) else { return nil }
        for length in [norm, -norm] {
            guard let real = squareRoot((a.c0 + length).halved), !real.isZero else { continue }
            let root = BN254.Fp2(real, a.c1 * real.doubled.inverse)
            if root.squared == a { return root }
        }
        return nil
    }

    private static func squareRoot(_ a: BN254.Fp) -> BN254.Fp? {
        let exponent = (BN254.Fp.modulus &+ 1) >> 2
        var root = BN254.Fp.one
        for bit in stride(from: exponent.bitWidthUsed - 1, through: 0, by: -1) {
            root = root.squared
            if (exponent >> bit).l0 & 1 == 1 { root = root * a }
        }
        return root.squared == a ? root : nil
    }
}
