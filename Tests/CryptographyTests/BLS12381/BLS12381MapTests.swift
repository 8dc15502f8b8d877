import BigInt
import Cryptography
import Primitives
import TestSupport
import Testing

@Suite("BLS12-381's maps of field elements to its groups")
struct BLS12381MapTests {
    @Test("The map's point is on the isogenous curve, and its image is in the group", arguments: [1, 2] as [UInt64])
    func imagesAreInGroups(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<20 {
            check(BLS12381.G1Isogeny.self, BLS12381.Fp.random(&random), seed: seed)
            check(BLS12381.G2Isogeny.self, BLS12381.Fp2.random(&random), seed: seed)
            let p = BLS12381.G1(mapping: .random(&random))
            let q = BLS12381.G2(mapping: .random(&random))
            #expect(BLS12381.G1(x: p.x, y: p.y) == p && p.isInSubgroup, "seed \(seed)")
            #expect(BLS12381.G2(x: q.x, y: q.y) == q && q.isInSubgroup, "seed \(seed)")
        }
    }

    func check<Map: MapToCurve>(_: Map.Type, _ u: Map.Curve.Field, seed: UInt64) {
        let (x, y) = Map.isogenousPoint(of: u)
        #expect(y.squared == (x.squared + Map.a) * x + Map.b, "seed \(seed)")
        #expect(y.isOdd == u.isOdd || y.isZero, "seed \(seed)")
        let (_, opposite) = Map.isogenousPoint(of: -u)
        #expect(u.isZero || opposite == -y, "seed \(seed)")
    }

    @Test("The constants are what they are made of")
    func constants() {
        func check<Map: MapToCurve>(_: Map.Type) {
            #expect(Map.negatedBOverA * Map.a + Map.b == .zero)
            #expect(Map.exceptionalX * Map.z * Map.a == Map.b)
        }
        check(BLS12381.G1Isogeny.self)
        check(BLS12381.G2Isogeny.self)
    }

    @Test("Where the map's denominator is zero, the exceptional x is taken")
    func exceptionalCases() throws {
        // u = 0, and u = sqrt(-1 / Z) where that exists.
        #expect(BLS12381.G1Isogeny.isogenousPoint(of: .zero).x == BLS12381.G1Isogeny.exceptionalX)
        #expect(BLS12381.G2Isogeny.isogenousPoint(of: .zero).x == BLS12381.G2Isogeny.exceptionalX)
        let u = try #require((-BLS12381.G1Isogeny.z.inverse).squareRoot)
        #expect(BLS12381.G1Isogeny.isogenousPoint(of: u).x == BLS12381.G1Isogeny.exceptionalX)
        check(BLS12381.G1Isogeny.self, u, seed: 0)
        check(BLS12381.G2Isogeny.self, .zero, seed: 0)
        #expect((-BLS12381.G2Isogeny.z.inverse).squareRoot == nil)
    }

    @Test("The cofactors are cleared by the effective cofactors of RFC 9380")
    func effectiveCofactors() throws {
        // h_eff of 8.8.1 is 1 - x; that of 8.8.2 is 3 (z^2 - 1) times the twist's cofactor.
        let z = BLSNumbers.z
        var random = SplitMix64(seed: 9)
        for _ in 0..<3 {
            let (u, u2) = (BLS12381.Fp.random(&random), BLS12381.Fp2.random(&random))
            let p = BLS12381.G1Isogeny.image(of: u)
            #expect(BLS12381.G1(mapping: u) == p.times(z + 1))
            let q = BLS12381.G2Isogeny.image(of: u2)
            #expect(BLS12381.G2(mapping: u2) == q.times(BLSNumbers.g2Cofactor * 3 * (z * z - 1)))
        }
    }
}

extension MapToCurve {
    /// The isogeny's image of the map's point, with divisions.
    fileprivate static func image(of u: Curve.Field) -> AffinePoint<Curve> {
        let (x, y) = isogenousPoint(of: u)
        func value(_ polynomial: [Curve.Field]) -> Curve.Field {
            var (sum, power) = (Curve.Field.zero, Curve.Field.one)
            for coefficient in polynomial {
                sum = sum + coefficient * power
                power = power * x
            }
            return sum
        }
        return AffinePoint(
            x: value(isogeny.xNumerator) * value(isogeny.xDenominator).inverse,
            y: y * value(isogeny.yNumerator) * value(isogeny.yDenominator).inverse
        ) ?? .infinity
    }
}
