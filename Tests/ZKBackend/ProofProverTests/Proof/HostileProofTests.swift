import Foundation
import Primitives
import ProofProver
import ProofVerifier
import Synchronization
import TestSupport
import Testing

@Suite("Hostile proofs")
struct HostileProofTests {
    /// Inputs tried; `ROLLUPSIM_HOSTILE_PROOFS=1000000` runs the campaign.
    private static let count =
        ProcessInfo.processInfo.environment["ROLLUPSIM_HOSTILE_PROOFS"].flatMap { Int($0) } ?? 100_000

    @Test("Mutated and random proofs never trap and are never accepted")
    func mutationsAndNoise() throws {
        let run = try PairRun(rowCount: 200)
        let proof = try run.prove()
        let fields = try run.fields(of: proof)
        let accepted = Mutex<[UInt64]>([])
        Workers(count: 2).forEachRange(of: Self.count) { range in
            for seed in range {
                var random = SplitMix64(seed: UInt64(seed))
                let input = Self.mutation(of: proof, fields, &random)
                if input != proof, run.refusal(of: input) == nil { accepted.withLock { $0.append(UInt64(seed)) } }
            }
        }
        let seeds = accepted.withLock { $0 }
        #expect(seeds.isEmpty, "seeds of accepted inputs")
        print("hostile proofs tried: \(Self.count), refused: \(Self.count - seeds.count)")
    }

    /// One of: noise behind the header, flipped bits, a field replaced by extremes, by another field or by noise,
    /// fields removed, repeated or exchanged, a cut, a new header.
    private static func mutation(
        of proof: [UInt8],
        _ fields: [VerifierTranscript.Field],
        _ random: inout SplitMix64
    ) -> [UInt8] {
        func below(_ bound: Int) -> Int { Int(random.next() % UInt64(max(1, bound))) }
        var input = proof
        let field = fields[below(fields.count)].bytes
        let other = fields[below(fields.count)].bytes
        switch below(10) {
        case 0:
            let header = below(2) == 0 ? Array(proof.prefix(16)) : []
            return header + random.bytes(below(4096))
        case 1:
            for _ in 0...below(8) { input[below(input.count)] ^= UInt8(1) << UInt8(below(8)) }
        case 2:
            let extreme: [UInt8] = [[0], [0xff], [1], [0x80]][below(4)]
            input.replaceSubrange(field, with: field.map { _ in extreme[0] })
        case 3:
            input.replaceSubrange(field, with: proof[other])
        case 4:
            input.replaceSubrange(field, with: random.bytes(field.count))
        case 5:
            input.removeSubrange(field)
        case 6:
            input.insert(contentsOf: proof[other], at: field.lowerBound)
        case 7:
            input.removeLast(below(input.count))
        case 8:
            for chip in 0..<3 where below(2) == 0 {
                let rows = below(2) == 0 ? UInt64(below(1 << 21)) : random.next()
                input.replaceSubrange((4 + 4 * chip)..<(8 + 4 * chip), with: rows.littleEndianBytes.prefix(4))
            }
        default:
            let place = field.lowerBound + below(field.count)
            input.replaceSubrange(
                place..<min(input.count, place + 8),
                with: (random.next() >> UInt64(below(64))).littleEndianBytes
            )
        }
        return input
    }
}
