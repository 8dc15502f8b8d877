import Scenario
import ScenarioTestSupport
import Testing

/// What `bring_proof` refuses before anything runs; scenario native-late-proof shows what it does.
@Suite struct LateProofTests {
    private static func refusal(preset: String, timing: String, expect: String = "") -> String? {
        ScenarioSamples.refusal(
            of: """
                format: rollupsim/1
                name: x
                l1: {proof_timing: \(timing)}
                actors: {op: {l1: 9 ETH}}
                rollups:
                  nat: {preset: \(preset), advancer: op, auto: off}
                steps:
                  - seal: {rollup: nat}
                    id: b1
                  - advance: {rollup: nat, block: b1}
                    id: a1
                  - bring_proof: {of: a1}
                \(expect)

                """
        )?.rendered
    }

    @Test func whereProofsComeWithTheBlockNoneComesLater() throws {
        let refusal = try #require(Self.refusal(preset: "native-proof", timing: "same_block"))
        #expect(refusal.contains("12:18: error: on this L1 proofs come with the block, or never"), "\(refusal)")
        let expected = Self.refusal(
            preset: "native-proof",
            timing: "same_block",
            expect: "    expect: {reject: ProofNotAwaited}"
        )
        #expect(expected == nil)
        #expect(Self.refusal(preset: "native-proof", timing: "next_slot") == nil)
    }

    @Test func blocksThatL1ExecutesWaitForNoProof() throws {
        let refusal = try #require(Self.refusal(preset: "native-reexec", timing: "next_slot"))
        #expect(refusal.contains("blocks of `nat`, whose preset is native-reexec, wait for no proof"), "\(refusal)")
    }

    @Test func timingsAreTwo() throws {
        let refusal = try #require(Self.refusal(preset: "native-proof", timing: "whenever"))
        #expect(refusal.contains("`proof_timing` expects one of `same_block`, `next_slot`"), "\(refusal)")
    }
}
