import ProofTestSupport
import ProofVerifier
import TestSupport
import Testing

@Suite("Fingerprints of tuples")
struct BusChallengesTests {
    private let alpha: CubicExtension
    private let beta: CubicExtension

    init() {
        var random = SplitMix64(seed: 21)
        (alpha, beta) = (random.challenge(), random.challenge())
    }

    @Test("Each element of a tuple has a power of beta of its own")
    func fingerprint() throws {
        let challenges = BusChallenges(alpha: alpha, beta: beta, maximumArity: 3)
        let fraction = PublicFraction(busID: 4, multiplicity: 5, tuple: [6, 7])
        let denominator = alpha + Goldilocks(4) + beta * Goldilocks(6) + beta * beta * Goldilocks(7)
        #expect(
            try challenges.fraction(fraction) == Fraction(numerator: CubicExtension(5), denominator: denominator)
        )
    }

    @Test("A tuple with more elements than there are powers is refused, since nothing would bind the last ones")
    func longTuple() {
        let challenges = BusChallenges(alpha: alpha, beta: beta, maximumArity: 1)
        let fraction = PublicFraction(busID: 4, multiplicity: 1, tuple: [6, 7])
        let fault = VerificationError.verifierFault(expected: 1, got: 2)
        #expect(throws: fault) { try challenges.fraction(fraction) }
        #expect(throws: fault) { try challenges.powers(arity: 2) }
    }
}
