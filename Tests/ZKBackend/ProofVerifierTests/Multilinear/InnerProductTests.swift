import ProofTestSupport
import ProofVerifier
import TestSupport
import Testing

@Suite("Inner products")
struct InnerProductTests {
    @Test("Lists of one length give the sum of their products", arguments: [0, 1, 5])
    func products(count: Int) throws {
        var random = SplitMix64(seed: 11)
        let (a, b, c) = (random.challenges(count), random.challenges(count), random.elements(count))
        #expect(try dot(a, b) == a.indices.reduce(.zero) { $0 + a[$1] * b[$1] })
        #expect(try dot(a, c) == a.indices.reduce(.zero) { $0 + a[$1] * c[$1] })
    }

    @Test("A list that is longer than the other is an error on either side", arguments: [(3, 2), (2, 3), (0, 1)])
    func lengths(left: Int, right: Int) {
        var random = SplitMix64(seed: 12)
        let fault = VerificationError.verifierFault(expected: left, got: right)
        #expect(throws: fault) { try dot(random.challenges(left), random.challenges(right)) }
        #expect(throws: fault) { try dot(random.challenges(left), random.elements(right)) }
    }

    @Test("A table has a multilinear extension at points of its size only")
    func tables() throws {
        var random = SplitMix64(seed: 13)
        let (point, base, extended) = (random.challenges(3), random.elements(8), random.challenges(8))
        let weights = EqualityPolynomial.table(point)
        #expect(try Multilinear.evaluate(base, at: point) == dot(weights, base))
        #expect(try Multilinear.evaluate(extended, at: point) == dot(weights, extended))
        #expect(throws: VerificationError.self) { try Multilinear.evaluate(base, at: Array(point.dropLast())) }
        #expect(throws: VerificationError.self) { try Multilinear.evaluate(extended, at: point + [.one]) }
    }
}
