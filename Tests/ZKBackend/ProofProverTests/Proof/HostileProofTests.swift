import Foundation
import Primitives
import ProofProver
import ProofTestSupport
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
        let damage = ProofDamage(proof: proof, fields: try run.fields(of: proof), chipCount: 3)
        let accepted = Mutex<[UInt64]>([])
        Workers(count: 2).forEachRange(of: Self.count) { range in
            for seed in range {
                let input = damage.input(seed: UInt64(seed))
                if input != proof, run.refusal(of: input) == nil { accepted.withLock { $0.append(UInt64(seed)) } }
            }
        }
        let seeds = accepted.withLock { $0 }
        #expect(seeds.isEmpty, "seeds of accepted inputs")
        print("hostile proofs tried: \(Self.count), refused: \(Self.count - seeds.count)")
    }
}
