import ProofVerifier
import TestSupport
import Testing

@Suite("Goldilocks")
struct GoldilocksTests {
    static let order = Goldilocks.order
    static let edges: [UInt64] = [
        0, 1, 2, 7, 0xffff_fffe, 0xffff_ffff, 0x1_0000_0000, 0x1_0000_0001, order / 2, order / 2 + 1,
        0xffff_fffe_ffff_ffff, 0xffff_ffff_0000_0000 - 1, order - 1,
    ]

    /// Residue of a sum or a product, by division.
    static func remainder(_ wide: (high: UInt64, low: UInt64)) -> UInt64 {
        // The first division keeps the second one's quotient in range.
        order.dividingFullWidth((wide.high % order, wide.low)).remainder
    }

    static func check(_ a: UInt64, _ b: UInt64) {
        let (x, y) = (Goldilocks(canonical: a), Goldilocks(canonical: b))
        let (sum, carry) = a.addingReportingOverflow(b)
        #expect((x + y).value == remainder((carry ? 1 : 0, sum)), "\(a) + \(b)")
        let (lifted, liftedCarry) = a.addingReportingOverflow(order - b)
        #expect((x - y).value == remainder((liftedCarry ? 1 : 0, lifted)), "\(a) - \(b)")
        let product = a.multipliedFullWidth(by: b)
        #expect((x * y).value == remainder((product.high, product.low)), "\(a) * \(b)")
        #expect((-x).value == (a == 0 ? 0 : order - a), "-\(a)")
        var z = x
        z += y
        #expect(z == x + y)
        z -= y
        #expect(z == x)
        z *= y
        #expect(z == x * y)
    }

    @Test("Sums, differences, negatives and products are those of division with remainder, at the edges")
    func edges() {
        for a in Self.edges { for b in Self.edges { Self.check(a, b) } }
    }

    @Test("Sums, differences, negatives and products are those of division with remainder, on random pairs")
    func random() {
        var random = SplitMix64(seed: 0x676f_6c64)
        for _ in 0..<20_000 { Self.check(random.next() % Self.order, random.next() % Self.order) }
    }

    @Test("Any word has one residue, and only canonical words are taken exactly")
    func representatives() {
        for edge in Self.edges { #expect(Goldilocks(exactly: edge)?.value == edge) }
        for integer in [Self.order, Self.order + 1, UInt64.max] {
            #expect(Goldilocks(exactly: integer) == nil)
            #expect(Goldilocks(integer).value == integer - Self.order)
        }
        #expect(Goldilocks.zero.isZero && !Goldilocks.one.isZero)
    }

    @Test("The wide reduction agrees with division for every high word that a product can have, and beyond")
    func wideReduction() {
        var random = SplitMix64(seed: 0x7769_6465)
        let edges = Self.edges + [UInt64.max, UInt64.max - 1, Self.order]
        for high in edges + (0..<200).map({ _ in random.next() }) {
            for low in edges + (0..<20).map({ _ in random.next() }) {
                #expect(Goldilocks.reduce(high: high, low: low).value == Self.remainder((high, low)), "\(high) \(low)")
            }
        }
    }

    @Test("An inverse times its element is 1; zero has none")
    func inverses() {
        #expect(Goldilocks.zero.inverse == nil)
        var random = SplitMix64(seed: 0x696e_76)
        for word in Self.edges.dropFirst() + (0..<100).map({ _ in random.next() % Self.order }) {
            let element = Goldilocks(canonical: word)
            #expect(element.inverse.map { $0 * element } == .one, "\(word)")
        }
    }

    @Test("Each power of two up to 2^32 has a root of unity of exactly that order, each the square of the next")
    func rootsOfUnity() throws {
        var square: Goldilocks?
        for logOrder in 0...Goldilocks.twoAdicity {
            let root = try #require(Goldilocks.rootOfUnity(logOrder: logOrder))
            var power = root
            for _ in 0..<logOrder {
                #expect(power != .one)
                power *= power
            }
            #expect(power == .one)
            if let square { #expect(root * root == square) }
            square = root
        }
        #expect(Goldilocks.rootOfUnity(logOrder: -1) == nil)
        #expect(Goldilocks.rootOfUnity(logOrder: 33) == nil)
    }

    @Test("7 generates the multiplicative group")
    func generator() {
        for prime: UInt64 in [2, 3, 5, 17, 257, 65537] {
            #expect((Self.order - 1) % prime == 0)
            #expect(Goldilocks.generator.raised(to: (Self.order - 1) / prime) != .one, "\(prime)")
        }
        #expect(Goldilocks.generator.raised(to: Self.order - 1) == .one)
    }
}
