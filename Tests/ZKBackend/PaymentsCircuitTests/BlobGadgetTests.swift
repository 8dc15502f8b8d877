import Cryptography
import Groth16
import PaymentsCircuit
import Primitives
import TestSupport
import Testing

@Suite("Values of a blob's polynomial in the payments circuit")
struct BlobGadgetTests {
    typealias Fr = BN254.Fr

    private static let seed: UInt64 = 0x626c_6f62_7331
    private static let order = BLS12381.Fr.modulus
    private static let width = 68

    private var random = SplitMix64(seed: seed)

    /// An integer below 2^`bitCount`.
    private mutating func integer(_ bitCount: Int) -> UInt256 {
        UInt256(truncatingBigEndian: random.bytes(32)) >> (256 - bitCount)
    }

    /// Coefficients below 2^248, with the least and the greatest among them.
    private mutating func coefficients(_ count: Int) -> [UInt256] {
        (0..<count).map { _ in
            switch Int.random(in: 0..<6, using: &random) {
            case 0: 0
            case 1: (UInt256(1) << 248) &- 1
            case 2: integer(68)
            case 3: integer(248) << 136 & ((UInt256(1) << 248) &- 1)
            default: integer(248)
            }
        }
    }

    private mutating func point() -> UInt256 {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: 0
        case 1: 1
        case 2: (UInt256(1) << 128) &- 1
        case 3: UInt256(1) << 68
        default: integer(128)
        }
    }

    /// The value of a polynomial in BLS12-381's scalar field, power by power.
    private func value(of coefficients: [UInt256], at point: UInt256) -> UInt256 {
        var (power, sum) = (BLS12381.Fr.one, BLS12381.Fr.zero)
        for coefficient in coefficients {
            sum += BLS12381.Fr(reducing: coefficient) * power
            power *= BLS12381.Fr(reducing: point)
        }
        return sum.value
    }

    /// The gadget on a claimed value, which may be an integer of 256 bits.
    private func circuit(_ coefficients: [UInt256], _ point: UInt256, claimed: UInt256) throws -> GadgetCircuit {
        let low = claimed & ((UInt256(1) << 136) &- 1)
        let words = [low, (claimed >> 136) << 128 | point]
        let mask = (UInt256(1) << Self.width) &- 1
        let limbs = coefficients.flatMap { [$0 & mask, ($0 >> Self.width) & mask, $0 >> (2 * Self.width)] }
        return try GadgetCircuit(inputs: (words + limbs).map { Fr(reducing: $0) }) { builder, inputs in
            let (point, value) = builder.blobEvaluation(inputs[0], inputs[1])
            let pieces = stride(from: 2, to: inputs.count, by: 3).map { CircuitResidue(Array(inputs[$0..<$0 + 3])) }
            builder.constrainEvaluation(of: pieces, at: point, equals: value)
            return []
        }
    }

    private func isSatisfied(_ circuit: GadgetCircuit) -> Bool {
        ConstraintHunt(circuit.system, circuit.assignment).isSatisfied
    }

    @Test("The value is that of BLS12-381's arithmetic, and no value in the circuit is free", arguments: 1...4)
    mutating func agreement(count: Int) throws {
        for round in 0..<6 {
            let (coefficients, point) = (coefficients(count), point())
            let value = value(of: coefficients, at: point)
            let circuit = try circuit(coefficients, point, claimed: value)
            #expect(isSatisfied(circuit), "seed \(Self.seed), round \(round): \(coefficients) at \(point)")
            #expect(circuit.constraintCount == 383 + (count == 1 ? 3 : 274 + 529 * (count - 2)))
            if round < 2 { circuit.expectDetermined(using: &random) }
        }
    }

    @Test("A step of Horner's rule agrees for residues of all sizes")
    mutating func property() throws {
        for round in 0..<60 {
            let (coefficients, point) = (coefficients(3), point())
            let honest = value(of: coefficients, at: point)
            let label = "seed \(Self.seed), round \(round): \(coefficients) at \(point)"
            #expect(isSatisfied(try circuit(coefficients, point, claimed: honest)), "\(label)")
            // One beside it, one bit, and what is equal modulo the circuit's own order, or modulo 2^136.
            let wrong = [
                honest &+ 1, honest ^ UInt256(1) << Int.random(in: 0..<255, using: &random), honest &+ Fr.modulus,
                honest &- Fr.modulus, honest ^ UInt256(1) << 136, honest ^ UInt256(1) << 254,
            ]
            for claimed in wrong where claimed != honest {
                #expect(!isSatisfied(try circuit(coefficients, point, claimed: claimed)), "\(label): \(claimed)")
            }
            let other = point ^ UInt256(1) << Int.random(in: 0..<128, using: &random)
            guard value(of: coefficients, at: other) != honest else { continue }
            #expect(!isSatisfied(try circuit(coefficients, other, claimed: honest)), "\(label): at \(other)")
        }
    }

    @Test("At the edges of the field: 0, r - 1, and what only the precompile refuses, r and above")
    mutating func edges() throws {
        for target in [0, 1, Self.order &- 1] as [UInt256] {
            // Coefficients with this value at a point: the lowest is what the others leave, when it is below 2^248.
            var (coefficients, point) = ([UInt256](), UInt256())
            repeat {
                (coefficients, point) = ([0, integer(248), integer(248)], integer(128))
                let rest = BLS12381.Fr(reducing: value(of: coefficients, at: point))
                coefficients[0] = (BLS12381.Fr(reducing: target) - rest).value
            } while coefficients[0] >> 248 != 0
            #expect(value(of: coefficients, at: point) == target)
            #expect(isSatisfied(try circuit(coefficients, point, claimed: target)))
            for wrong in [target &+ 1, Self.order &- target &- 1, UInt256(1) << 255, target | UInt256(1) << 255] {
                #expect(!isSatisfied(try circuit(coefficients, point, claimed: wrong)), "\(target): \(wrong)")
            }
            // The same residue, spelled above the order: the circuit takes it if it has 255 bits, the precompile not.
            let spelled = target &+ Self.order
            let fits = spelled >> 255 == 0
            #expect(isSatisfied(try circuit(coefficients, point, claimed: spelled)) == fits)
        }
        // One coefficient has no quotient, and its value one spelling.
        #expect(isSatisfied(try circuit([5], 7, claimed: 5)))
        #expect(!isSatisfied(try circuit([5], 7, claimed: Self.order &+ 5)))
    }
}
