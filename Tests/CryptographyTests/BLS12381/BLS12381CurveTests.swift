import BigInt
import Cryptography
import Foundation
import Primitives
import TestSupport
import Testing

@Suite("BLS12-381's groups")
struct BLS12381CurveTests {
    @Test("The generators are on their curves and have the order r")
    func generators() {
        let (g1, g2) = (BLS12381.G1.generator, BLS12381.G2.generator)
        #expect(BLS12381.G1(x: g1.x, y: g1.y) == g1 && BLS12381.G2(x: g2.x, y: g2.y) == g2)
        #expect(BigUInt(Data(BLS12381.order.bigEndianBytes)) == BLSNumbers.r)
        #expect(g1.times(BLSNumbers.r).isInfinity && g2.times(BLSNumbers.r).isInfinity)
        #expect(!g1.isInfinity && !g2.isInfinity)
    }

    @Test(
        "Addition in E(Fp) and E'(Fp2) follows the group laws outside the subgroups too",
        arguments: [1, 2] as [UInt64]
    )
    func groupLaws(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<10 {
            checkGroupLaws((0..<3).map { _ in BLS12381.G1.onCurve(&random) }, seed: seed)
            checkGroupLaws((0..<3).map { _ in BLS12381.G2.onCurve(&random) }, seed: seed)
        }
    }

    func checkGroupLaws<Curve>(_ points: [AffinePoint<Curve>], seed: UInt64) {
        let (p, q, r) = (points[0], points[1], points[2])
        #expect(p + q == q + p && (p + q) + r == p + (q + r), "seed \(seed)")
        #expect(p + .infinity == p && .infinity + p == p && (p + -p).isInfinity, "seed \(seed)")
        #expect(-(-p) == p && -AffinePoint<Curve>.infinity == .infinity)
        #expect((p + p) + p == p + (p + p), "seed \(seed)")
        let sum = p + q
        #expect(AffinePoint<Curve>(x: sum.x, y: sum.y) == sum, "seed \(seed): off the curve")
    }

    @Test("Multiplication agrees with doubling and adding", arguments: [1, 2] as [UInt64])
    func multiplicationAgrees(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let r = BLS12381.order
        let z = UInt256(BLS12381.curveParameterMagnitude)
        let (zz, zzz) = (z &* z, z &* z &* z)
        var scalars: [UInt256] = [0, 1, 2, 3, 15, 16, 17, 31, 32, 33, .max, r, r &- 1, r &+ 1, r &+ r, r &+ r &+ 1]
        // The digits of the decompositions are extreme around the powers of z.
        scalars += [z, z &- 1, z &+ 1, zz, zz &- 1, zz &+ 1, zzz, zzz &- 1, zzz &+ 1, r &- zz, r &- z, zz &* zz &- zz]
        scalars += stride(from: 3, to: 256, by: 9).map { UInt256.one << $0 }
        scalars += (0..<12).map { _ in UInt256(truncatingBigEndian: random.bytes(32)) }
        scalars += (0..<8).map { _ in UInt256(truncatingBigEndian: random.bytes(Int.random(in: 1...31, using: &random)))
        }
        let p = BLS12381.G1.generator.times(scalar: UInt256(truncatingBigEndian: random.bytes(32)))
        let q = BLS12381.G2.generator.times(scalar: UInt256(truncatingBigEndian: random.bytes(32)))
        for scalar in scalars {
            #expect(p.multiplied(by: scalar) == p.times(scalar: scalar), "seed \(seed), scalar \(scalar)")
            #expect(q.multiplied(by: scalar) == q.times(scalar: scalar), "seed \(seed), scalar \(scalar)")
        }
        #expect(BLS12381.G1.infinity.multiplied(by: 5).isInfinity && BLS12381.G2.infinity.multiplied(by: 5).isInfinity)
    }

    @Test("Encodings of points survive both ways", arguments: [1, 2] as [UInt64])
    func encodings(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var (p, q) = (BLS12381.G1.infinity, BLS12381.G2.infinity)
        for _ in 0..<20 {
            #expect(
                BLS12381.G1(bigEndianAt: p.encoded) == p && BLS12381.G2(bigEndianAt: q.encoded) == q,
                "seed \(seed)"
            )
            for (p, q) in [(p, q), (-p, -q)] {
                #expect(BLS12381.G1(compressedAt: p.compressed) == p, "seed \(seed)")
                #expect(BLS12381.G2(compressedAt: q.compressed) == q, "seed \(seed)")
            }
            // The sign is the only difference between the encodings of a point and its opposite.
            #expect(p.isInfinity || p.compressed[0] ^ (-p).compressed[0] == 0x20)
            #expect(q.isInfinity || q.compressed[0] ^ (-q).compressed[0] == 0x20)
            (p, q) = (.onCurve(&random), .onCurve(&random))
        }
    }

    @Test("The generators have the compressed encodings of the consensus specification's test data")
    func knownCompressions() {
        #expect(
            Hex.encodeUnprefixed(BLS12381.G1.generator.compressed)
                == "97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb"
        )
        #expect(
            Hex.encodeUnprefixed(BLS12381.G2.generator.compressed)
                == "93e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e"
                + "024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8"
        )
        #expect(BLS12381.G1.infinity.compressed == [0xc0] + [UInt8](repeating: 0, count: 47))
        #expect(BLS12381.G2.infinity.compressed == [0xc0] + [UInt8](repeating: 0, count: 95))
    }
}

@Suite("BLS12-381's multi-scalar multiplication")
struct BLS12381MultiScalarTests {
    /// Checks a sum of multiples of a generator against the generator's multiple by the sum of products.
    func check<Curve: EndomorphismCurve>(
        _ generator: AffinePoint<Curve>,
        count: Int,
        seed: UInt64,
        scalar: (inout SplitMix64, Int) -> UInt256
    ) {
        var random = SplitMix64(seed: seed)
        let r = BLS12381.order
        var points: [AffinePoint<Curve>] = []
        var scalars: [UInt256] = []
        var expected = UInt256.zero
        var multiple = AffinePoint<Curve>.infinity
        for index in 0..<count {
            // Multiples 0, 1, 2, ... of the generator, every fifth repeated and every seventh negated.
            if index % 5 != 4 { multiple = multiple + generator }
            var factor = UInt256(UInt64(index - index / 5))
            if index % 5 != 4 { factor = UInt256(UInt64(index - index / 5 + 1)) }
            let isNegated = index % 7 == 6
            points.append(isNegated ? -multiple : multiple)
            let k = scalar(&random, index)
            scalars.append(k)
            let product = factor.multipliedModulo(k, r)
            expected = expected.addingModulo(isNegated ? r &- product : product, r)
        }
        #expect(
            AffinePoint.multiScalarMultiplication(points: points, scalars: scalars)
                == generator.times(scalar: expected),
            "count \(count), seed \(seed)"
        )
    }

    static let counts = [0, 1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 128, 200, 300]

    @Test("Random scalars", arguments: counts)
    func randomScalars(count: Int) {
        let scalar = { (random: inout SplitMix64, _: Int) in UInt256(truncatingBigEndian: random.bytes(32)) }
        check(BLS12381.G1.generator, count: count, seed: UInt64(count), scalar: scalar)
        check(BLS12381.G2.generator, count: count, seed: UInt64(count), scalar: scalar)
    }

    @Test("Thousands of points")
    func thousandsOfPoints() {
        let scalar = { (random: inout SplitMix64, _: Int) in UInt256(truncatingBigEndian: random.bytes(32)) }
        check(BLS12381.G1.generator, count: 4096, seed: 1, scalar: scalar)
        check(BLS12381.G2.generator, count: 1500, seed: 2, scalar: scalar)
    }

    @Test("Zero, small, equal and greatest scalars among others", arguments: counts)
    func specialScalars(count: Int) {
        let special: [UInt256] = [0, 1, BLS12381.order, BLS12381.order &- 1, .max, 2, 0]
        for scalar in [
            { (_: inout SplitMix64, index: Int) in special[index % 7] },
            { (_: inout SplitMix64, _: Int) in 0 },
            { (_: inout SplitMix64, _: Int) in .max },
            { (_: inout SplitMix64, _: Int) in BLS12381.order },
            { (random: inout SplitMix64, index: Int) in UInt256(random.next() % 4) },
        ] {
            check(BLS12381.G1.generator, count: count, seed: UInt64(count), scalar: scalar)
            check(BLS12381.G2.generator, count: count, seed: UInt64(count), scalar: scalar)
        }
    }

    @Test("Equal points, and points that cancel, with equal scalars", arguments: [1, 2, 5, 16, 64, 100])
    func equalAndOppositePoints(count: Int) {
        let k: UInt256 = 0x1234_5678_9abc_def0
        func check<Curve: EndomorphismCurve>(_ p: AffinePoint<Curve>) {
            let scalars = [UInt256](repeating: k, count: count)
            let equal = AffinePoint.multiScalarMultiplication(
                points: Array(repeating: p, count: count),
                scalars: scalars
            )
            #expect(equal == p.times(scalar: k &* UInt256(UInt64(count))))
            let pairs = (0..<count).flatMap { _ in [p, -p] }
            #expect(AffinePoint.multiScalarMultiplication(points: pairs, scalars: scalars + scalars).isInfinity)
            let infinities = [AffinePoint<Curve>](repeating: .infinity, count: count)
            #expect(AffinePoint.multiScalarMultiplication(points: infinities, scalars: scalars).isInfinity)
            let mixed = AffinePoint.multiScalarMultiplication(points: infinities + [p], scalars: scalars + [k])
            #expect(mixed == p.times(scalar: k))
        }
        check(BLS12381.G1.generator)
        check(BLS12381.G2.generator)
    }

    @Test("No pairs give infinity")
    func noPairs() {
        #expect(BLSCall.g1MSM([]) == [UInt8](repeating: 0, count: 96))
        #expect(BLSCall.g2MSM([]) == [UInt8](repeating: 0, count: 192))
    }
}
