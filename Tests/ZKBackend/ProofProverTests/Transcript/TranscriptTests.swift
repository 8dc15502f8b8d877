import Primitives
import ProofProver
import ProofTestSupport
import ProofVerifier
import TestSupport
import Testing

@Suite("Transcript")
struct TranscriptTests {
    static let domain: StaticString = "transcript tests"

    static func firstChallenge(after absorb: (inout ProverTranscript) -> Void) -> CubicExtension {
        var transcript = ProverTranscript(domain: domain)
        absorb(&transcript)
        return transcript.challenge("first")
    }

    @Test("Labels, indices, kinds, lengths and boundaries of messages are hashed")
    func framing() {
        let challenges = [
            Self.firstChallenge { _ in },
            Self.firstChallenge { $0.absorb("ab", statement: [0x63]) },
            Self.firstChallenge { $0.absorb("a", statement: [0x62, 0x63]) },
            Self.firstChallenge { $0.absorb("ab", 1, statement: [0x63]) },
            Self.firstChallenge { $0.absorb("ab", statement: [0x63, 0]) },
            Self.firstChallenge { $0.absorb("ab", statement: []) },
            Self.firstChallenge {
                $0.absorb("ab", statement: [])
                $0.absorb("ab", statement: [])
            },
            Self.firstChallenge {
                $0.absorb("ab", statement: [0x63])
                $0.absorb("ab", statement: [0x64])
            },
            Self.firstChallenge {
                $0.absorb("ab", statement: [0x64])
                $0.absorb("ab", statement: [0x63])
            },
            Self.firstChallenge { $0.absorb("ab", statement: [0x63, 0x64]) },
            Self.firstChallenge { $0.absorb("ab", statement: [UInt8](repeating: 0, count: 24)) },
            Self.firstChallenge { $0.send("ab", 0, CubicExtension.zero) },
            Self.firstChallenge { _ = $0.challenge("ab") },
        ]
        #expect(Set(challenges).count == challenges.count)
    }

    @Test("A challenge depends on its label, its index, its count and the protocol's domain")
    func challengeFrames() {
        var challenges = Set<CubicExtension>()
        var transcript = ProverTranscript(domain: Self.domain)
        challenges.insert(transcript.challenge("a"))
        challenges.insert(transcript.challenge("a"))
        transcript = ProverTranscript(domain: Self.domain)
        challenges.insert(transcript.challenge("b"))
        transcript = ProverTranscript(domain: Self.domain)
        challenges.insert(transcript.challenge("a", 1))
        transcript = ProverTranscript(domain: Self.domain)
        challenges.formUnion(transcript.challenges("a", count: 2))
        transcript = ProverTranscript(domain: "transcript test")
        challenges.insert(transcript.challenge("a"))
        #expect(challenges.count == 7)
    }

    @Test("Prover and verifier draw the same, message by message")
    func bothSides() throws {
        var random = SplitMix64(seed: 0x626f_7468)
        let elements = random.challenges(3)
        let digest = try #require(Bytes32(random.bytes(32)))
        var prover = ProverTranscript(domain: Self.domain)
        prover.absorb("statement", statement: [1, 2, 3])
        prover.send("elements", 4, elements)
        let first = prover.challenge("c")
        prover.send("digest", digest: digest)
        prover.grind("work", bits: 6, workers: .one)
        let positions = prover.positions("positions", count: 5, logSize: 9)
        prover.sendOpening(elements: [5, 6])
        prover.sendOpening(digests: [digest])

        var verifier = VerifierTranscript(domain: Self.domain, proof: prover.proof, recordsFields: true)
        verifier.absorb("statement", statement: [1, 2, 3])
        #expect(try verifier.receive("elements", 4, count: 3) == elements)
        #expect(verifier.challenge("c") == first)
        #expect(try verifier.receiveDigest("digest") == digest)
        try verifier.checkGrinding("work", bits: 6)
        #expect(verifier.positions("positions", count: 5, logSize: 9) == positions)
        #expect(try verifier.receiveOpening("row", elementCount: 2) == [5, 6])
        #expect(try verifier.receiveOpeningDigest("path") == digest)
        try verifier.finish()
        #expect(
            verifier.fields.map(\.bytes) == [0..<72, 72..<104, 104..<112, 112..<128, 128..<160]
        )
        #expect(verifier.fields.map(\.isAbsorbed) == [true, true, true, false, false])
    }

    @Test("A nonce with one bit too few is refused, and the nonce itself is absorbed")
    func grinding() throws {
        var prover = ProverTranscript(domain: Self.domain)
        prover.grind("work", bits: 4, workers: .one)
        var verifier = VerifierTranscript(domain: Self.domain, proof: prover.proof)
        try verifier.checkGrinding("work", bits: 4)
        #expect(verifier.challenge("next") == prover.challenge("next"))

        // Of 16 seeds about half have a smallest nonce of exactly 4 bits; any of them will do.
        var tooFew = 0
        for index in 0..<16 {
            var prover = ProverTranscript(domain: Self.domain)
            prover.grind("work", index, bits: 4, workers: .one)
            var stricter = VerifierTranscript(domain: Self.domain, proof: prover.proof)
            do throws(VerificationError) {
                try stricter.checkGrinding("work", index, bits: 5)
            } catch {
                #expect(error == .grinding(label: "work", index: index, bits: 5))
                tooFew += 1
            }
        }
        #expect(tooFew > 0)

        var nothing = ProverTranscript(domain: Self.domain)
        nothing.grind("work", bits: 0, workers: .one)
        #expect(nothing.proof.isEmpty)
        #expect(Self.firstChallenge { _ in } == nothing.challenge("first"))
    }

    @Test("Missing bytes, non-canonical elements and trailing bytes are refused with their place")
    func hostileBytes() throws {
        var transcript = VerifierTranscript(domain: Self.domain, proof: [UInt8](repeating: 0, count: 23))
        #expect(throws: VerificationError.truncated(label: "a", index: 2)) { try transcript.receive("a", 2) }
        #expect(throws: VerificationError.truncated(label: "b", index: 0)) {
            try transcript.receive("b", count: Int.max)
        }
        #expect(throws: VerificationError.truncated(label: "c", index: 0)) { try transcript.receiveDigest("c") }
        #expect(throws: VerificationError.truncated(label: "d", index: 0)) {
            try transcript.receiveOpening("d", elementCount: 3)
        }
        #expect(throws: VerificationError.trailingBytes(count: 23)) { try transcript.finish() }

        for word in [Goldilocks.order, Goldilocks.order + 1, UInt64.max] {
            for position in 0..<3 {
                var proof = [UInt8](repeating: 0, count: 24)
                proof.replaceSubrange((8 * position)..<(8 * position + 8), with: word.littleEndianBytes)
                let error = VerificationError.nonCanonicalElement(label: "e", index: 0, offset: 8 * position)
                var transcript = VerifierTranscript(domain: Self.domain, proof: proof)
                #expect(throws: error) { try transcript.receive("e") }
                var opening = VerifierTranscript(domain: Self.domain, proof: proof)
                #expect(throws: error) { try opening.receiveOpening("e", elementCount: 3) }
            }
        }
    }
}
