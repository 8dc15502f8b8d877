import Cryptography
import Primitives
import TestSupport
import Testing

@Suite("KZG batches of points")
struct PointSumTests {
    typealias G1 = BLS12381.G1
    typealias Fr = BLS12381.Fr

    /// Multiples of the generator by small numbers, so that equal, opposite and infinite points meet, and by random
    /// ones.
    static func points(_ count: Int, _ generator: inout SplitMix64) -> [G1] {
        (0..<count).map { _ in
            let choice = generator.next() % 4
            let factor = choice == 0 ? Fr.random(&generator) : Fr(generator.next() % 5)
            let point = G1.generator.multiplied(by: factor.value)
            return choice == 1 ? -point : point
        }
    }

    /// Scalars whose halves or parts are zero or largest among random ones.
    static func scalars(_ count: Int, _ generator: inout SplitMix64) -> [Fr] {
        let square = UInt256(l0: 0x0000_0001_0000_0000, l1: 0xac45_a401_0001_a402, l2: 0, l3: 0)
        let edges = [
            UInt256(0), 1, 2, 16, 17, square, square &- 1, square &+ 1, Fr.modulus &- 1, Fr.modulus &- square,
            UInt256(l0: 0xffff_ffff, l1: 0, l2: 0, l3: 0), UInt256(l0: 0, l1: 0xffff_ffff_0000_0000, l2: 0, l3: 0),
            UInt256(l0: .max, l1: .max, l2: 0, l3: 0),
        ]
        return (0..<count).map { _ in
            generator.next() & 1 == 0
                ? Fr.random(&generator) : Fr(reducing: edges[Int(generator.next() % UInt64(edges.count))])
        }
    }

    @Test("Products made together are those made one by one", arguments: [0, 1, 2, 127, 128, 129, 300])
    func multiplication(count: Int) {
        var generator = SplitMix64(seed: UInt64(count))
        let points = Self.points(count, &generator)
        let scalars = Self.scalars(count, &generator)
        let products = G1.multiplyAll(points, by: scalars)
        #expect(products == zip(points, scalars).map { $0.isInfinity ? .infinity : $0.multiplied(by: $1.value) })
    }

    @Test("Sums of fixed points are those of their products", arguments: [(1, 1), (3, 7), (17, 64), (33, 2)])
    func fixedPoints(sumCount: Int, pointCount: Int) {
        var generator = SplitMix64(seed: UInt64(sumCount))
        let points = (0..<sumCount).map { _ in Self.points(pointCount, &generator) }
        let sums = FixedPointSums(points)
        for _ in 0..<2 {
            let scalars = (0..<sumCount).map { _ in Self.scalars(pointCount, &generator) }
            let expected = zip(points, scalars).map { points, scalars in
                zip(points, scalars).reduce(G1.infinity) { $1.0.isInfinity ? $0 : $0 + $1.0.multiplied(by: $1.1.value) }
            }
            #expect(sums.sums(scalars) == expected)
        }
    }

    @Test("Many equal points and their opposites cancel")
    func cancellation() {
        let points = (0..<64).map { $0 % 2 == 0 ? G1.generator : -G1.generator }
        let scalars = [Fr](repeating: Fr(0x0123_4567_89ab_cdef), count: 64)
        #expect(FixedPointSums([points]).sums([scalars]) == [.infinity])
        #expect(
            FixedPointSums([[G1]](repeating: [.infinity], count: 2)).sums([[.one], [.one]]) == [.infinity, .infinity]
        )
        #expect(FixedPointSums([]).sums([]).isEmpty)
    }
}
