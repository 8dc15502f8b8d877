import Cryptography
import Primitives
import TestSupport
import Testing

extension BN254.Fr {
    /// Zero, one, the modulus's neighbours, halves, and limb boundaries.
    static let edgeValues: [UInt256] = [
        0, 1, 2, 3, modulus &- 1, modulus &- 2, (modulus &- 1) >> 1, (modulus &+ 1) >> 1, UInt256(UInt64.max),
        UInt256(l0: 0, l1: 1, l2: 0, l3: 0), UInt256(l0: 0, l1: 0, l2: 1, l3: 0), UInt256(l0: 0, l1: 0, l2: 0, l3: 1),
        UInt256(l0: .max, l1: .max, l2: .max, l3: 0), UInt256(l0: 0, l1: 0, l2: 0, l3: 0x3064_4e72_e131_a029),
    ]

    /// Every fourth is an edge value.
    static func random(_ generator: inout SplitMix64) -> Self {
        generator.next() & 3 == 0
            ? Self(reducing: edgeValues[Int(generator.next() % UInt64(edgeValues.count))])
            : Self(reducing: UInt256(truncatingBigEndian: generator.bytes(32)))
    }
}

@Suite("BN254's scalar field")
struct BN254ScalarFieldTests {
    typealias Fr = BN254.Fr

    @Test("The modulus is the order of the groups")
    func modulusIsTheOrder() {
        #expect(Fr.modulus == BN254.order)
        #expect(BN254.G1.generator.multiplied(by: Fr.modulus).isInfinity)
    }

    @Test("Sums, differences and products are those of integers modulo r")
    func arithmetic() {
        var generator = SplitMix64(seed: 0xb1)
        let r = Fr.modulus
        for _ in 0..<4000 {
            let (a, b) = (Fr.random(&generator), Fr.random(&generator))
            #expect((a + b).value == a.value.addingModulo(b.value, r), "\(a.value) \(b.value)")
            #expect((a - b).value == a.value.addingModulo(r &- b.value, r), "\(a.value) \(b.value)")
            #expect((a * b).value == a.value.multipliedModulo(b.value, r), "\(a.value) \(b.value)")
            #expect((-a).value == UInt256.zero.addingModulo(r &- a.value, r), "\(a.value)")
            #expect(a.squared == a * a)
        }
    }

    @Test("Encodings are canonical: below r, and back to the same bytes")
    func encodings() {
        for value in Fr.edgeValues {
            let element = Fr(bigEndianAt: value.bigEndianBytes)
            #expect(element?.bigEndianBytes == value.bigEndianBytes)
            #expect(element == Fr(reducing: value))
            var stored = [UInt8](repeating: 0xa5, count: 32)
            Fr(reducing: value).storeBigEndian(to: &stored)
            #expect(stored == value.bigEndianBytes)
        }
        for excess in [UInt256(0), 1, 2, UInt256(UInt64.max), Fr.modulus, Fr.modulus << 1] {
            let value = Fr.modulus &+ excess
            #expect(Fr(bigEndianAt: value.bigEndianBytes) == nil)
            #expect(Fr(exactly: value) == nil)
            #expect(Fr(reducing: value) == Fr(reducing: excess))
        }
        #expect(Fr(exactly: .max) == nil)
        let remainder = UInt256.max.quotientAndRemainder(dividingBy: Fr.modulus).remainder
        #expect(Fr(reducing: .max).value == remainder)
    }

    @Test("Numbers of 512 bits are reduced as integers are")
    func wideReduction() {
        var generator = SplitMix64(seed: 0xb2)
        let r = Fr.modulus
        let radix = UInt256.max.addingModulo(1, r)
        for _ in 0..<500 {
            let high = UInt256(truncatingBigEndian: generator.bytes(32))
            let low = UInt256(truncatingBigEndian: generator.bytes(32))
            let expected = high.multipliedModulo(radix, r).addingModulo(low, r)
            #expect(Fr(reducingHigh: high, low: low).value == expected, "\(high) \(low)")
        }
    }

    @Test("Inverses, alone and in a batch with zeros")
    func inverses() {
        var generator = SplitMix64(seed: 0xb3)
        #expect(Fr.zero.inverse == .zero)
        var elements = (0..<300).map { _ in Fr.random(&generator) }
        elements[0] = .zero
        elements[299] = .zero
        let originals = elements
        elements.invertAll()
        for (element, inverse) in zip(originals, elements) {
            #expect(inverse == element.inverse)
            #expect(inverse == element.power(Fr.modulus &- 2))
            #expect(element.isZero ? inverse.isZero : element * inverse == .one)
        }
        var none: [Fr] = []
        none.invertAll()
        #expect(none.isEmpty)
    }

    @Test("Powers")
    func powers() {
        let three = Fr(3)
        #expect(three.powers(count: 5).map(\.value) == [1, 3, 9, 27, 81])
        #expect(three.powers(count: 0).isEmpty)
        #expect(three.power(0) == .one)
        #expect(Fr.zero.power(0) == .one)
        #expect(three.power(Fr.modulus &- 1) == .one)
    }

    @Test("Roots of unity have their order, up to 2^28 and no further")
    func rootsOfUnity() throws {
        #expect(Fr.rootOfUnity(logOrder: 0) == .one)
        for logOrder in 1...28 {
            let root = try #require(Fr.rootOfUnity(logOrder: logOrder))
            #expect(root.power(UInt256(1) << (logOrder - 1)) == -Fr.one)
        }
        #expect(Fr.rootOfUnity(logOrder: 29) == nil)
        #expect(Fr.rootOfUnity(logOrder: -1) == nil)
        #expect(Fr.rootOfUnity(logOrder: .max) == nil)
        // The odd part of r - 1 has further prime factors; with the square root it suffices that 2^28 divides no more.
        #expect(((Fr.modulus &- 1) >> 28).l0 & 1 == 1)
    }
}
