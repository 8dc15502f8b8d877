import ProofTestSupport
import ProofVerifier
import TestSupport
import Testing

@Suite("Cubic extension of Goldilocks")
struct CubicExtensionTests {
    static let x = CubicExtension(.zero, .one, .zero)

    /// Product by the school method, x^3 = x + 1 applied from the top degree down.
    static func schoolbook(_ a: CubicExtension, _ b: CubicExtension) -> CubicExtension {
        let (a, b) = ([a.c0, a.c1, a.c2], [b.c0, b.c1, b.c2])
        var product = [Goldilocks](repeating: .zero, count: 5)
        for i in 0..<3 { for j in 0..<3 { product[i + j] += a[i] * b[j] } }
        for degree in [4, 3] {
            product[degree - 2] += product[degree]
            product[degree - 3] += product[degree]
        }
        return CubicExtension(product[0], product[1], product[2])
    }

    static let edges: [CubicExtension] = {
        let words: [UInt64] = [0, 1, 0xffff_ffff, 0x1_0000_0000, Goldilocks.order - 1]
        return words.flatMap { c0 in
            words.flatMap { c1 in
                words.map { c2 in
                    CubicExtension(
                        Goldilocks(canonical: c0),
                        Goldilocks(canonical: c1),
                        Goldilocks(canonical: c2)
                    )
                }
            }
        }
    }()

    @Test("Products are those of the school method, at the edges and at random")
    func products() {
        for a in Self.edges { for b in Self.edges { #expect(a * b == Self.schoolbook(a, b)) } }
        var random = SplitMix64(seed: 0x6375_6269)
        for _ in 0..<10_000 {
            let (a, b) = (random.challenge(), random.challenge())
            #expect(a * b == Self.schoolbook(a, b))
            #expect(a * b.c0 == Self.schoolbook(a, CubicExtension(b.c0)))
        }
    }

    @Test("Sums and differences are taken coefficient by coefficient")
    func sums() {
        var random = SplitMix64(seed: 0x73_756d)
        for _ in 0..<1_000 {
            let (a, b) = (random.challenge(), random.challenge())
            #expect(a + b == CubicExtension(a.c0 + b.c0, a.c1 + b.c1, a.c2 + b.c2))
            #expect(a - b + b == a)
            #expect(-a + a == .zero)
            #expect(a + b.c0 == a + CubicExtension(b.c0))
            #expect(a - b.c0 == a - CubicExtension(b.c0))
        }
    }

    @Test("Multiplication commutes, associates and distributes")
    func laws() {
        var random = SplitMix64(seed: 0x6c_6177)
        for _ in 0..<1_000 {
            let (a, b, c) = (random.challenge(), random.challenge(), random.challenge())
            #expect(a * b == b * a)
            #expect(a * b * c == a * (b * c))
            #expect(a * (b + c) == a * b + a * c)
        }
    }

    @Test("An inverse times its element is 1; zero has none")
    func inverses() {
        #expect(CubicExtension.zero.inverse == nil)
        var random = SplitMix64(seed: 0x69_6e76)
        for element in Self.edges.filter({ !$0.isZero }) + random.challenges(200) {
            #expect(element.inverse.map { $0 * element } == .one)
        }
    }

    /// All irreducible factors have degree 1 or 3 when x^(p^3) = x, and they are not all linear when x^p is not x.
    @Test("x^3 - x - 1 is irreducible")
    func irreducible() {
        let p = Goldilocks.order
        let once = Self.x.raised(to: p)
        let twice = once.raised(to: p)
        #expect(once != Self.x)
        #expect(twice != Self.x)
        #expect(twice.raised(to: p) == Self.x)
        #expect(Self.x * Self.x * Self.x == Self.x + .one)
        // The trace of x is the coefficient of x^2, its norm the constant term: 0 and 1.
        #expect(Self.x + once + twice == .zero)
        #expect(Self.x * once * twice == .one)
    }

    @Test("Powers are repeated products")
    func powers() {
        var random = SplitMix64(seed: 0x70_6f77)
        let element = random.challenge()
        var power = CubicExtension.one
        for (exponent, entry) in element.powers(40).enumerated() {
            #expect(entry == power)
            #expect(element.raised(to: UInt64(exponent)) == power)
            power *= element
        }
        #expect(element.powers(0).isEmpty)
    }
}
