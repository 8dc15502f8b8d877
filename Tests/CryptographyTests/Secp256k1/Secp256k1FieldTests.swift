import BigInt
import Cryptography
import Primitives
import TestSupport
import Testing

@Suite("secp256k1's base field")
struct Secp256k1FieldTests {
    typealias Fp = Secp256k1.Fp

    static let p = (BigUInt(1) << 256) - (BigUInt(1) << 32) - 977

    /// Elements where carries and reductions are at their limits, and random ones.
    private func samples(seed: UInt64, count: Int) throws -> [BigUInt] {
        var random = SplitMix64(seed: seed)
        let one = BigUInt(1)
        var values: [BigUInt] = [0, one, 2, 977]
        for shift in [32, 64, 128, 192, 255] {
            values += [one << shift, (one << shift) - one, Self.p - (one << shift)]
        }
        values += [Self.p - 1, Self.p - 2, Self.p - 977, Self.p >> 1, (Self.p >> 1) + 1]
        // All limbs but one full.
        let fullLimb = (BigUInt(1) << 64) - 1
        for limb in 0..<4 {
            let missing: BigUInt = (fullLimb << (64 * limb)) % Self.p
            values.append(Self.p - 1 - missing)
        }
        for _ in 0..<count { values.append(BigUInt(words(random.bytes(32))) % Self.p) }
        return values
    }

    private func words(_ bytes: [UInt8]) -> BigUInt { bytes.reduce(0) { $0 << 8 | BigUInt($1) } }

    private func element(_ value: BigUInt) throws -> Fp {
        let digits = String(value, radix: 16)
        let integer = try #require(UInt256(hexDigits: Array(digits.utf8)[...]))
        return try #require(Fp(exactly: integer))
    }

    private func value(_ element: Fp) -> BigUInt { words(element.integer.bigEndianBytes) }

    @Test("Sum, difference, product, square and their kin are those of integers modulo p")
    func arithmetic() throws {
        let values = try samples(seed: 1, count: 40)
        for a in values {
            let x = try element(a)
            #expect(value(x.squared) == a * a % Self.p)
            #expect(value(-x) == (Self.p - a) % Self.p)
            #expect(value(x.doubled) == 2 * a % Self.p)
            #expect(value(x.tripled) == 3 * a % Self.p)
            for b in values {
                let y = try element(b)
                #expect(value(x + y) == (a + b) % Self.p)
                #expect(value(x - y) == (a + Self.p - b) % Self.p)
                #expect(value(x * y) == a * b % Self.p)
            }
        }
    }

    @Test("Inverses give one, and zero has the inverse zero")
    func inverses() throws {
        for a in try samples(seed: 2, count: 200) {
            let x = try element(a)
            #expect(x * x.inverse == (a == 0 ? .zero : .one))
        }
    }

    @Test("Square roots are found exactly for squares")
    func squareRoots() throws {
        for a in try samples(seed: 3, count: 60) {
            let x = try element(a)
            let root = try #require(x.squared.squareRoot)
            #expect(root == x || root == -x)
            // -1 is no square, since p = 3 modulo 4.
            #expect(a == 0 || (-x.squared).squareRoot == nil)
        }
    }

    @Test("Integers from p on are no elements")
    func range() {
        let p = UInt256(l0: 0xffff_fffe_ffff_fc2f, l1: .max, l2: .max, l3: .max)
        #expect(Fp(exactly: p &- .one) != nil)
        #expect(Fp(exactly: p) == nil)
        #expect(Fp(exactly: .max) == nil)
    }

    @Test("A scalar's two halves are short and stand for it")
    func splitting() throws {
        let order = Secp256k1.order
        let lambda = UInt256(
            l0: 0xdf02_967c_1b23_bd72,
            l1: 0x122e_22ea_2081_6678,
            l2: 0xa526_1c02_8812_645a,
            l3: 0x5363_ad4c_c05c_30e0
        )
        var random = SplitMix64(seed: 4)
        var scalars = [.zero, .one, order &- .one, order, .max, order >> 1, lambda, order &- lambda]
        for _ in 0..<500 { scalars.append(UInt256(truncatingBigEndian: random.bytes(32))) }
        let point = Secp256k1.Point.generator
        for scalar in scalars {
            let multiple = point.multiplied(by: scalar)
            var sum = Secp256k1.Point.infinity
            var doubled = point
            for bit in 0..<256 {
                if (scalar >> bit).l0 & 1 == 1 { sum = sum + doubled }
                doubled = doubled + doubled
            }
            #expect(multiple == sum)
        }
    }
}
