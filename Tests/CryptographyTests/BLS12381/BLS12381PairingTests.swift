import BigInt
import Cryptography
import Primitives
import TestSupport
import Testing

@Suite("BLS12-381's pairing")
struct BLS12381PairingTests {
    /// A scalar and its multiples of the generators.
    static func pair(_ random: inout SplitMix64) -> (k: UInt256, p: BLS12381.G1, q: BLS12381.G2) {
        let k = UInt256(truncatingBigEndian: random.bytes(31))
        return (k, BLS12381.G1.generator.multiplied(by: k), BLS12381.G2.generator.multiplied(by: k))
    }

    static func value(_ p: BLS12381.G1, _ q: BLS12381.G2) throws -> BLS12381.Fp12 {
        BLS12381.pairingProduct([(p, try #require(BLS12381.PreparedG2(q)))])
    }

    static func check(_ pairs: [(p: BLS12381.G1, q: BLS12381.G2)]) throws -> Bool? {
        let isOne = BLS12381.pairingProductIsOne(try pairs.map { ($0.p, try #require(BLS12381.PreparedG2($0.q))) })
        #expect(BLSCall.pairing(pairs.flatMap { $0.p.encoded + $0.q.encoded }) == isOne)
        return isOne
    }

    @Test("The empty product and pairings with infinity verify")
    func trivialProducts() throws {
        let (g1, g2) = (BLS12381.G1.generator, BLS12381.G2.generator)
        #expect(try Self.check([]) == true)
        #expect(try Self.check([(.infinity, g2)]) == true)
        #expect(try Self.check([(g1, .infinity)]) == true)
        #expect(try Self.check([(.infinity, .infinity)]) == true)
        #expect(try Self.check([(g1, g2), (.infinity, g2)]) == false)
    }

    @Test("The pairing of the generators is not degenerate, and its order is r")
    func notDegenerate() throws {
        let (g1, g2) = (BLS12381.G1.generator, BLS12381.G2.generator)
        let value = try Self.value(g1, g2)
        #expect(value != .one)
        #expect(value.power(BLS12381.order) == .one)
        #expect(try value * Self.value(-g1, g2) == .one)
        #expect(try Self.value(g1, -g2) == Self.value(-g1, g2))
    }

    @Test("The pairing is bilinear", arguments: [1, 2, 3, 4] as [UInt64])
    func bilinear(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let (g1, g2) = (BLS12381.G1.generator, BLS12381.G2.generator)
        let (a, b) = (Self.pair(&random), Self.pair(&random))
        let product = a.k.multipliedModulo(b.k, BLS12381.order)
        #expect(try Self.value(a.p, b.q) == Self.value(g1, g2).power(product), "seed \(seed)")
        #expect(try Self.value(a.p, b.q) == Self.value(g1.multiplied(by: product), g2), "seed \(seed)")
        #expect(try Self.value(a.p, b.q) == Self.value(b.p, a.q), "seed \(seed)")
        #expect(try Self.check([(a.p, b.q), (-b.p, a.q)]) == true, "seed \(seed)")
        #expect(try Self.check([(a.p, b.q), (-b.p + g1, a.q)]) == false, "seed \(seed)")
    }

    @Test("The pairing is additive in both arguments", arguments: [11, 12] as [UInt64])
    func additive(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let (a, b, c) = (Self.pair(&random), Self.pair(&random), Self.pair(&random))
        #expect(try Self.check([(a.p, c.q), (b.p, c.q), (-(a.p + b.p), c.q)]) == true, "seed \(seed)")
        #expect(try Self.check([(c.p, a.q), (c.p, b.q), (-c.p, a.q + b.q)]) == true, "seed \(seed)")
    }

    @Test("Products of many pairs verify exactly when their exponents cancel", arguments: [1, 2, 3, 10] as [Int])
    func manyPairs(count: Int) throws {
        var random = SplitMix64(seed: UInt64(count))
        var pairs: [(p: BLS12381.G1, q: BLS12381.G2)] = []
        var exponent = UInt256.zero
        for _ in 0..<count {
            let (a, b) = (Self.pair(&random), Self.pair(&random))
            pairs.append((a.p, b.q))
            exponent = exponent.addingModulo(a.k.multipliedModulo(b.k, BLS12381.order), BLS12381.order)
        }
        let closing = BLS12381.G1.generator.multiplied(by: BLS12381.order &- exponent)
        #expect(try Self.check(pairs) == false)
        #expect(try Self.check(pairs + [(closing, .generator)]) == true)
        #expect(
            try Self.check([(.infinity, .generator)] + pairs + [(closing, .generator), (closing, .infinity)]) == true
        )
    }
}
