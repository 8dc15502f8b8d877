import Cryptography
import Primitives
import TestSupport
import Testing

@Suite("Sums on secp256k1: affine, as the machine's calls compute them, beside Jacobian")
struct Secp256k1SumTests {
    private static let order = Secp256k1.order

    private static func scalar(_ source: inout SplitMix64) -> UInt256 {
        let random = UInt256(l0: source.next(), l1: source.next(), l2: source.next(), l3: source.next())
        switch source.next() % 8 {
        case 0: return UInt256(random.l0 % 40)
        case 1: return order &- UInt256(random.l0 % 40)
        case 2: return random >> 128
        default: return random
        }
    }

    private func compare(_ factor: UInt256, _ point: Secp256k1.Point, _ generatorFactor: UInt256) {
        let affine = Secp256k1.affineSum(factor, times: point, plusGeneratorTimes: generatorFactor)
        let jacobian = Secp256k1.jacobianSum(factor, times: point, plusGeneratorTimes: generatorFactor)
        #expect(affine == jacobian, "\(factor) \(point) + \(generatorFactor) G")
    }

    @Test("Random and short factors of random points give the same sums")
    func randomSums() {
        var source = SplitMix64(seed: 0x5e9)
        var point = Secp256k1.Point.generator
        for _ in 0..<2000 {
            compare(Self.scalar(&source), point, Self.scalar(&source))
            point = point + point + .generator
        }
    }

    @Test("Every exceptional case of addition is met: infinity, equal and opposite points")
    func exceptionalSums() {
        let small = (0...24).map { UInt256(UInt64($0)) }
        let factors = small + small.map { Self.order &- $0 }
        let generator = Secp256k1.Point.generator
        for point in [generator, -generator, generator + generator, .infinity] {
            for factor in factors {
                for generatorFactor in factors { compare(factor, point, generatorFactor) }
            }
        }
        // A sum that is infinity: k P - k G with P = G.
        let k = UInt256(l0: 77, l1: 5, l2: 9, l3: 1)
        let sum = Secp256k1.affineSum(k, times: generator, plusGeneratorTimes: Self.order &- k)
        #expect(sum == .infinity)
    }
}
