import Cryptography
import Primitives
import TestSupport
import Testing

@Suite("Batches of BN254's points")
struct BN254BatchTests {
    typealias Fr = BN254.Fr

    /// Scalars of all sorts: random, small, near r, and equal ones.
    static func scalars(_ count: Int, _ random: inout SplitMix64) -> [UInt256] {
        (0..<count).map { index in
            switch index % 5 {
            case 0: UInt256(random.next() & 1)
            case 1: Fr.modulus &- UInt256(random.next() & 0xff) &- 1
            case 2: Fr(12345).value
            default: Fr.random(&random).value
            }
        }
    }

    /// k P by doubling and adding.
    static func multiple<Curve>(_ k: UInt256, _ p: AffinePoint<Curve>) -> AffinePoint<Curve> {
        var sum = AffinePoint<Curve>.infinity
        for bit in stride(from: k.bitWidthUsed - 1, through: 0, by: -1) {
            sum = sum + sum
            if (k >> bit).l0 & 1 == 1 { sum = sum + p }
        }
        return sum
    }

    @Test("The generator of G2 is in the subgroup, and its bytes are EIP-197's")
    func generator() {
        let generator = BN254.G2.generator
        #expect(BN254.G2(x: generator.x, y: generator.y) == generator)
        #expect(BN254.PreparedG2(generator) != nil)
        #expect(Self.multiple(Fr.modulus, generator).isInfinity)
        var bytes = [UInt8](repeating: 0, count: 128)
        generator.storeBigEndian(to: &bytes)
        #expect(BN254.G2(bigEndianAt: bytes) == generator)
        #expect(
            UInt256(truncatingBigEndian: bytes.prefix(32))
                == UInt256(
                    decimal: "11559732032986387107991004021392285783925812861821192530917403151452391805634"
                )
        )
    }

    @Test("Products of one point are those by doubling and adding", arguments: [0, 1, 2, 40])
    func fixedBase(count: Int) {
        var random = SplitMix64(seed: UInt64(count))
        let scalars = Self.scalars(count, &random)
        let base = Self.multiple(Fr.random(&random).value, BN254.G1.generator)
        #expect(BN254G1Multiples(of: base).products(scalars[...]) == scalars.map { Self.multiple($0, base) })
        let base2 = Self.multiple(Fr.random(&random).value, BN254.G2.generator)
        #expect(BN254G2Multiples(of: base2).products(scalars[...]) == scalars.map { Self.multiple($0, base2) })
        #expect(BN254G1Multiples(of: .infinity).products([5]) == [.infinity])
    }

    @Test("Sums by buckets are sums of products, for any width of digits", arguments: Array(2...15))
    func buckets(width: Int) {
        var random = SplitMix64(seed: UInt64(width))
        for count in [1, 2, 33, 200] {
            let scalars = Self.scalars(count, &random)
            // Equal, opposite and infinite points among them.
            var points = BN254G1Multiples(of: .generator).products(Self.scalars(count, &random)[...])
            points[0] = .infinity
            if count > 2 { points[2] = -points[1] }
            let expected = zip(points, scalars).reduce(BN254.G1.infinity) { $0 + Self.multiple($1.1, $1.0) }
            let digits = BucketDigits(scalars, width: width)
            #expect(digits.width == width)
            let sums = (0..<digits.windowCount).map { BN254.G1.windowSum(points, digits, window: $0) }
            #expect(BN254.G1.sum(ofWindows: sums, width: width) == expected, "\(count)")
        }
    }

    @Test("Sums by buckets in G2", arguments: [1, 7, 50])
    func bucketsInG2(count: Int) {
        var random = SplitMix64(seed: UInt64(count))
        let scalars = Self.scalars(count, &random)
        let points = BN254G2Multiples(of: .generator).products(Self.scalars(count, &random)[...])
        let expected = zip(points, scalars).reduce(BN254.G2.infinity) { $0 + Self.multiple($1.1, $1.0) }
        let digits = BucketDigits(scalars)
        let sums = (0..<digits.windowCount).map { BN254.G2.windowSum(points, digits, window: $0) }
        #expect(BN254.G2.sum(ofWindows: sums, width: digits.width) == expected)
    }

    @Test("The empty sum is infinity")
    func emptySum() {
        let digits = BucketDigits([])
        let sums = (0..<digits.windowCount).map { BN254.G1.windowSum([], digits, window: $0) }
        #expect(BN254.G1.sum(ofWindows: sums, width: digits.width).isInfinity)
    }
}
