import Cryptography
import Primitives
import TestSupport
import Testing

extension BN254.Fp: TestField {
    static let modulus = UInt256(
        l0: 0x3c20_8c16_d87c_fd47,
        l1: 0x9781_6a91_6871_ca8d,
        l2: 0xb850_45b6_8181_585d,
        l3: 0x3064_4e72_e131_a029
    )

    static let edgeValues: [UInt256] = [
        0, 1, 2, 3, modulus &- 1, modulus &- 2, (modulus &- 1) >> 1, (modulus &+ 1) >> 1, UInt256(UInt64.max),
        UInt256(l0: 0, l1: 1, l2: 0, l3: 0), UInt256(l0: 0, l1: 0, l2: 1, l3: 0), UInt256(l0: 0, l1: 0, l2: 0, l3: 1),
        UInt256(l0: .max, l1: .max, l2: .max, l3: 0), UInt256(l0: 0, l1: 0, l2: 0, l3: 0x3064_4e72_e131_a029),
    ]

    init?(_ value: UInt256) {
        self.init(bigEndianAt: value.bigEndianBytes)
    }

    var value: UInt256 {
        var bytes = [UInt8](repeating: 0xa5, count: 32)
        storeBigEndian(to: &bytes)
        return UInt256(truncatingBigEndian: bytes)
    }

    /// Every fourth is an edge value.
    static func random(_ generator: inout SplitMix64) -> Self {
        let value =
            generator.next() & 3 == 0
            ? edgeValues[Int(generator.next() % UInt64(edgeValues.count))]
            : UInt256(truncatingBigEndian: generator.bytes(32)).quotientAndRemainder(dividingBy: modulus).remainder
        return Self(value) ?? .zero
    }
}

@Suite("BN254's fields")
struct BN254FieldTests {
    @Test("The base field satisfies the laws", arguments: [1, 2, 3] as [UInt64])
    func baseFieldLaws(seed: UInt64) { checkFieldLaws(BN254.Fp.self, seed: seed, rounds: 500) }

    @Test("The quadratic extension satisfies the laws", arguments: [1, 2] as [UInt64])
    func quadraticLaws(seed: UInt64) { checkFieldLaws(BN254.Fp2.self, seed: seed, rounds: 200) }

    @Test("The sextic extension satisfies the laws", arguments: [1, 2] as [UInt64])
    func sexticLaws(seed: UInt64) { checkFieldLaws(BN254.Fp6.self, seed: seed, rounds: 100) }

    @Test("The pairing's field satisfies the laws", arguments: [1, 2] as [UInt64])
    func dodecicLaws(seed: UInt64) { checkFieldLaws(BN254.Fp12.self, seed: seed, rounds: 50) }

    @Test("Base-field arithmetic agrees with 256-bit modular arithmetic", arguments: [1, 2, 3] as [UInt64])
    func agreesWithModularArithmetic(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let p = BN254.Fp.modulus
        for _ in 0..<500 {
            let (a, b) = (BN254.Fp.random(&random), BN254.Fp.random(&random))
            let (x, y) = (a.value, b.value)
            #expect((a + b).value == x.addingModulo(y, p), "seed \(seed)")
            #expect((a - b).value == x.addingModulo(p &- y, p), "seed \(seed)")
            #expect((a * b).value == x.multipliedModulo(y, p), "seed \(seed)")
            #expect((-a).value == (p &- x).quotientAndRemainder(dividingBy: p).remainder, "seed \(seed)")
            #expect(a.halved + a.halved == a, "seed \(seed)")
            #expect(a.inverse == a.power(p &- 2), "seed \(seed)")
        }
    }

    @Test("The inverse is right next to powers of two")
    func inverseOfSparseValues() throws {
        for bit in 0..<254 {
            let power = UInt256.one << bit
            for value in [power, power &- 1, power &+ 1, BN254.Fp.modulus &- power] {
                guard let element = BN254.Fp(value), !element.isZero else { continue }
                #expect(element * element.inverse == .one, "\(value)")
            }
        }
    }

    @Test("Decoding refuses p and above, and accepts p - 1")
    func decodingIsCanonical() throws {
        let p = BN254.Fp.modulus
        #expect(BN254.Fp(p) == nil)
        #expect(BN254.Fp(p &+ 1) == nil)
        #expect(BN254.Fp(.max) == nil)
        #expect(BN254.Fp(UInt256(l0: 0, l1: 0, l2: 0, l3: 0x3064_4e72_e131_a02a)) == nil)
        let last = try #require(BN254.Fp(p &- 1))
        #expect(last + .one == .zero)
        #expect(last.value == p &- 1)
    }

    @Test("The non-residue of the tower is 9 + i")
    func nonResidue() throws {
        let nine = try #require(BN254.Fp(9))
        let nonResidue = BN254.Fp2(nine, .one)
        var random = SplitMix64(seed: 4)
        for _ in 0..<500 {
            let a = BN254.Fp2.random(&random)
            #expect(a.timesNonResidue == a * nonResidue)
        }
        let v = BN254.Fp6(.zero, .one, .zero)
        #expect(v * v * v == BN254.Fp6(nonResidue, .zero, .zero))
        let b = BN254.Fp6.random(&random)
        #expect(b.timesV == b * v)
        let w = BN254.Fp12(.zero, .one)
        #expect(w * w == BN254.Fp12(v, .zero))
    }

    @Test("The Frobenius maps are the powers p and p^2")
    func frobeniusMaps() {
        var random = SplitMix64(seed: 5)
        for _ in 0..<3 {
            let a = BN254.Fp12.random(&random)
            let powered = a.power(BN254.Fp.modulus)
            #expect(a.frobenius == powered)
            #expect(a.frobeniusSquared == powered.power(BN254.Fp.modulus))
            let sixth = a.frobeniusSquared.frobeniusSquared.frobeniusSquared
            #expect(a.conjugate == sixth)
        }
    }

    @Test("The Frobenius factors are the powers of the non-residue that define them")
    func frobeniusFactors() throws {
        let nonResidue = BN254.Fp2.one.timesNonResidue
        let sixth = (BN254.Fp.modulus &- 1).quotientAndRemainder(dividingBy: 6).quotient
        let power1 = nonResidue.power(sixth)
        #expect(BN254.FrobeniusFactor.power1 == power1)
        #expect(BN254.FrobeniusFactor.power2 == power1.power(2))
        #expect(BN254.FrobeniusFactor.power3 == power1.power(3))
        #expect(BN254.FrobeniusFactor.power4 == power1.power(4))
        #expect(BN254.FrobeniusFactor.power5 == power1.power(5))
        // (p^2 - 1) / 6 = (p + 1)(p - 1) / 6.
        let squared1 = power1.power(BN254.Fp.modulus &+ 1)
        let expected: [(BN254.Fp, UInt256)] = [
            (BN254.FrobeniusFactor.squaredPower1, 1), (BN254.FrobeniusFactor.squaredPower2, 2),
            (BN254.FrobeniusFactor.squaredPower4, 4), (BN254.FrobeniusFactor.squaredPower5, 5),
        ]
        for (factor, exponent) in expected {
            #expect(BN254.Fp2(factor, .zero) == squared1.power(exponent), "exponent \(exponent)")
        }
        #expect(squared1.power(3) == BN254.Fp2(-.one, .zero))
    }

    @Test("In the cyclotomic subgroup, squaring and the fixed power agree with plain arithmetic")
    func cyclotomicArithmetic() {
        var random = SplitMix64(seed: 6)
        for _ in 0..<10 {
            let a = BN254.Fp12.random(&random)
            let easy = a.conjugate * a.inverse
            let cyclotomic = easy.frobeniusSquared * easy
            #expect(cyclotomic.cyclotomicSquared == cyclotomic * cyclotomic)
            #expect(cyclotomic.conjugate * cyclotomic == .one)
            #expect(cyclotomic.raisedToCurveParameter == cyclotomic.power(4_965_661_367_192_848_881))
        }
    }
}
