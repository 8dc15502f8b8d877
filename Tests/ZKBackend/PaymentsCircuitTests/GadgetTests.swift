import Cryptography
import Groth16
import PaymentsCircuit
import Primitives
import TestSupport
import Testing

@Suite("Gadgets of the payments circuit")
struct GadgetTests {
    typealias Fr = BN254.Fr

    private var random = SplitMix64(seed: 0x7061_796d_656e_7473)

    @Test("Poseidon agrees with its native twin", arguments: [(2, 240), (4, 297), (5, 321)])
    mutating func poseidon(inputCount: Int, constraintCount: Int) throws {
        let hash: Poseidon = inputCount == 2 ? .two : inputCount == 4 ? .four : .five
        let inputs = (0..<inputCount).map { _ in Fr.random(using: &random) }
        let circuit = try GadgetCircuit(inputs: inputs) { [$0.poseidon(hash, $1)] }
        #expect(circuit.outputs == [hash.hash(inputs)])
        #expect(circuit.constraintCount == constraintCount)
        circuit.expectDetermined(using: &random)
    }

    @Test("The digest of constants is a constant")
    func poseidonOfConstants() throws {
        for (hash, count) in [(Poseidon.two, 2), (.four, 4), (.five, 5)] {
            let circuit = try GadgetCircuit(inputs: []) { builder, _ in
                [builder.poseidon(hash, Array(repeating: .zero, count: count))]
            }
            #expect(circuit.outputs == [hash.hash(Array(repeating: .zero, count: count))])
            #expect(circuit.constraintCount == 0)
        }
    }

    /// Bits of bytes, the most significant of each byte first.
    static func bits(of bytes: [UInt8]) -> [Bool] {
        var bits: [Bool] = []
        for byte in bytes {
            for position in 0..<8 { bits.append(byte << UInt8(position) >= 128) }
        }
        return bits
    }

    @Test(
        "SHA-256 agrees with its native twin",
        arguments: [(0, 0), (3, 23_418), (55, 24_637), (56, 42_714), (64, 42_944), (183, 75_053)]
    )
    mutating func sha256(byteCount: Int, constraintCount: Int) throws {
        let message = random.bytes(byteCount)
        let bits = Self.bits(of: message)
        let circuit = try GadgetCircuit(inputs: bits.map { $0 ? .one : .zero }) { builder, bits in
            for bit in bits { builder.constrain("bit", bit, bit - .one, .zero) }
            return builder.sha256(bits)
        }
        var digest = [UInt8](repeating: 0, count: 32)
        message.withUnsafeBytes { input in
            digest.withUnsafeMutableBytes { output in
                if let start = output.baseAddress { SHA256.hash(input.baseAddress, count: input.count, to: start) }
            }
        }
        #expect(circuit.outputBits == Self.bits(of: digest))
        #expect(circuit.constraintCount - bits.count == constraintCount)
        circuit.expectDetermined(using: &random)
    }

    @Test("Merkle paths agree with the native tree")
    mutating func merklePath() throws {
        let siblings = (0..<16).map { _ in Fr.random(using: &random) }
        for index in [0, 1, 0x8000, 0xffff, Int.random(in: 0..<65_536, using: &random)] {
            let leaf = Fr.random(using: &random)
            let bits = (0..<16).map { Fr(UInt64(index >> $0 & 1)) }
            let circuit = try GadgetCircuit(inputs: [leaf] + bits + siblings) { builder, inputs in
                [builder.merkleRoot(leaf: inputs[0], index: Array(inputs[1..<17]), siblings: Array(inputs[17...]))]
            }
            #expect(circuit.outputs == [MerkleTree.root(leaf: leaf, index: index, path: siblings)])
            #expect(circuit.constraintCount == 16 * 241)
            circuit.expectDetermined(using: &random)
        }
    }

    @Test("A range holds what is in it, and nothing else")
    mutating func ranges() throws {
        let top = UInt256(1) << 128
        let inside = [0, 1, top >> 1, top &- 1, UInt256(truncatingBigEndian: random.bytes(16))]
        let outside = [top, top &+ 1, top << 1, Fr.modulus &- 1, Fr.modulus &- top, UInt256(1) << 253]
        for (values, isInside) in [(inside, true), (outside, false)] {
            for value in values {
                let circuit = try GadgetCircuit(inputs: [Fr(reducing: value)]) { builder, inputs in
                    builder.constrainRange("range", inputs[0], width: 128)
                    return []
                }
                #expect(ConstraintHunt(circuit.system, circuit.assignment).isSatisfied == isInside)
                #expect(circuit.constraintCount == 128)
                if isInside { circuit.expectDetermined(using: &random) }
            }
        }
    }

    @Test("The lowest bits of a sum are those of the integer")
    mutating func lowBits() throws {
        for value in [0, 1, 0x1234_5678_9abc, (UInt64(1) << 48) - 1] {
            let circuit = try GadgetCircuit(inputs: [Fr(value)]) { builder, inputs in
                builder.lowBits("low", of: inputs[0], lowCount: 32, width: 48)
            }
            #expect(circuit.outputBits == (0..<32).map { value >> UInt64($0) & 1 == 1 })
            circuit.expectDetermined(using: &random)
        }
    }

    @Test("Canonical bits are those of the integer below the modulus")
    mutating func canonicalBits() throws {
        for value in [0, 1, Fr.modulus &- 1, Fr.random(using: &random).value] {
            let circuit = try GadgetCircuit(inputs: [Fr(reducing: value)]) { builder, inputs in
                builder.canonicalBits("bits", of: inputs[0])
            }
            #expect(circuit.outputBits == (0..<254).map { (value >> $0).l0 & 1 == 1 })
            #expect(circuit.constraintCount == 407)
            circuit.expectDetermined(using: &random)
        }
    }

    @Test("The comparison with the modulus agrees with that of integers, one bit away from it and far")
    mutating func comparison() throws {
        let greatest = Fr.modulus &- 1
        var values = [0, greatest, Fr.modulus, Fr.modulus &+ 1, (UInt256(1) << 254) &- 1]
        for position in 0..<254 {
            values.append(greatest ^ UInt256(1) << position)
            // The same up to a bit, and anything behind it.
            let mask = (UInt256(1) << position) &- 1
            values.append((greatest & ~mask) ^ (UInt256(truncatingBigEndian: random.bytes(32)) & mask))
        }
        for value in values {
            let bits = (0..<254).map { Fr((value >> $0).l0 & 1) }
            let circuit = try GadgetCircuit(inputs: bits) { builder, bits in
                builder.constrainBelowModulus(bits)
                return []
            }
            #expect(ConstraintHunt(circuit.system, circuit.assignment).isSatisfied == (value < Fr.modulus), "\(value)")
        }
    }

    @Test("Zero is told, and no inverse is left to choose")
    mutating func zero() throws {
        for value in [Fr.zero, .one, Fr.random(using: &random)] {
            let circuit = try GadgetCircuit(inputs: [value]) { [$0.isZero("zero", $1[0])] }
            #expect(circuit.outputs == [value.isZero ? .one : .zero])
            #expect(circuit.constraintCount == 3)
            circuit.expectDetermined(using: &random)
        }
    }
}
