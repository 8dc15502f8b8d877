import Cryptography
import Groth16
import Primitives
import ProofProver
import TestSupport
import Testing

@Suite("Keys of Groth16")
struct KeyTests {
    @Test("Without its second phase a set-up leaves gamma and delta as the generator, and readers refuse the key")
    func firstPhaseAlone() throws {
        let proved = try SampleCircuit.proved(length: 3)
        let seed = SampleCircuit.seed
        let key = try InsecureSetup.provingKey(of: proved.system, seed: seed, workers: .one, phases: .firstAlone)
        let verifying = try InsecureSetup.verifyingKey(of: proved.system, seed: seed, phases: .firstAlone)
        #expect(key.verifyingKey == verifying)
        #expect(verifying.gamma == .generator && verifying.delta == .generator)
        #expect(verifying.alpha == proved.key.verifyingKey.alpha && verifying.beta == proved.key.verifyingKey.beta)
        #expect(throws: KeyError.gammaEqualsDelta) { try VerifyingKey(decoding: verifying.encoded) }
        // Honest proofs hold under it, and so does a forgery.
        let verifier = try #require(Groth16Verifier(verifying))
        let honest = try Groth16Prover(proved.system, key: key).proof(of: proved.assignment, seed: seed, workers: .one)
        try verifier.verify(honest.encoded, inputs: proved.inputs)
        let forged = try #require(DegenerateKeyForgery.proof(under: verifying, inputs: [7, 8]))
        try verifier.verify(forged.encoded, inputs: [7, 8])
        // The same points under a sound key.
        let attempt = try #require(DegenerateKeyForgery.attempt(under: proved.key.verifyingKey, inputs: [7, 8]))
        let sound = try #require(Groth16Verifier(proved.key.verifyingKey))
        #expect(throws: Groth16Refusal.equation) { try sound.verify(attempt.encoded, inputs: [7, 8]) }
    }

    @Test("A verifying key is its bytes")
    func verifyingKeyRoundTrip() throws {
        let key = try SampleCircuit.proved(length: 3).key.verifyingKey
        let bytes = key.encoded
        #expect(bytes.count == 448 + 3 * 64)
        #expect(try VerifyingKey(decoding: bytes) == key)
        // Every word: not below p, and another number, which takes the point off its curve.
        for word in 0..<bytes.count / 32 {
            let range = 32 * word..<32 * word + 32
            let value = UInt256(truncatingBigEndian: bytes[range])
            for changed in [value &+ 1, value &+ BN254.Fp.modulus, .max] {
                var other = bytes
                other.replaceSubrange(range, with: changed.bigEndianBytes)
                #expect(throws: KeyError.notOnCurve(Self.name(ofWord: word))) { try VerifyingKey(decoding: other) }
            }
        }
        for count in [0, 1, 448, 511, 513, bytes.count - 1, bytes.count + 1] {
            let other = Array((bytes + bytes).prefix(count))
            #expect(throws: KeyError.wrongLength(count)) { try VerifyingKey(decoding: other) }
        }
    }

    static func name(ofWord word: Int) -> String {
        switch word {
        case 0..<2: "alpha"
        case 2..<6: "beta"
        case 6..<10: "gamma"
        case 10..<14: "delta"
        default: "input \((word - 14) / 2)"
        }
    }

    @Test("A verifying key with points at infinity or outside the subgroup is refused")
    func verifyingKeyPoints() throws {
        let bytes = try SampleCircuit.proved(length: 3).key.verifyingKey.encoded
        let outside = try #require(OutsidePoint.ofTwist)
        var outsideBytes = [UInt8](repeating: 0, count: 128)
        outside.storeBigEndian(to: &outsideBytes)
        let points = [
            (0, 64, "alpha"), (64, 128, "beta"), (192, 128, "gamma"), (320, 128, "delta"), (448 + 64, 64, "input 1"),
        ]
        for (start, count, name) in points {
            var other = bytes
            other.replaceSubrange(start..<start + count, with: [UInt8](repeating: 0, count: count))
            #expect(throws: KeyError.infinity(name)) { try VerifyingKey(decoding: other) }
            if count == 128 {
                other.replaceSubrange(start..<start + count, with: outsideBytes)
                #expect(throws: KeyError.outsideSubgroup(name)) { try VerifyingKey(decoding: other) }
            }
        }
    }

    @Test("A proving key's file gives back the key, and every changed part is refused")
    func provingKeyFile() throws {
        let key = try SampleCircuit.proved(length: 3).key
        let bytes = key.encoded
        func decode(_ bytes: [UInt8], circuit: Bytes32? = nil, seed: Bytes32? = nil) throws -> ProvingKey {
            try ProvingKey(
                decoding: bytes,
                circuit: circuit ?? key.circuit,
                insecureSeed: seed ?? key.insecureSeed,
                workers: .one
            )
        }
        #expect(try decode(bytes) == key)
        #expect(throws: KeyError.foreign) { try decode(bytes, circuit: SampleCircuit.seed) }
        #expect(throws: KeyError.foreign) { try decode(bytes, seed: key.circuit) }
        #expect(throws: KeyError.wrongLength(100)) { try decode(Array(bytes.prefix(100))) }
        #expect(throws: KeyError.wrongLength(bytes.count + 1)) { try decode(bytes + [0]) }
        #expect(throws: KeyError.wrongLength(bytes.count - 1)) { try decode(bytes.dropLast()) }
        for position in stride(from: 0, to: bytes.count, by: 7) {
            var other = bytes
            other[position] ^= 1
            #expect(throws: KeyError.self, "byte \(position)") { try decode(other) }
        }
        // Counts that would ask for more memory than there is, behind a checksum that fits.
        let counts = ProvingKey.tag.utf8.count + 64
        for start in [counts, counts + 8, counts + 16] {
            var other = bytes
            other.replaceSubrange(start..<start + 8, with: [UInt8](repeating: 0xff, count: 8))
            #expect(throws: KeyError.impossibleCounts) { try decode(Self.sealed(other)) }
        }
        var other = bytes
        other.replaceSubrange(counts..<counts + 8, with: [UInt8](repeating: 0, count: 8))
        #expect(throws: KeyError.impossibleCounts) { try decode(Self.sealed(other)) }
    }

    @Test("A proving key's points must be on their curves and in the subgroup, whatever the checksum says")
    func provingKeyPoints() throws {
        let key = try SampleCircuit.proved(length: 3).key
        let bytes = key.encoded
        func decode(_ bytes: [UInt8]) throws -> ProvingKey {
            try ProvingKey(
                decoding: bytes,
                circuit: key.circuit,
                insecureSeed: key.insecureSeed,
                workers: .one
            )
        }
        // The last point of G2 before the checksum.
        let last = bytes.count - 32 - 128..<bytes.count - 32
        var other = bytes
        var outside = [UInt8](repeating: 0, count: 128)
        try #require(OutsidePoint.ofTwist).storeBigEndian(to: &outside)
        other.replaceSubrange(last, with: outside)
        #expect(throws: KeyError.outsideSubgroup("B")) { try decode(Self.sealed(other)) }
        other[last.upperBound - 1] ^= 1
        #expect(throws: KeyError.notOnCurve("B 6")) { try decode(Self.sealed(other)) }
        other = bytes
        other[ProvingKey.tag.utf8.count + 64 + 24 + 448 + 3 * 64 + 63] ^= 1
        #expect(throws: KeyError.notOnCurve("beta in G1")) { try decode(Self.sealed(other)) }
    }

    /// The bytes with a checksum that fits.
    static func sealed(_ bytes: [UInt8]) -> [UInt8] {
        bytes.dropLast(32) + Keccak256.hash(bytes.dropLast(32)).bytes
    }

    @Test("Keys depend on the seed and on the circuit, and say so in the file's name")
    func keysDiffer() throws {
        let shape = SampleCircuit.squarings(.shape, length: 3, start: 0).constraintSystem
        let longer = SampleCircuit.squarings(.shape, length: 4, start: 0).constraintSystem
        let otherSeed = Keccak256.hash([1])
        let keys = [
            try InsecureSetup.provingKey(of: shape, seed: SampleCircuit.seed, workers: .one),
            try InsecureSetup.provingKey(of: shape, seed: otherSeed, workers: .one),
            try InsecureSetup.provingKey(of: longer, seed: SampleCircuit.seed, workers: .one),
        ]
        for (index, key) in keys.enumerated() {
            for other in keys[..<index] {
                #expect(key.verifyingKey.alpha != other.verifyingKey.alpha)
                #expect(key.verifyingKey.delta != other.verifyingKey.delta)
            }
        }
        let names = Set(keys.map { ProvingKey.fileName(circuit: $0.circuit, insecureSeed: $0.insecureSeed) })
        #expect(names.count == 3 && names.allSatisfy { $0.contains("insecure") })
    }
}
