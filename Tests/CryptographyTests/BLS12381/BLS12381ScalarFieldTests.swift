import Cryptography
import Primitives
import TestSupport
import Testing

extension BLS12381.Fr {
    /// Zero, one, the modulus's neighbours, halves, and limb boundaries.
    static let edgeValues: [UInt256] = [
        0, 1, 2, 3, modulus &- 1, modulus &- 2, (modulus &- 1) >> 1, (modulus &+ 1) >> 1, UInt256(UInt64.max),
        UInt256(l0: 0, l1: 1, l2: 0, l3: 0), UInt256(l0: 0, l1: 0, l2: 1, l3: 0), UInt256(l0: 0, l1: 0, l2: 0, l3: 1),
        UInt256(l0: .max, l1: .max, l2: .max, l3: 0), UInt256(l0: 0, l1: 0, l2: 0, l3: 0x73ed_a753_299d_7d48),
    ]

    /// Every fourth is an edge value.
    static func random(_ generator: inout SplitMix64) -> Self {
        generator.next() & 3 == 0
            ? Self(reducing: edgeValues[Int(generator.next() % UInt64(edgeValues.count))])
            : Self(reducing: UInt256(truncatingBigEndian: generator.bytes(32)))
    }

    /// `count` elements.
    static func random(_ count: Int, _ generator: inout SplitMix64) -> [Self] {
        (0..<count).map { _ in random(&generator) }
    }
}

@Suite("BLS12-381's scalar field")
struct BLS12381ScalarFieldTests {
    typealias Fr = BLS12381.Fr

    /// a + b, a - b or a * b by the integers of Primitives, which share no code with the field.
    static func reference(_ a: UInt256, _ operation: Character, _ b: UInt256) -> UInt256 {
        switch operation {
        case "+": a.addingModulo(b, Fr.modulus)
        case "-": a.addingModulo(Fr.modulus &- b, Fr.modulus)
        default: a.multipliedModulo(b, Fr.modulus)
        }
    }

    @Test("Sums, differences and products are those of integers modulo r")
    func arithmetic() {
        var generator = SplitMix64(seed: 0xf1)
        for _ in 0..<4000 {
            let (a, b) = (Fr.random(&generator), Fr.random(&generator))
            #expect((a + b).value == Self.reference(a.value, "+", b.value), "\(a.value) \(b.value)")
            #expect((a - b).value == Self.reference(a.value, "-", b.value), "\(a.value) \(b.value)")
            #expect((a * b).value == Self.reference(a.value, "*", b.value), "\(a.value) \(b.value)")
            #expect((-a).value == Self.reference(0, "-", a.value), "\(a.value)")
            #expect(a.squared == a * a)
        }
    }

    @Test("Encodings are canonical: below r, and back to the same bytes")
    func encodings() {
        for value in Fr.edgeValues {
            let element = Fr(bigEndianAt: value.bigEndianBytes)
            #expect(element?.bigEndianBytes == value.bigEndianBytes)
            #expect(element == Fr(reducing: value))
        }
        for excess in [UInt256(0), 1, 2, UInt256(UInt64.max), Fr.modulus] {
            let value = Fr.modulus &+ excess
            #expect(Fr(bigEndianAt: value.bigEndianBytes) == nil)
            #expect(Fr(exactly: value) == nil)
            #expect(Fr(reducing: value) == Fr(reducing: excess))
        }
        let largest = UInt256(l0: .max, l1: .max, l2: .max, l3: .max)
        #expect(Fr(exactly: largest) == nil)
        #expect(Fr(reducing: largest).value == largest &- Fr.modulus &- Fr.modulus)
    }

    @Test("Inverses, alone and in a batch with zeros")
    func inverses() {
        var generator = SplitMix64(seed: 0xf2)
        #expect(Fr.zero.inverse == .zero)
        var elements = Fr.random(300, &generator)
        elements[0] = .zero
        elements[299] = .zero
        let originals = elements
        elements.invertAll()
        for (element, inverse) in zip(originals, elements) {
            #expect(inverse == element.inverse)
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
        // 7 generates the group only if it is no power of a prime factor of r - 1; two are enough to tell it from 1
        // here.
        #expect(Fr.primitiveRoot.power((Fr.modulus &- 1) >> 1) == -Fr.one)
    }

    @Test("Roots of unity have their order, and stand in bit-reversed order", arguments: 1...9)
    func rootsOfUnity(logOrder: Int) {
        let order = 1 << logOrder
        let generator = Fr.rootOfUnity(logOrder: logOrder)
        #expect(generator.power(UInt256(UInt64(order / 2))) == -Fr.one)
        let powers = generator.powers(count: order)
        let table = RootsOfUnity(logOrder: logOrder).bitReversed
        #expect(table.count == order)
        for position in table.indices {
            #expect(table[position] == powers[Self.reversed(position, logOrder)])
        }
    }

    @Test("Transforms evaluate and interpolate", arguments: 0...9)
    func transforms(logCount: Int) {
        var generator = SplitMix64(seed: UInt64(logCount))
        // A table of a larger order serves all smaller ones.
        let roots = RootsOfUnity(logOrder: 9)
        let coefficients = Fr.random(1 << logCount, &generator)
        let values = roots.values(ofCoefficients: coefficients)
        for (position, value) in values.enumerated() {
            let point = roots.bitReversed[position]
            #expect(value == coefficients.reversed().reduce(.zero) { $0 * point + $1 })
        }
        var back = values
        roots.interpolate(&back)
        #expect(back == coefficients)
    }

    static func reversed(_ number: Int, _ bitCount: Int) -> Int {
        (0..<bitCount).reduce(0) { $0 << 1 | number >> $1 & 1 }
    }
}
