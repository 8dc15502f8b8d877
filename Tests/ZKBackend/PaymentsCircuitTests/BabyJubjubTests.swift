import Cryptography
import PaymentsCircuit
import Primitives
import TestSupport
import Testing

@Suite("Baby Jubjub")
struct BabyJubjubTests {
    typealias Point = BabyJubjub.Point

    /// A point from decimal coordinates.
    static func point(_ x: String, _ y: String) throws -> Point {
        Point(
            x: BN254.Fr(reducing: try #require(UInt256(decimal: x))),
            y: BN254.Fr(reducing: try #require(UInt256(decimal: y)))
        )
    }

    /// The generator of the whole group (ERC-2494).
    private func generator() throws -> Point {
        try Self.point(
            "995203441582195749578291179787384436505546430278305826713579947235728471134",
            "5472060717959818805561601436314318772137091100104008585924551046643952123905"
        )
    }

    @Test("Base point, order and cofactor are those of ERC-2494")
    func parameters() throws {
        let base = try Self.point(
            "5299619240641551281634865583518297030282874472190772894086521144482721001553",
            "16950150798460657717958625567821834550301663161624707787222815936182638968203"
        )
        #expect(BabyJubjub.base == base)
        let order = "2736030358979909402780800718157159386076813972158567259200215660948447373041"
        #expect(BabyJubjub.order == UInt256(decimal: order))
        let generator = try generator()
        #expect(generator.isOnCurve && base.isOnCurve && Point.identity.isOnCurve)
        #expect(generator.multiplied(by: 8) == base)
        #expect(base.multiplied(by: BabyJubjub.order) == .identity)
        // The generator has order 8 l and not less, as far as l and its factor 4 can tell.
        #expect(generator.multiplied(by: BabyJubjub.order) != .identity)
        #expect(generator.multiplied(by: BabyJubjub.order).multiplied(by: 4) != .identity)
        #expect(generator.multiplied(by: BabyJubjub.order).multiplied(by: 8) == .identity)
    }

    @Test("The law is that of a group, exceptions included")
    func groupLaw() throws {
        var random = SplitMix64(seed: 0x6261_6279)
        let generator = try generator()
        // Points of order 2 and 4, for which incomplete laws fail.
        let small = generator.multiplied(by: BabyJubjub.order)
        var points = [Point.identity, generator, small, small.multiplied(by: 2), small.multiplied(by: 4)]
        for _ in 0..<4 { points.append(generator.multiplied(by: UInt256(truncatingBigEndian: random.bytes(32)))) }
        for p in points {
            #expect(p + .identity == p)
            #expect(p + -p == .identity)
            #expect(p + p == p.multiplied(by: 2))
            for q in points {
                #expect((p + q).isOnCurve)
                #expect(p + q == q + p)
                for r in points { #expect((p + q) + r == p + (q + r)) }
            }
        }
    }

    @Test("Multiples are sums")
    func multiples() throws {
        let generator = try generator()
        var sum = Point.identity
        for scalar in UInt64(0)..<40 {
            #expect(generator.multiplied(by: UInt256(scalar)) == sum)
            sum = sum + generator
        }
    }

    @Test("A pair of coordinates beside the curve is told")
    func offCurve() {
        var point = BabyJubjub.base
        point.x += .one
        #expect(!point.isOnCurve)
    }
}
