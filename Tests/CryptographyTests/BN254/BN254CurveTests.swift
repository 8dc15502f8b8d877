import Cryptography
import Primitives
import TestSupport
import Testing

@Suite("BN254's curve")
struct BN254CurveTests {
    static let generator = UInt256(1).bigEndianBytes + UInt256(2).bigEndianBytes
    static let infinity = [UInt8](repeating: 0, count: 64)

    static func times(_ k: UInt256, _ p: [UInt8] = generator) -> [UInt8]? { Call.multiply(p, k.bigEndianBytes) }

    static func negated(_ p: [UInt8]) -> [UInt8] {
        let y = UInt256(truncatingBigEndian: p.suffix(32))
        return y.isZero ? p : Array(p.prefix(32)) + (BN254.Fp.modulus &- y).bigEndianBytes
    }

    /// k p by doubling and adding with the addition alone.
    static func doubleAndAdd(_ k: UInt256, _ p: [UInt8]) throws -> [UInt8] {
        var sum = infinity
        for bit in stride(from: k.bitWidthUsed - 1, through: 0, by: -1) {
            sum = try #require(Call.add(sum, sum))
            if (k >> bit).l0 & 1 == 1 { sum = try #require(Call.add(sum, p)) }
        }
        return sum
    }

    @Test("Infinity is neutral, and a point plus its opposite is infinity")
    func neutralAndOpposite() throws {
        let p = try #require(Self.times(0x1234_5678))
        #expect(Call.add(p, Self.infinity) == p)
        #expect(Call.add(Self.infinity, p) == p)
        #expect(Call.add(Self.infinity, Self.infinity) == Self.infinity)
        #expect(Call.add(p, Self.negated(p)) == Self.infinity)
        #expect(Self.times(77, Self.infinity) == Self.infinity)
    }

    @Test("Scalars are taken modulo the order, up to 2^256 - 1")
    func scalarsModuloOrder() {
        let r = BN254.order
        #expect(Self.times(0) == Self.infinity)
        #expect(Self.times(r) == Self.infinity)
        #expect(Self.times(r &+ 1) == Self.generator)
        #expect(Self.times(r &- 1) == Self.negated(Self.generator))
        for multiple: UInt256 in [2, 3, 4, 5] {
            #expect(Self.times(multiple &* r) == Self.infinity)
            #expect(Self.times(multiple &* r &+ 9) == Self.times(9))
        }
        let remainder = UInt256.max.quotientAndRemainder(dividingBy: r).remainder
        #expect(Self.times(.max) == Self.times(remainder))
    }

    @Test("Multiplication agrees with doubling and adding", arguments: [1, 2] as [UInt64])
    func multiplicationAgrees(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let lambda = try #require(UInt256(hex: "0x30644e72e131a029048b6e193fd84104cc37a73fec2bc5e9b8ca0b2d36636f23"))
        var scalars: [UInt256] = [1, 2, 3, 15, 16, 17, 31, 32, 33, .max, BN254.order &- 1, BN254.order &- 2]
        // The endomorphism's own scalar and its neighbours have the extreme decompositions.
        scalars += [lambda, lambda &- 1, lambda &+ 1, BN254.order &- lambda, (BN254.order &- lambda) &- 1]
        scalars += (1..<256).map { UInt256.one << $0 }
        scalars += (0..<60).map { _ in UInt256(truncatingBigEndian: random.bytes(32)) }
        scalars += (0..<40).map { _ in
            UInt256(truncatingBigEndian: random.bytes(Int.random(in: 1...31, using: &random)))
        }
        let p = try #require(Self.times(UInt256(truncatingBigEndian: random.bytes(32))))
        for scalar in scalars {
            #expect(try Self.times(scalar, p) == Self.doubleAndAdd(scalar, p), "seed \(seed), scalar \(scalar)")
        }
    }

    @Test("Addition is commutative and associative, and multiplication distributes", arguments: [1, 2] as [UInt64])
    func groupLaws(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<30 {
            let scalars = (0..<3).map { _ in UInt256(truncatingBigEndian: random.bytes(32)) }
            let points = try scalars.map { try #require(Self.times($0)) }
            let sum = try #require(Call.add(points[0], points[1]))
            #expect(sum == Call.add(points[1], points[0]), "seed \(seed)")
            #expect(Call.add(sum, points[2]) == Call.add(points[0], try #require(Call.add(points[1], points[2]))))
            #expect(sum == Self.times(scalars[0].addingModulo(scalars[1], BN254.order)), "seed \(seed)")
            #expect(
                Self.times(scalars[2], points[0]) == Self.times(scalars[2].multipliedModulo(scalars[0], BN254.order)),
                "seed \(seed)"
            )
        }
    }
}

@Suite("BN254's pairing")
struct BN254PairingTests {
    static let generator = BN254CurveTests.generator

    /// A scalar, its multiple of the generator of G1, and of G2.
    static func pair(_ random: inout SplitMix64) throws -> (k: UInt256, p: [UInt8], q: TwistPoint) {
        let k = UInt256(truncatingBigEndian: random.bytes(31))
        let g2 = try #require(TwistPoint.generator)
        return (
            k, try #require(BN254CurveTests.times(k)),
            try #require(g2.multiplied(by: k))
        )
    }

    @Test("The empty product and pairings with infinity verify")
    func trivialProducts() throws {
        let g2 = try #require(TwistPoint.generator).encoded
        #expect(Call.pairing([]) == true)
        #expect(Call.pairing(BN254CurveTests.infinity + g2) == true)
        #expect(Call.pairing(Self.generator + TwistPoint.encodedInfinity) == true)
        #expect(Call.pairing(BN254CurveTests.infinity + TwistPoint.encodedInfinity) == true)
    }

    @Test("The pairing of the generators is not degenerate, and its order is r")
    func notDegenerate() throws {
        let g2 = try #require(TwistPoint.generator).encoded
        #expect(Call.pairing(Self.generator + g2) == false)
        let p = try #require(BN254.G1(bigEndianAt: Self.generator))
        let decoded = try #require(BN254.G2(bigEndianAt: g2))
        let q = try #require(BN254.PreparedG2(decoded))
        let value = BN254.pairingProduct([(p, q)])
        #expect(value != .one)
        #expect(value.power(BN254.order) == .one)
        #expect(value * BN254.pairingProduct([(-p, q)]) == .one)
        let negated = try #require(BN254.PreparedG2(-decoded))
        #expect(BN254.pairingProduct([(p, negated)]) == BN254.pairingProduct([(-p, q)]))
    }

    @Test("The pairing is bilinear", arguments: [1, 2, 3, 4] as [UInt64])
    func bilinear(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let g2 = try #require(TwistPoint.generator)
        let g2Decoded = try #require(BN254.G2(bigEndianAt: g2.encoded).flatMap(BN254.PreparedG2.init))
        let base = BN254.pairingProduct([(.generator, g2Decoded)])
        let (a, b) = (try Self.pair(&random), try Self.pair(&random))
        let p = try #require(BN254.G1(bigEndianAt: a.p))
        let q = try #require(BN254.G2(bigEndianAt: b.q.encoded).flatMap(BN254.PreparedG2.init), "seed \(seed)")

        let product = a.k.multipliedModulo(b.k, BN254.order)
        #expect(BN254.pairingProduct([(p, q)]) == base.power(product), "seed \(seed)")
        #expect(
            BN254.pairingProduct([(p, q)])
                == BN254.pairingProduct([(BN254.G1.generator.multiplied(by: product), g2Decoded)])
        )
        // e(P, Q) e(-P, Q) = 1, e(aG, bH) e(-bG, aH) = 1, and one scalar off fails.
        #expect(Call.pairing(a.p + b.q.encoded + BN254CurveTests.negated(a.p) + b.q.encoded) == true)
        #expect(Call.pairing(a.p + b.q.encoded + BN254CurveTests.negated(b.p) + a.q.encoded) == true)
        let off = try #require(Call.add(BN254CurveTests.negated(b.p), Self.generator))
        #expect(Call.pairing(a.p + b.q.encoded + off + a.q.encoded) == false)
    }

    @Test("The pairing is additive in both arguments", arguments: [11, 12] as [UInt64])
    func additive(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let (a, b, c) = (try Self.pair(&random), try Self.pair(&random), try Self.pair(&random))
        let pSum = try #require(Call.add(a.p, b.p))
        let minusSum = BN254CurveTests.negated(pSum)
        #expect(
            Call.pairing(a.p + c.q.encoded + b.p + c.q.encoded + minusSum + c.q.encoded) == true,
            "seed \(seed)"
        )
        let qSum = try #require(TwistPoint.add(a.q, b.q))
        let minusP = BN254CurveTests.negated(c.p)
        #expect(
            Call.pairing(c.p + a.q.encoded + c.p + b.q.encoded + minusP + qSum.encoded) == true,
            "seed \(seed)"
        )
    }

    @Test("Products of many pairs verify exactly when their exponents cancel", arguments: [1, 2, 3, 10] as [Int])
    func manyPairs(count: Int) throws {
        var random = SplitMix64(seed: UInt64(count))
        let g2 = try #require(TwistPoint.generator).encoded
        var bytes: [UInt8] = []
        var exponent = UInt256.zero
        for _ in 0..<count {
            let (a, b) = (try Self.pair(&random), try Self.pair(&random))
            bytes += a.p + b.q.encoded
            exponent = exponent.addingModulo(a.k.multipliedModulo(b.k, BN254.order), BN254.order)
        }
        let closing = try #require(BN254CurveTests.times(BN254.order &- exponent))
        #expect(Call.pairing(bytes + closing + g2) == true)
        #expect(Call.pairing(bytes) == false)
        // Pairs with infinity change nothing.
        #expect(Call.pairing(BN254CurveTests.infinity + g2 + bytes + closing + g2) == true)
    }
}
