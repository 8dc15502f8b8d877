import BigInt
import Cryptography
import Foundation
import Primitives
import TestSupport
import Testing

extension BLS12381.Fp: TestField {
    /// p as (x - 1)^2 (x^4 - x^2 + 1) / 3 + x for the curve's parameter x, apart from the module's constants.
    static let modulus: BigUInt = {
        let z = BigUInt(0xd201_0000_0001_0000 as UInt64)
        return (z + 1).power(2) * (z.power(4) - z.power(2) + 1) / 3 - z
    }()

    static let edgeValues: [BigUInt] = {
        var values: [BigUInt] = [0, 1, 2, 3, modulus - 1, modulus - 2, (modulus - 1) / 2, (modulus + 1) / 2]
        for limb in 1...5 {
            let power = BigUInt(1) << (64 * limb)
            values += [power, power - 1]
        }
        return values + [(modulus >> 320) << 320]
    }()

    init?(_ value: BigUInt) {
        let bytes = [UInt8](value.serialize())
        guard bytes.count <= 48 else { return nil }
        self.init(bigEndianAt: [UInt8](repeating: 0, count: 48 - bytes.count) + bytes)
    }

    var bytes: [UInt8] {
        var bytes = [UInt8](repeating: 0xa5, count: 48)
        storeBigEndian(to: &bytes)
        return bytes
    }

    var value: BigUInt { BigUInt(Data(bytes)) }

    /// Every fourth is an edge value.
    static func random(_ generator: inout SplitMix64) -> Self {
        let value =
            generator.next() & 3 == 0
            ? edgeValues[Int(generator.next() % UInt64(edgeValues.count))]
            : BigUInt(Data(generator.bytes(48))) % modulus
        return Self(value) ?? .zero
    }
}

extension TestField {
    func raised(to exponent: BigUInt) -> Self {
        var power = Self.one
        for bit in stride(from: exponent.bitWidth - 1, through: 0, by: -1) {
            power = power * power
            if exponent[bitAt: bit] { power = power * self }
        }
        return power
    }
}

@Suite("BLS12-381's fields")
struct BLS12381FieldTests {
    @Test("The base field satisfies the laws", arguments: [1, 2, 3] as [UInt64])
    func baseFieldLaws(seed: UInt64) { checkFieldLaws(BLS12381.Fp.self, seed: seed, rounds: 500) }

    @Test("The quadratic extension satisfies the laws", arguments: [1, 2] as [UInt64])
    func quadraticLaws(seed: UInt64) { checkFieldLaws(BLS12381.Fp2.self, seed: seed, rounds: 200) }

    @Test("The sextic extension satisfies the laws", arguments: [1, 2] as [UInt64])
    func sexticLaws(seed: UInt64) { checkFieldLaws(BLS12381.Fp6.self, seed: seed, rounds: 100) }

    @Test("The pairing's field satisfies the laws", arguments: [1, 2] as [UInt64])
    func dodecicLaws(seed: UInt64) { checkFieldLaws(BLS12381.Fp12.self, seed: seed, rounds: 50) }

    @Test("Base-field arithmetic agrees with big integers", arguments: [1, 2, 3] as [UInt64])
    func agreesWithBigIntegers(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let p = BLS12381.Fp.modulus
        for _ in 0..<500 {
            let (a, b) = (BLS12381.Fp.random(&random), BLS12381.Fp.random(&random))
            let (c, d) = (BLS12381.Fp.random(&random), BLS12381.Fp.random(&random))
            let (x, y) = (a.value, b.value)
            #expect((a + b).value == (x + y) % p, "seed \(seed)")
            #expect((a - b).value == (x + p - y) % p, "seed \(seed)")
            #expect((a * b).value == x * y % p, "seed \(seed)")
            #expect(a.squared.value == x * x % p, "seed \(seed)")
            #expect((-a).value == (p - x) % p, "seed \(seed)")
            #expect(a.tripled.value == 3 * x % p, "seed \(seed)")
            #expect(a.halved + a.halved == a, "seed \(seed)")
            #expect(a.isOdd == (x % 2 == 1), "seed \(seed)")
            #expect(BLS12381.Fp.sumOfProducts(a, b, c, d) == a * b + c * d, "seed \(seed)")
            #expect(a.inverse.value == x.power(p - 2, modulus: p), "seed \(seed)")
        }
    }

    @Test("The inverse is right next to powers of two")
    func inverseOfSparseValues() throws {
        for bit in 0..<381 {
            let power = BigUInt(1) << bit
            for value in [power, power - 1, power + 1, BLS12381.Fp.modulus - min(power, BLS12381.Fp.modulus)] {
                guard let element = BLS12381.Fp(value), !element.isZero else { continue }
                #expect(element * element.inverse == .one, "\(value)")
            }
        }
    }

    @Test("Decoding refuses p and above, and accepts p - 1")
    func decodingIsCanonical() throws {
        let p = BLS12381.Fp.modulus
        #expect(p.bitWidth == 381)
        #expect(BLS12381.Fp(p) == nil)
        #expect(BLS12381.Fp(p + 1) == nil)
        #expect(BLS12381.Fp(2 * p) == nil)
        #expect(BLS12381.Fp(bigEndianAt: [UInt8](repeating: 0xff, count: 48)) == nil)
        // Only the highest limb is larger, and only the lowest.
        #expect(BLS12381.Fp(((p >> 320) + 1) << 320) == nil)
        let last = try #require(BLS12381.Fp(p - 1))
        #expect(last + .one == .zero)
        #expect(last.value == p - 1)
    }

    @Test("A square root exists exactly for squares, and its square is the element", arguments: [1, 2] as [UInt64])
    func squareRoots(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<50 {
            let a = BLS12381.Fp.random(&random)
            let root = try #require(a.squared.squareRoot, "seed \(seed)")
            #expect(root == a || root == -a, "seed \(seed)")
            // -1 is no square.
            #expect(a.isZero || (-a.squared).squareRoot == nil, "seed \(seed)")

            let b = BLS12381.Fp2.random(&random)
            let root2 = try #require(b.squared.squareRoot, "seed \(seed)")
            #expect(root2 == b || root2 == -b, "seed \(seed)")
            // 1 + i, the non-residue, is no square.
            #expect(b.isZero || b.squared.timesNonResidue.squareRoot == nil, "seed \(seed)")
            for inBase in [BLS12381.Fp2(a, .zero), BLS12381.Fp2(.zero, a)] {
                let squared = inBase.squared
                let root = try #require(squared.squareRoot, "seed \(seed)")
                #expect(root.squared == squared)
            }
            // Every element of the base field is a square in the extension.
            #expect(try #require(BLS12381.Fp2(a, .zero).squareRoot).squared == BLS12381.Fp2(a, .zero), "seed \(seed)")
        }
    }

    @Test("The non-residue of the tower is 1 + i")
    func nonResidue() throws {
        let nonResidue = BLS12381.Fp2(.one, .one)
        var random = SplitMix64(seed: 4)
        for _ in 0..<100 {
            let a = BLS12381.Fp2.random(&random)
            #expect(a.timesNonResidue == a * nonResidue)
        }
        let v = BLS12381.Fp6(.zero, .one, .zero)
        #expect(v * v * v == BLS12381.Fp6(nonResidue, .zero, .zero))
        let w = BLS12381.Fp12(.zero, .one)
        #expect(w * w == BLS12381.Fp12(v, .zero))
    }

    @Test("The Frobenius maps are the powers p and p^2")
    func frobeniusMaps() {
        var random = SplitMix64(seed: 5)
        for _ in 0..<2 {
            let a = BLS12381.Fp12.random(&random)
            let powered = a.raised(to: BLS12381.Fp.modulus)
            #expect(a.frobenius == powered)
            #expect(a.frobeniusSquared == powered.raised(to: BLS12381.Fp.modulus))
            #expect(a.conjugate == a.frobeniusSquared.frobeniusSquared.frobeniusSquared)
        }
    }

    @Test("The Frobenius factors are the powers of the non-residue that define them")
    func frobeniusFactors() throws {
        typealias Factor = BLS12381.FrobeniusFactor
        let p = BLS12381.Fp.modulus
        let power1 = BLS12381.Fp2.one.timesNonResidue.raised(to: (p - 1) / 6)
        let powers = [Factor.power1, Factor.power2, Factor.power3, Factor.power4, Factor.power5]
        for (index, power) in powers.enumerated() {
            #expect(power == power1.raised(to: BigUInt(index + 1)), "exponent \(index + 1)")
        }
        let squared1 = power1.raised(to: p + 1)
        let expected: [(BLS12381.Fp, BigUInt)] = [
            (Factor.squaredPower1, 1), (Factor.squaredPower2, 2), (Factor.squaredPower4, 4), (Factor.squaredPower5, 5),
        ]
        for (factor, exponent) in expected {
            #expect(BLS12381.Fp2(factor, .zero) == squared1.raised(to: exponent), "exponent \(exponent)")
        }
        #expect(squared1.raised(to: 3) == BLS12381.Fp2(-.one, .zero))
    }

    @Test("In the cyclotomic subgroup, squaring and the fixed power agree with plain arithmetic")
    func cyclotomicArithmetic() {
        var random = SplitMix64(seed: 6)
        for _ in 0..<10 {
            let a = BLS12381.Fp12.random(&random)
            let easy = a.conjugate * a.inverse
            let cyclotomic = easy.frobeniusSquared * easy
            #expect(cyclotomic.cyclotomicSquared == cyclotomic * cyclotomic)
            #expect(cyclotomic.conjugate * cyclotomic == .one)
            #expect(cyclotomic.raisedToCurveParameter * cyclotomic.raised(to: BLSNumbers.z) == .one)
        }
    }

    @Test("The final exponentiation is three times the reduced pairing's")
    func finalExponentiation() {
        var random = SplitMix64(seed: 7)
        let p = BLS12381.Fp.modulus
        let r = BigUInt(Data(BLS12381.order.bigEndianBytes))
        for _ in 0..<2 {
            let a = BLS12381.Fp12.random(&random)
            #expect(a.finalExponentiated == a.raised(to: 3 * ((p.power(12) - 1) / r)))
        }
    }
}
