import Foundation
import Primitives
import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver
import RISCVTestSupport
import Synchronization
import TestSupport
import Testing

/// Damaged proofs of a run on the RV64IM machine: the verifier refuses each, without a trap.
@Suite struct RISCVHostileProofTests {
    /// Inputs tried; `ROLLUPSIM_HOSTILE_PROOFS` says how many in a campaign.
    private static let count =
        ProcessInfo.processInfo.environment["ROLLUPSIM_HOSTILE_PROOFS"].flatMap { Int($0) } ?? 4000

    @Test func damagedProofsAreRefused() throws {
        let run = try RISCVAttack.run()
        let machine = try GuestRun.machine.get()
        let parameters = ProofParameters(securityBits: 24)
        let key = MachineProofSystem(machine.definition, securityBits: 24).verificationKey(for: run.program)
        let statement = try #require(machine.definition.statement(key, publicValues: run.output))
        let proof = try MachineProver.prove(
            run.trace,
            statement: statement,
            parameters: parameters,
            workers: Workers(count: 2)
        )
        var transcript = VerifierTranscript(domain: MachineVerifier.domain, proof: proof, recordsFields: true)
        try MachineVerifier.verify(&transcript, statement: statement, parameters: parameters)
        let damage = ProofDamage(proof: proof, fields: transcript.fields, chipCount: machine.machine.chips.count)
        let accepted = Mutex<[UInt64]>([])
        let rules = Mutex<[String: Int]>([:])
        Workers(count: 2).forEachRange(of: Self.count) { range in
            var own: [String: Int] = [:]
            for seed in range {
                let input = damage.input(seed: UInt64(seed))
                if input == proof { continue }
                do throws(VerificationError) {
                    try MachineVerifier.verify(input, statement: statement, parameters: parameters)
                    accepted.withLock { $0.append(UInt64(seed)) }
                } catch {
                    own[Self.kind(of: error), default: 0] += 1
                }
            }
            rules.withLock { rules in rules.merge(own) { $0 + $1 } }
        }
        let seeds = accepted.withLock { $0 }
        #expect(seeds.isEmpty, "seeds of accepted inputs")
        let refused = rules.withLock { $0 }
        let counts = refused.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        print("damaged RV64IM proofs of \(proof.count) bytes: \(Self.count) tried, refused by \(counts)")
        // The damage reaches each part of the verifier.
        for rule in ["truncated", "shape", "sumcheck", "columnValues", "unbalancedBuses", "merkleRoot", "openedValue"] {
            #expect(refused[rule] != nil, "no input is refused by \(rule)")
        }
    }

    /// The case of an error, without what it says.
    private static func kind(of error: VerificationError) -> String {
        switch error {
        case .columnValues: "columnValues"
        case .openedValue: "openedValue"
        case .unbalancedBuses: "unbalancedBuses"
        default: Mirror(reflecting: error).children.first?.label ?? "\(error)"
        }
    }
}

/// Changes of a proof that keep most of its structure, drawn from a seed.
private struct ProofDamage: Sendable {
    let proof: [UInt8]
    let fields: [Range<Int>]
    let chipCount: Int

    init(proof: [UInt8], fields: [VerifierTranscript.Field], chipCount: Int) {
        self.proof = proof
        self.fields = fields.map(\.bytes).filter { !$0.isEmpty }
        self.chipCount = chipCount
    }

    /// One of: noise behind the header, flipped bits, a field of extremes, of another field or of noise, fields
    /// removed, repeated or exchanged, a cut, other used rows, an element plus the field's order, another word.
    func input(seed: UInt64) -> [UInt8] {
        var random = SplitMix64(seed: seed)
        func below(_ bound: Int) -> Int { Int(random.next() % UInt64(max(1, bound))) }
        var input = proof
        // Half of the fields are behind the first ones, which are many and short.
        let field = fields[below(2) == 0 ? below(fields.count) : fields.count - 1 - below(fields.count / 2)]
        let other = fields[below(fields.count)]
        switch below(12) {
        case 0:
            return (below(2) == 0 ? Array(proof.prefix(4 + 4 * chipCount)) : []) + random.bytes(below(4096))
        case 1:
            for _ in 0...below(8) { input[below(input.count)] ^= UInt8(1) << UInt8(below(8)) }
        case 2:
            let extreme: UInt8 = [0, 0xff, 1, 0x80][below(4)]
            input.replaceSubrange(field, with: field.map { _ in extreme })
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
            for _ in 0...below(3) {
                let start = 4 + 4 * below(chipCount)
                let rows = below(2) == 0 ? UInt64(below(1 << 26)) : random.next()
                input.replaceSubrange(start..<(start + 4), with: rows.littleEndianBytes.prefix(4))
            }
        case 9:
            let place = field.lowerBound + 8 * below(field.count / 8)
            guard place + 8 <= input.count else { return input }
            let word = (0..<8).reversed().reduce(0 as UInt64) { $0 << 8 | UInt64(proof[place + $1]) }
            input.replaceSubrange(place..<(place + 8), with: (word &+ Goldilocks.order).littleEndianBytes)
        case 10 where field.count == other.count:
            input.replaceSubrange(field, with: proof[other])
            input.replaceSubrange(other, with: proof[field])
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
