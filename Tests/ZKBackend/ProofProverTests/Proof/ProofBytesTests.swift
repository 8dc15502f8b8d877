import Primitives
import ProofProver
import ProofVerifier
import Synchronization
import Testing

@Suite("Every byte of a proof counts")
struct ProofBytesTests {
    /// Labels whose bytes an earlier commitment binds; all others must be absorbed.
    private static let openings: Set<String> = ["whir row", "whir path"]

    @Test("The fields cover the proof, and each one that is no opening has its place in the transcript")
    func recordedFields() throws {
        let run = try PairRun(rowCount: 5000)
        let proof = try run.prove()
        let fields = try run.fields(of: proof)
        var end = 0
        var position = 0
        for field in fields {
            #expect(field.bytes.lowerBound == end, "\(field.label)[\(field.index)]")
            end = field.bytes.upperBound
            guard !Self.openings.contains(field.label) else { continue }
            let absorbed = try #require(field.absorbPosition, "\(field.label)[\(field.index)] is not absorbed")
            #expect(absorbed >= position + field.bytes.count, "\(field.label)[\(field.index)]")
            position = absorbed
        }
        #expect(end == proof.count)
        let labels = Set(fields.map(\.label)).subtracting(Self.openings)
        #expect(
            labels == [
                "header version", "header rows", "whir root", "whir out-of-domain answer", "logup root", "logup round",
                "logup children", "slice round", "joint round", "joint columns", "whir sumcheck", "whir final table",
                "whir query grinding",
            ]
        )
    }

    /// Tries changed proofs on two threads; returns how many were accepted.
    private func acceptedCount(_ count: Int, _ run: PairRun, _ change: (Int) -> [UInt8]) -> Int {
        let accepted = Mutex(0)
        Workers(count: 2).forEachRange(of: count) { range in
            for index in range where run.refusal(of: change(index)) == nil { accepted.withLock { $0 += 1 } }
        }
        return accepted.withLock { $0 }
    }

    @Test("Each byte of a reduced-parameter proof: changed, the proof is refused")
    func everyByte() throws {
        let run = try PairRun(rowCount: 200)
        let proof = try run.prove()
        #expect(run.refusal(of: proof) == nil)
        let accepted = acceptedCount(proof.count, run) { index in
            var changed = proof
            changed[index] ^= UInt8(1) << UInt8(index % 8)
            return changed
        }
        #expect(accepted == 0, "of \(proof.count) changed proofs")
        print("proof bytes flipped at 24 bits: \(proof.count), refused: \(proof.count - accepted)")
    }

    @Test("One byte of each element, digest and nonce of a full proof: changed, the proof is refused")
    func everyElementOfAFullProof() throws {
        let run = try PairRun(rowCount: 200, parameters: ProofParameters(securityBits: 128))
        let proof = try run.prove()
        var places: [Int] = []
        for field in try run.fields(of: proof) {
            let isDigest = ["whir root", "whir path"].contains(field.label)
            let width = field.label.hasPrefix("header") ? 4 : isDigest ? 32 : 8
            for (count, start) in stride(from: field.bytes.lowerBound, to: field.bytes.upperBound, by: width)
                .enumerated()
            {
                places.append(start + count % width)
            }
        }
        let accepted = acceptedCount(places.count, run) { index in
            var changed = proof
            changed[places[index]] ^= 1
            return changed
        }
        #expect(accepted == 0, "of \(places.count) changed proofs")
        print(
            "elements flipped at 128 bits: \(places.count) in \(proof.count) bytes, refused: \(places.count - accepted)"
        )
    }

    @Test("Truncated, extended, and with sections swapped, the proof is refused")
    func lengthsAndSections() throws {
        let run = try PairRun(rowCount: 200)
        let proof = try run.prove()
        let fields = try run.fields(of: proof)
        #expect(acceptedCount(fields.count, run) { Array(proof.prefix(fields[$0].bytes.lowerBound)) } == 0)
        #expect(acceptedCount(32, run) { Array(proof.prefix(proof.count - 1 - $0)) } == 0)
        for extra in 1...32 {
            #expect(run.refusal(of: proof + [UInt8](repeating: 0, count: extra)) == .trailingBytes(count: extra))
        }
        let swapped = acceptedCount(fields.count - 1, run) { index in
            let (first, second) = (fields[index].bytes, fields[index + 1].bytes)
            // Equal neighbours, such as two rows with the same values, would give the proof itself.
            guard proof[first] != proof[second] else { return [] }
            return Array(proof[..<first.lowerBound] + proof[second] + proof[first] + proof[second.upperBound...])
        }
        #expect(swapped == 0)
    }

    @Test("One round more or fewer, or a coefficient more or fewer, is refused")
    func roundsAndDegrees() throws {
        let run = try PairRun(rowCount: 200)
        let proof = try run.prove()
        for field in try run.fields(of: proof)
        where ["logup round", "joint round", "whir sumcheck"].contains(field.label) {
            let (start, end) = (field.bytes.lowerBound, field.bytes.upperBound)
            let (before, round, after) = (Array(proof[..<start]), Array(proof[field.bytes]), Array(proof[end...]))
            let rounds: [[UInt8]] = [
                round + round, [], round + [UInt8](repeating: 0, count: 24), Array(round.dropLast(24)),
            ]
            for changed in rounds {
                #expect(run.refusal(of: before + changed + after) != nil, "\(field.label)[\(field.index)]")
            }
        }
    }

    @Test("The claims of two columns swapped, and a column's claim in the place of another chip's, are refused")
    func swappedColumnClaims() throws {
        let run = try PairRun(rowCount: 200)
        let proof = try run.prove()
        let claims = try run.fields(of: proof).filter { $0.label == "joint columns" }.flatMap { field in
            stride(from: field.bytes.lowerBound, to: field.bytes.upperBound, by: 24).map { $0..<($0 + 24) }
        }
        #expect(claims.count == run.machine.machine.columnCount)
        for first in claims.indices {
            for second in claims.indices where second > first {
                var changed = proof
                changed.replaceSubrange(claims[first], with: proof[claims[second]])
                changed.replaceSubrange(claims[second], with: proof[claims[first]])
                #expect(run.refusal(of: changed) != nil, "claims \(first) and \(second)")
            }
        }
    }

    @Test("An element written with the order added is refused wherever it fits 64 bits")
    func nonCanonicalElements() throws {
        let run = try PairRun(rowCount: 200)
        let proof = try run.prove()
        var tried = 0
        for field in try run.fields(of: proof)
        where !["whir root", "whir path", "whir query grinding", "header version", "header rows"].contains(field.label)
        {
            for start in stride(from: field.bytes.lowerBound, to: field.bytes.upperBound, by: 8) {
                let value = (0..<8).reduce(UInt64(0)) { $0 | UInt64(proof[start + $1]) << UInt64(8 * $1) }
                let (lifted, overflow) = value.addingReportingOverflow(Goldilocks.order)
                guard !overflow else { continue }
                tried += 1
                var changed = proof
                changed.replaceSubrange(start..<(start + 8), with: lifted.littleEndianBytes)
                #expect(
                    run.refusal(of: changed)
                        == .nonCanonicalElement(label: field.label, index: field.index, offset: start)
                )
            }
        }
        #expect(tried > 10, "rows hold small values, so some element must allow it")
    }
}
