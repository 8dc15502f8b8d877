import Accelerators
import BigInt
import Cryptography
import Foundation
import Primitives
import TestSupport
import Testing

@Suite("BLS12-381 refuses what is no point of its groups")
struct BLS12381RejectionTests {
    static let g1 = BLS12381.G1.generator
    static let g2 = BLS12381.G2.generator
    static let modulus = [UInt8](BLS12381.Fp.modulus.serialize())
    static let one = UInt256.one.bigEndianBytes

    /// Replacements of one coordinate that make a good encoding bad, infinity's included.
    static func badEncodings(of good: [UInt8]) throws -> [(reason: String, bytes: [UInt8])] {
        var bad: [(String, [UInt8])] = [("all ones", [UInt8](repeating: 0xff, count: good.count))]
        for start in stride(from: 0, to: good.count, by: 48) {
            let range = start..<start + 48
            func replacing(_ bytes: [UInt8], _ coordinate: [UInt8]) -> [UInt8] {
                var bytes = bytes
                bytes.replaceSubrange(range, with: coordinate)
                return bytes
            }
            let sum = [UInt8]((BigUInt(Data(good[range])) + BLS12381.Fp.modulus).serialize())
            bad.append(("coordinate at \(start) plus p", replacing(good, sum)))
            bad.append(("coordinate at \(start) zero", replacing(good, [UInt8](repeating: 0, count: 48))))
            bad.append(("infinity with p at \(start)", replacing([UInt8](repeating: 0, count: good.count), modulus)))
            var off = good
            off[range.upperBound - 1] ^= 1
            bad.append(("coordinate at \(start) off the curve", off))
        }
        return bad
    }

    @Test("Every call refuses a bad encoding of a point of E(Fp), even beside infinity and with the scalar zero")
    func badG1() throws {
        let (good, infinity) = (Self.g1.encoded, BLS12381.G1.infinity.encoded)
        let zero = UInt256.zero.bigEndianBytes
        for (reason, bad) in try Self.badEncodings(of: good) {
            #expect(BLS12381.G1(bigEndianAt: bad) == nil, "\(reason)")
            #expect(BLSCall.g1Add(bad, good) == nil && BLSCall.g1Add(good, bad) == nil, "\(reason)")
            #expect(BLSCall.g1Add(bad, infinity) == nil, "\(reason)")
            #expect(BLSCall.g1MSM(bad + Self.one) == nil && BLSCall.g1MSM(bad + zero) == nil, "\(reason)")
            #expect(BLSCall.g1MSM(good + Self.one + bad + zero) == nil, "\(reason)")
            #expect(BLSCall.pairing(bad + Self.g2.encoded) == nil, "\(reason)")
            #expect(
                BLSCall.pairing(infinity + Self.g2.encoded + bad + BLS12381.G2.infinity.encoded) == nil,
                "\(reason)"
            )
        }
    }

    @Test("Every call refuses a bad encoding of a point of E'(Fp2), even beside infinity and with the scalar zero")
    func badG2() throws {
        let (good, infinity) = (Self.g2.encoded, BLS12381.G2.infinity.encoded)
        let zero = UInt256.zero.bigEndianBytes
        // The factor of i first, which is not EIP-2537's order.
        let swapped = [1, 0, 3, 2].flatMap { good[48 * $0..<48 * $0 + 48] }
        for (reason, bad) in try Self.badEncodings(of: good) + [("swapped", swapped)] {
            #expect(BLS12381.G2(bigEndianAt: bad) == nil, "\(reason)")
            #expect(BLSCall.g2Add(bad, good) == nil && BLSCall.g2Add(good, bad) == nil, "\(reason)")
            #expect(BLSCall.g2Add(bad, infinity) == nil, "\(reason)")
            #expect(BLSCall.g2MSM(bad + Self.one) == nil && BLSCall.g2MSM(bad + zero) == nil, "\(reason)")
            #expect(BLSCall.g2MSM(good + Self.one + bad + zero) == nil, "\(reason)")
            #expect(BLSCall.pairing(Self.g1.encoded + bad) == nil, "\(reason)")
            #expect(BLSCall.pairing(BLS12381.G1.infinity.encoded + bad) == nil, "\(reason)")
        }
    }

    @Test("The maps refuse coordinates that are not below p")
    func badElements() {
        let zero = [UInt8](repeating: 0, count: 48)
        for bad in [Self.modulus, [UInt8](repeating: 0xff, count: 48)] {
            #expect(BLSCall.mapToG1(bad) == nil)
            #expect(BLSCall.mapToG2(bad + zero) == nil && BLSCall.mapToG2(zero + bad) == nil)
        }
    }

    @Test("Counts without bytes, or beyond what an address can reach, fail")
    func badCounts() {
        var output = [UInt8](repeating: 0, count: 192)
        var verified = false
        for count in [1, -1, .min] {
            #expect(zkvm_bls12_g1_msm(nil, count, &output) == ZKVM_EFAIL)
            #expect(zkvm_bls12_g2_msm(nil, count, &output) == ZKVM_EFAIL)
            #expect(zkvm_bls12_pairing(nil, count, &verified) == ZKVM_EFAIL)
        }
    }

    /// Points outside the subgroup: of each small prime order, of the full curve, and each plus a point of the
    /// subgroup.
    static func outside<Curve>(
        _ generator: AffinePoint<Curve>,
        cofactor: BigUInt,
        primes: [BigUInt],
        sample: () -> AffinePoint<Curve>
    ) -> [(reason: String, point: AffinePoint<Curve>)] {
        var outside: [(String, AffinePoint<Curve>)] = []
        for prime in primes {
            var point = AffinePoint<Curve>.infinity
            while point.isInfinity {
                point = sample().times(BLSNumbers.r * cofactor / prime)
                // A second factor of the prime may hide the first.
                if point.isInfinity { point = sample().times(BLSNumbers.r * cofactor / prime / prime) }
            }
            #expect(point.times(prime).isInfinity, "the order is not \(prime)")
            outside.append(("order \(prime)", point))
        }
        outside.append(("the cofactor's order", sample().times(BLSNumbers.r)))
        outside.append(("any order", sample()))
        outside += outside.map { ("\($0.0), plus the subgroup", $0.1 + generator.times(77)) }
        return outside
    }

    @Test("Points of E(Fp) outside the subgroup can be added and nothing else")
    func outsideG1() throws {
        var random = SplitMix64(seed: 21)
        let points = Self.outside(
            Self.g1,
            cofactor: BLSNumbers.g1Cofactor,
            primes: BLSNumbers.g1CofactorPrimes,
            sample: { .onCurve(&random) }
        )
        for (reason, point) in points {
            #expect(!point.isInSubgroup && !point.times(BLSNumbers.r).isInfinity, "\(reason)")
            #expect(BLSCall.g1Add(point.encoded, Self.g1.encoded) == (point + Self.g1).encoded, "\(reason)")
            #expect(BLSCall.g1MSM(point.encoded + Self.one) == nil, "\(reason)")
            #expect(BLSCall.g1MSM(point.encoded + UInt256.zero.bigEndianBytes) == nil, "\(reason)")
            #expect(BLSCall.pairing(point.encoded + Self.g2.encoded) == nil, "\(reason)")
            #expect(BLSCall.pairing(point.encoded + BLS12381.G2.infinity.encoded) == nil, "\(reason)")
            // Times the cofactor, it is in the subgroup.
            #expect(point.times(BLSNumbers.g1Cofactor).isInSubgroup, "\(reason)")
        }
    }

    @Test("Points of E'(Fp2) outside the subgroup can be added and nothing else")
    func outsideG2() throws {
        var random = SplitMix64(seed: 22)
        let points = Self.outside(
            Self.g2,
            cofactor: BLSNumbers.g2Cofactor,
            primes: BLSNumbers.g2CofactorPrimes,
            sample: { .onCurve(&random) }
        )
        for (reason, point) in points {
            #expect(!point.isInSubgroup && !point.times(BLSNumbers.r).isInfinity, "\(reason)")
            #expect(BLS12381.PreparedG2(point) == nil, "\(reason)")
            #expect(BLSCall.g2Add(point.encoded, Self.g2.encoded) == (point + Self.g2).encoded, "\(reason)")
            #expect(BLSCall.g2MSM(point.encoded + Self.one) == nil, "\(reason)")
            #expect(BLSCall.g2MSM(point.encoded + UInt256.zero.bigEndianBytes) == nil, "\(reason)")
            #expect(BLSCall.pairing(Self.g1.encoded + point.encoded) == nil, "\(reason)")
            #expect(BLSCall.pairing(BLS12381.G1.infinity.encoded + point.encoded) == nil, "\(reason)")
            #expect(point.times(BLSNumbers.g2Cofactor).isInSubgroup, "\(reason)")
        }
    }

    @Test("The numbers on which the subgroup checks stand")
    func cofactors() {
        // A point that passes G2's check has an order that divides p - x and the twist's order.
        #expect(BLSNumbers.g1Cofactor.greatestCommonDivisor(with: BLSNumbers.g2Cofactor) == 1)
        #expect(BLS12381.Fp.modulus + BLSNumbers.z == BLSNumbers.g1Cofactor * BLSNumbers.r)
        #expect(BLSNumbers.g1CofactorPrimes.allSatisfy { BLSNumbers.g1Cofactor % $0 == 0 })
        #expect(BLSNumbers.g2CofactorPrimes.allSatisfy { BLSNumbers.g2Cofactor % $0 == 0 })
    }

    @Test("Infinity and multiples of the generators are in the subgroups")
    func insideSubgroups() {
        #expect(BLS12381.G1.infinity.isInSubgroup && BLS12381.G2.infinity.isInSubgroup)
        for k in [1, 2, 3, 0xd201_0000_0001_0000] as [BigUInt] {
            #expect(Self.g1.times(k).isInSubgroup && Self.g2.times(k).isInSubgroup)
        }
    }

    @Test("Decompression refuses wrong flags, coordinates that are not below p, and x on no point")
    func badCompressions() throws {
        var random = SplitMix64(seed: 23)
        for _ in 0..<4 {
            let (p, q) = (BLS12381.G1.onCurve(&random).compressed, BLS12381.G2.onCurve(&random).compressed)
            // Without the compression flag, and with the infinity flag.
            #expect(BLS12381.G1(compressedAt: [p[0] & 0x7f] + p[1...]) == nil)
            #expect(BLS12381.G2(compressedAt: [q[0] & 0x7f] + q[1...]) == nil)
            #expect(BLS12381.G1(compressedAt: [p[0] | 0x40] + p[1...]) == nil)
            #expect(BLS12381.G2(compressedAt: [q[0] | 0x40] + q[1...]) == nil)
        }
        for count in [48, 96] {
            let zeros = [UInt8](repeating: 0, count: count - 1)
            var bad: [[UInt8]] = [0x00, 0x20, 0x40, 0x60, 0xe0, 0xc1].map { [$0] + zeros }
            for index in zeros.indices {
                var tail = zeros
                tail[index] = 1
                bad.append([0xc0] + tail)
            }
            for encoding in bad {
                if count == 48 {
                    #expect(BLS12381.G1(compressedAt: encoding) == nil, "\(encoding)")
                } else {
                    #expect(BLS12381.G2(compressedAt: encoding) == nil, "\(encoding)")
                }
            }
        }
        // x = p, and x = 3 + p below 2^381, where 3 would be no x either way; -1 and 0 in the other coordinate.
        let zero = [UInt8](repeating: 0, count: 48)
        let three = [UInt8]((BLS12381.Fp.modulus + 3).serialize())
        for element in [Self.modulus, three, [UInt8](repeating: 0xff, count: 48)] {
            let flagged = [element[0] | 0x80] + element[1...]
            #expect(BLS12381.G1(compressedAt: [flagged[0] & 0x9f] + flagged[1...]) == nil)
            #expect(BLS12381.G2(compressedAt: [flagged[0] & 0x9f] + flagged[1...] + zero) == nil)
            #expect(BLS12381.G2(compressedAt: [0x80] + zero[1...] + element) == nil)
        }
        // x on no point: found by trial, so that the count of both kinds is not trivial.
        var (refused, accepted) = (0, 0)
        for _ in 0..<40 {
            let x = BLS12381.Fp.random(&random)
            let bytes = x.bytes
            let isOnCurve = (x.squared * x + BLS12381.G1Curve.b).raised(to: (BLS12381.Fp.modulus - 1) / 2) == .one
            let point = BLS12381.G1(compressedAt: [bytes[0] | 0x80] + bytes[1...])
            #expect((point != nil) == isOnCurve)
            if isOnCurve { accepted += 1 } else { refused += 1 }
            let bytes1 = BLS12381.Fp.random(&random).bytes
            let x2 = BLS12381.Fp2(x, try #require(BLS12381.Fp(bigEndianAt: bytes1)))
            let isOnTwist =
                (x2.squared * x2 + BLS12381.G2Curve.b).raised(to: (BLS12381.Fp.modulus.power(2) - 1) / 2) == .one
            let twistPoint = BLS12381.G2(compressedAt: [bytes1[0] | 0x80] + bytes1[1...] + bytes)
            #expect((twistPoint != nil) == isOnTwist)
        }
        #expect(refused > 5 && accepted > 5)
    }
}
