import BigInt
import Cryptography
import Foundation
import Primitives
import TestSupport
import Testing

@Suite("BN254 refuses what is no point")
struct BN254RejectionTests {
    static let generator = UInt256(1).bigEndianBytes + UInt256(2).bigEndianBytes
    static let infinity = [UInt8](repeating: 0, count: 64)
    static let one = UInt256.one.bigEndianBytes

    /// Encodings that are no point of G1, each for its own reason.
    static let badG1: [(String, [UInt8])] = [
        ("off the curve", UInt256(1).bigEndianBytes + UInt256(1).bigEndianBytes),
        ("x = 0 alone", UInt256(0).bigEndianBytes + UInt256(2).bigEndianBytes),
        ("y = 0 alone", UInt256(1).bigEndianBytes + UInt256(0).bigEndianBytes),
        ("x = 1 + p", (BN254.Fp.modulus &+ 1).bigEndianBytes + UInt256(2).bigEndianBytes),
        ("y = 2 + p", UInt256(1).bigEndianBytes + (BN254.Fp.modulus &+ 2).bigEndianBytes),
        ("infinity as (p, p)", BN254.Fp.modulus.bigEndianBytes + BN254.Fp.modulus.bigEndianBytes),
        ("infinity as (p, 0)", BN254.Fp.modulus.bigEndianBytes + UInt256(0).bigEndianBytes),
        ("infinity as (0, p)", UInt256(0).bigEndianBytes + BN254.Fp.modulus.bigEndianBytes),
        ("all ones", [UInt8](repeating: 0xff, count: 64)),
    ]

    @Test("Addition refuses a bad point on either side", arguments: badG1)
    func additionRefuses(reason: String, point: [UInt8]) {
        #expect(Call.add(point, Self.generator) == nil)
        #expect(Call.add(Self.generator, point) == nil)
        #expect(Call.add(point, Self.infinity) == nil)
    }

    @Test("Multiplication refuses a bad point, even by zero", arguments: badG1)
    func multiplicationRefuses(reason: String, point: [UInt8]) {
        #expect(Call.multiply(point, Self.one) == nil)
        #expect(Call.multiply(point, UInt256.zero.bigEndianBytes) == nil)
    }

    @Test("Pairing refuses a bad point of G1, even beside infinity and after good pairs", arguments: badG1)
    func pairingRefusesG1(reason: String, point: [UInt8]) throws {
        let g2 = try #require(TwistPoint.generator).encoded
        #expect(Call.pairing(point + g2) == nil)
        #expect(Call.pairing(point + TwistPoint.encodedInfinity) == nil)
        #expect(Call.pairing(Self.infinity + g2 + point + g2) == nil)
    }

    /// Points of the twist outside the subgroup, made with separate Python arithmetic: the twist's order is r times
    /// 10069 * 5864401 * 1875725156269 * a large number.
    static let outsideSubgroup: [(String, String)] = [
        (
            "a random point",
            "23445bb31738f7d93d9c172411e20b8f6b0d549b6f03675a1600a35a099950d8"
                + "0dbd9d7381e74ef5e8e25d940ed904759531985d5d9dc9f81818e811892f902b"
                + "2b1b84bfc21e1beb24c243d78e7708c13fe099648e4d401260947b0f23311ae8"
                + "089640eb115c71746298ca6700be9c43b81165b9020638372942fd8b929a1fbf"
        ),
        (
            "order 10069, the smallest",
            "280706bbd91410116e843eccaa28f3672ae5608e619b730ccee3b36b8723f007"
                + "0a2e9ea179ffeed1a2bd13a003cc2f231909da6881d637e079a4b64b87312c8f"
                + "170f1d8ab4dafd62dab3930e10e119228c01c9a83d0832ea95cbc131d87393e3"
                + "1f52247b2f6d8d3fd089e664a55bec7277be598888c97894253f9f27d45e32e8"
        ),
        (
            "order 5864401",
            "24e0596e61d143327b505448a9435d93d1e2c7d3c7f42022b96b52a5f161f82a"
                + "0202f848a8b4de590a361f22ffa58331ec7db38bca280c90658fe259ff2d1cea"
                + "1bdb66b4e6eb807ca2f077d14d6ec8631b72597ec7d50e0297473a87aa02cff3"
                + "0d9cf1803f57d77f1f667ca73461c8e6936018b2c2f2079ffc5be88f9d2d5de1"
        ),
        (
            "order 1875725156269",
            "247ee263ac3ea34623129381065166e3d15530fb6119623206a8645a53901a57"
                + "18cf64d6caffe97e236d9d262014001be323b125eab75113438bf07c0e3499dc"
                + "2a87fd5a082d0421c131f799aa0af83c1d392cb0de2df916c6e787c94e73f8c6"
                + "27ef2e7547897960d22b810303dda093081f3092e95d3bb4ca5feb27cbe90484"
        ),
        (
            "a point of the subgroup plus one of order 10069",
            "04d9b24c1a8272d4912f120b141d32323d7322dae40ef81a1d20fd2e02202e71"
                + "0cd0822b3aa20bb3fd247a2871d4ca7e7f40e4dc17569e7502a357d257f0d78b"
                + "123cc27d7e6132f6560ffee7b8b99727ec1391a67a77c452f4bbec6e5dee7f9f"
                + "05833d69d7444f14ca003d2f5e29ff5946595b0b3a0f59645463fc86245920c0"
        ),
        (
            "r times a random point",
            "2034559ee32153ae1e0d089653856cdd686fde72c26b2376576ef82d87ee4259"
                + "2c605b15b14e475defe96e8d8601d299b721a98f870652e4670189c97364202b"
                + "1646546f4ebc88c4757e5662c3c31a9c6746b3ef1fbaf9452f484ba5b732158e"
                + "0d6c83699e03d112acaa713edc91e1c8814832cec4d632b1597c62bfd82d7384"
        ),
    ]

    @Test("Pairing refuses a point of the twist outside the subgroup", arguments: outsideSubgroup)
    func pairingRefusesOutsideSubgroup(reason: String, point: String) throws {
        let point = try #require(Hex.decode(point))
        // The vector is on the twist, else it would test something else.
        let coordinates = try (0..<4).map { index in
            try #require(BN254.Fp(UInt256(truncatingBigEndian: point[32 * index..<32 * index + 32])))
        }
        let x = BN254.Fp2(coordinates[1], coordinates[0])
        let y = BN254.Fp2(coordinates[3], coordinates[2])
        let decoded = try #require(BN254.G2(x: x, y: y))
        #expect(BN254.PreparedG2(decoded) == nil)

        #expect(Call.pairing(Self.generator + point) == nil)
        #expect(Call.pairing(Self.infinity + point) == nil)
    }

    @Test("The norm on which the subgroup check stands has only r in common with the twist's order")
    func normOfSubgroupCheck() {
        let u = BigInt(4_965_661_367_192_848_881)
        let r = 36 * u.power(4) + 36 * u.power(3) + 18 * u.power(2) + 6 * u + 1
        let p = r + 6 * u.power(2)
        let t = 6 * u.power(2) + 1
        // X, X^2 and X^3 as c + d X modulo X^2 - t X + p.
        func timesX(_ a: (c: BigInt, d: BigInt)) -> (c: BigInt, d: BigInt) { (-p * a.d, a.c + t * a.d) }
        let x: (c: BigInt, d: BigInt) = (0, 1)
        let xx = timesX(x)
        let xxx = timesX(xx)
        let (c, d) = (6 * u + 2 - xx.c + xxx.c, 1 - xx.d + xxx.d)
        let norm = c * c + t * c * d + p * d * d
        #expect(norm.greatestCommonDivisor(with: r * (2 * p - r)) == r)
        #expect((2 * p - r) % r != 0)
        #expect(BigInt(BigUInt(Data(BN254.order.bigEndianBytes))) == r)
        #expect(BigInt(BigUInt(Data(BN254.Fp.modulus.bigEndianBytes))) == p)
    }

    @Test("Pairing refuses a bad encoding of G2")
    func pairingRefusesG2() throws {
        let generator = try #require(TwistPoint.generator).encoded
        #expect(Call.pairing(Self.generator + generator) == false)

        for coordinate in 0..<4 {
            let range = 32 * coordinate..<32 * coordinate + 32
            // The same residue, but not below p.
            var aboveModulus = generator
            let value = UInt256(truncatingBigEndian: generator[range])
            aboveModulus.replaceSubrange(range, with: (value &+ BN254.Fp.modulus).bigEndianBytes)
            #expect(Call.pairing(Self.generator + aboveModulus) == nil, "coordinate \(coordinate)")

            var offTwist = generator
            offTwist[range.upperBound - 1] ^= 1
            #expect(Call.pairing(Self.generator + offTwist) == nil, "coordinate \(coordinate)")

            var infinityAsModulus = TwistPoint.encodedInfinity
            infinityAsModulus.replaceSubrange(range, with: BN254.Fp.modulus.bigEndianBytes)
            #expect(Call.pairing(Self.generator + infinityAsModulus) == nil, "coordinate \(coordinate)")

            var partOfInfinity = generator
            partOfInfinity.replaceSubrange(range, with: UInt256.zero.bigEndianBytes)
            #expect(Call.pairing(Self.generator + partOfInfinity) == nil, "coordinate \(coordinate)")
        }
        // The real part first, which is not EIP-197's order.
        let swapped = [1, 0, 3, 2].flatMap { generator[32 * $0..<32 * $0 + 32] }
        #expect(Call.pairing(Self.generator + swapped) == nil)
    }
}
