import Primitives
import ProofProver
import ProofVerifier
import TestSupport
import Testing

@Suite("WHIR: hostile bytes")
struct WHIRHostileBytesTests {
    @Test("No byte of a proof can change")
    func everyByte() throws {
        let claim = WHIRCase(try .reduced(), seed: 20)
        let proof = try claim.prove()
        var random = SplitMix64(seed: 21)
        var accepted: [Int] = []
        for position in proof.indices {
            var forged = proof
            forged[position] ^= UInt8(random.next() % 255 + 1)
            if claim.refusal(of: forged) == nil { accepted.append(position) }
        }
        print("WHIR: \(proof.count) bytes changed one by one, \(accepted.count) changes accepted")
        #expect(accepted.isEmpty)
    }

    @Test("One byte of every field of a full proof")
    func everyField() throws {
        let claim = WHIRCase(try .derive(securityBits: 128, logSize: 12, queryGrindingBits: 4), seed: 22)
        let proof = try claim.prove()
        let fields = try claim.verify(proof)
        var random = SplitMix64(seed: 23)
        for field in fields {
            var forged = proof
            forged[Int.random(in: field.bytes, using: &random)] ^= UInt8(random.next() % 255 + 1)
            #expect(claim.refusal(of: forged) != nil, "\(field)")
        }
        print("WHIR: \(fields.count) fields of a proof of \(proof.count) bytes changed, all refused")
    }

    @Test("An element plus the order is another encoding of it, and refused as such")
    func nonCanonicalElements() throws {
        let configuration = try WHIRConfiguration.reduced()
        let claim = WHIRCase(
            configuration,
            table: [Goldilocks](repeating: .zero, count: 256),
            weights: WHIRCase(configuration, seed: 24).weights
        )
        let proof = try claim.prove()
        // Of the zero table every element is 0, so the order fits in its place.
        var count = 0
        for field in try claim.verify(proof)
        where !["whir root", "whir path", "whir query grinding"].contains(field.label) {
            for start in stride(from: field.bytes.lowerBound, to: field.bytes.upperBound, by: 8) {
                #expect(proof[start..<(start + 8)].allSatisfy { $0 == 0 })
                var forged = proof
                forged.replaceSubrange(start..<(start + 8), with: Goldilocks.order.littleEndianBytes)
                #expect(
                    claim.refusal(of: forged)
                        == .nonCanonicalElement(label: field.label, index: field.index, offset: start)
                )
                count += 1
            }
        }
        print("WHIR: \(count) elements encoded as element + p, all refused")
        #expect(count > 100)
    }

    @Test("A proof that ends early or late is refused, wherever it ends")
    func lengths() throws {
        let claim = WHIRCase(try .reduced(), seed: 25)
        let proof = try claim.prove()
        let fields = try claim.verify(proof)
        for field in fields {
            for end in [field.bytes.lowerBound, field.bytes.upperBound - 1] {
                #expect(
                    claim.refusal(of: Array(proof[..<end])) == .truncated(label: field.label, index: field.index)
                )
            }
            var longer = proof
            longer.insert(0, at: field.bytes.upperBound)
            #expect(claim.refusal(of: longer) != nil)
        }
        #expect(claim.refusal(of: proof + [0]) == .trailingBytes(count: 1))
        #expect(claim.refusal(of: proof + proof) == .trailingBytes(count: proof.count))
        #expect(claim.refusal(of: []) == .truncated(label: "whir root", index: 0))
    }

    @Test("Openings in another order or place do not lead to the root")
    func swappedOpenings() throws {
        let claim = WHIRCase(try .reduced(queryCounts: [8, 6]), seed: 26)
        let proof = try claim.prove()
        let fields = try claim.verify(proof)
        for round in 0...1 {
            for label in ["whir row", "whir path"] {
                let places = fields.filter { $0.label == label && $0.index == round }
                #expect(places.count > 1)
                for (first, second) in zip(places, places.dropFirst()) {
                    var forged = proof
                    forged.replaceSubrange(first.bytes, with: proof[second.bytes])
                    forged.replaceSubrange(second.bytes, with: proof[first.bytes])
                    #expect(forged != proof)
                    #expect(claim.refusal(of: forged) == .merkleRoot(round: round))
                }
            }
        }
    }

    @Test("Random bytes and random splices of proofs are refused")
    func randomBytes() throws {
        let claim = WHIRCase(try .reduced(), seed: 27)
        let proof = try claim.prove()
        let otherProof = try WHIRCase(claim.configuration, seed: 28).prove()
        var random = SplitMix64(seed: 29)
        for _ in 0..<2_000 {
            let length = Int.random(in: 0...proof.count, using: &random)
            #expect(claim.refusal(of: random.bytes(length)) != nil)
            let spliced = Array(proof.prefix(length)) + otherProof.dropFirst(length)
            #expect(claim.refusal(of: spliced) != nil || spliced == proof)
        }
    }
}
