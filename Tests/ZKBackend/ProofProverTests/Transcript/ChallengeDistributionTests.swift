import Primitives
import ProofProver
import ProofVerifier
import Testing

@Suite("Distribution of challenges")
struct ChallengeDistributionTests {
    /// Chi-square statistic of counts that should be equal.
    static func chiSquare(_ counts: [Int]) -> Double {
        let expected = Double(counts.reduce(0, +)) / Double(counts.count)
        return counts.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
    }

    /// 255 degrees of freedom: mean 255, standard deviation sqrt(510); six of them on either side.
    static let accepted = 120.0...390.0

    @Test("The high and the low byte of 2^20 field samples are uniform")
    func elements() {
        var stream = ChallengeStream(state: Keccak256.hash([1, 2, 3]))
        var high = [Int](repeating: 0, count: 256)
        var low = high
        for _ in 0..<(1 << 20) {
            let value = Goldilocks.sample { stream.nextWord() }.value
            high[Int(value >> 56)] += 1
            low[Int(value & 255)] += 1
        }
        #expect(Self.accepted.contains(Self.chiSquare(high)))
        #expect(Self.accepted.contains(Self.chiSquare(low)))
    }

    @Test("2^20 query positions are uniform")
    func positions() {
        var transcript = ProverTranscript(domain: "distribution")
        var counts = [Int](repeating: 0, count: 256)
        for position in transcript.positions("positions", count: 1 << 20, logSize: 8) { counts[position] += 1 }
        #expect(Self.accepted.contains(Self.chiSquare(counts)))
        var upper = [Int](repeating: 0, count: 256)
        for position in transcript.positions("positions", count: 1 << 18, logSize: 22) { upper[position >> 14] += 1 }
        #expect(Self.accepted.contains(Self.chiSquare(upper)))
    }

    @Test("The chi-square statistic tells a biased sample")
    func biased() {
        var stream = ChallengeStream(state: Keccak256.hash([1, 2, 3]))
        var counts = [Int](repeating: 0, count: 256)
        for _ in 0..<(1 << 16) { counts[Int(stream.nextWord() % 257 & 255)] += 1 }
        #expect(!Self.accepted.contains(Self.chiSquare(counts)))
    }

    @Test("Words at or above the order are drawn again")
    func rejection() {
        var words: [UInt64] = [Goldilocks.order, Goldilocks.order + 1, .max, 5, Goldilocks.order - 1, .max, 0, 9]
        let next = { words.removeFirst() }
        #expect(Goldilocks.sample(from: next).value == 5)
        let element = CubicExtension.sample(from: next)
        #expect(
            element
                == CubicExtension(Goldilocks(canonical: Goldilocks.order - 1), .zero, Goldilocks(canonical: 9))
        )
        #expect(words.isEmpty)
    }
}
