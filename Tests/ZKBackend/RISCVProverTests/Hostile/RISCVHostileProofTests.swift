import Foundation
import Primitives
import ProofProver
import ProofTestSupport
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
