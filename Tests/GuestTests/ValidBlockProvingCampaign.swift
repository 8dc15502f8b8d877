import Foundation
import GuestExecutor
import GuestProgram
import HostAccelerators
import Primitives
import ProofProver
import ProofVerifier
import RISCVProver
import RISCVTestSupport
import Scenario
import StateTransition
import TestSupport
import Testing

private let isProving = ProcessInfo.processInfo.environment["ROLLUPSIM_PROVE"] == "1"

/// What a prover might claim of a valid block of one transfer instead of the truth: `make prove-test`.
@Suite("Claims about a valid block proving campaign", .enabled(if: isProving, "proofs of a block: `make prove-test`"))
struct ValidBlockProvingCampaign {
    /// A claim by the places of the 43 bytes that differ from the run's.
    private static let claims: [(name: String, place: Int)] = [
        ("root, first byte", 0), ("root, last byte", 31), ("flag", 32), ("chain id", 33), ("schema", 42),
    ]

    private static let elf = Array(UnsafeBufferPointer(start: guest_program_bytes(), count: guest_program_size))

    /// The block that step b2 of the payload's scenario seals.
    private static func block() throws -> StatelessInput {
        let name = "Benchmarks/payloads/one-transfer.yaml"
        let text = try Fixtures.read(Fixtures.packageRoot.appending(path: name).path)
        var payloads: [StatelessInput] = []
        let control = RunControl(onSeal: { step, payload in if step == "b2" { payloads.append(payload) } })
        let result = ScenarioRun.run(try ScenarioDocument(name: name, bytes: text), control: control)
        #expect(result.verdict == .passed)
        return try #require(payloads.first)
    }

    private static func run(_ input: StatelessInput) throws -> GuestRun {
        try GuestRun(ProgramImage(elf: elf), input: input.encoded)
    }

    @Test("No claim but the true one has a proof, whichever way a prover lies")
    func noOtherClaimHasAProof() throws {
        let proved = try ProvedRun(Self.run(Self.block()))
        let output = proved.run.output
        #expect(output.count == 43 && output[32] == 1)
        let honest = try proved.prove()
        #expect(proved.refusal(of: honest) == nil)
        for (name, place) in Self.claims {
            var claimed = output
            claimed[place] ^= 1
            #expect(proved.refusal(of: honest, claiming: claimed) != nil, "\(name): the honest proof")
            let proof = try proved.prove(claiming: claimed)
            #expect(proved.refusal(of: proof, claiming: claimed) != nil, "\(name): a proof for the claim")
            // The words that memory ends with are made to fit the claim.
            var trace = proved.run.trace
            let half = place % 8 < 4 ? "low" : "high"
            let old = try trace.cell("output", "value \(half)", row: place / 8)
            let bit = Goldilocks(UInt64(1) << UInt64(place % 4 * 8))
            let isSet = output[place] & 1 == 1
            try trace.set("output", "value \(half)", row: place / 8, to: isSet ? old - bit : old + bit)
            let forged = try proved.prove(trace, claiming: claimed)
            #expect(proved.refusal(of: forged, claiming: claimed) != nil, "\(name): forged last words")
        }
        print("claims about a valid block: \(Self.claims.count), each in 3 ways, none accepted")
    }

    /// A block with another state root or chain id is one that the guest finds invalid; that it is valid has no proof.
    @Test("A changed block has no proof of being valid", arguments: ["state root", "chain id"])
    func changedBlock(_ field: String) throws {
        var input = try Self.block()
        switch field {
        case "state root": input.newPayloadRequest.executionPayload.fields.stateRoot.w3 ^= 1
        default: input.chainId ^= 1
        }
        let proved = try ProvedRun(Self.run(input))
        var claimed = proved.run.output
        #expect(claimed[32] == 0)
        claimed[32] = 1
        #expect(try proved.refusal(of: proved.prove(claiming: claimed), claiming: claimed) != nil)
    }
}
