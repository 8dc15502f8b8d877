import Foundation
import RollupActors
import Scenario
import ScenarioTestSupport
import Testing

@Suite("Siblings, and games about payments, in scenarios")
struct SiblingScenarioTests {
    private static let options = SimulationOptions(proofs: AttestedProofs(), batchProofs: SimulatedBatchProofs())

    private static func text(_ steps: String, rollup: String) -> String {
        """
        format: rollupsim/1
        name: x
        actors: {alice: {l1: 10 ETH}, operator: {l1: 10 ETH}}
        rollups: {hy: {preset: \(rollup), advancer: operator, auto: off}}
        defaults: {rollup: hy}
        steps:
          - {seal: {}, id: b1}
          - {propose: {block: b1}, id: g1}
        \(steps)
        """
    }

    private static func run(_ steps: String, rollup: String) throws -> ScenarioResult {
        let document = try ScenarioDocument(name: "x.yaml", bytes: Array(text(steps, rollup: rollup).utf8))
        return ScenarioRun.run(document, options: options)
    }

    private static func refusal(_ steps: String, rollup: String) throws -> String {
        let error = try #require(throws: ScenarioError.self, "\(rollup) \(steps)") {
            try ScenarioDocument(name: "x.yaml", bytes: Array(text(steps, rollup: rollup).utf8))
        }
        return error.rendered
    }

    @Test("The scenarios pass, and have the same hash twice")
    func scenarios() throws {
        let names = ["kailua-siblings.yaml", "siblings-true-duplicate.yaml", "hybrid-payments-with-challenge.yaml"]
        for name in names {
            let results = try (0..<2).map { _ in
                ScenarioRun.run(try ScenarioFolder.document(name), options: Self.options)
            }
            #expect(results[0].verdict == .passed, "\(TextReport(results[0]).text)")
            #expect(results[0].traceHash == results[1].traceHash)
        }
    }

    @Test(
        "What means nothing to claims that siblings dispute is refused where it stands",
        arguments: [
            ("- {challenge: {game: g1}, by: alice}", "`challenge` means nothing to `hy`, whose preset is kailua"),
            ("- {advance: {block: b1}}", "`advance` means nothing to `hy`, whose preset is kailua"),
            ("- {forge_batch: {rollup: hy}, by: alice}", "`forge_batch` means nothing to `hy`"),
        ]
    )
    func siblingRefusals(_ step: String, _ words: String) throws {
        let text = try Self.refusal("  " + step, rollup: "kailua")
        #expect(text.contains("x.yaml:9:") && text.contains(words), "\(text)")
    }

    @Test(
        "What means nothing to games about payments is refused where it stands",
        arguments: [
            ("- {settle_claim: {game: g1}, by: alice}", "`settle_claim` means nothing to `hy`"),
            ("- {forge_batch: {rollup: hy}, by: alice}", "`forge_batch` means nothing to `hy`"),
            ("- {prove_claim: {game: g1, proof: missing}, by: alice}", "`proof: missing` means nothing to `hy`"),
            ("- {propose: {block: b1, tamper: {gas_used: 1}}}", "a claim about a batch of payments has no `gas_used`"),
            ("- {advance: {block: b1, proof: flip_bit}}", "`proof` means nothing to `hy`"),
        ]
    )
    func paymentRefusals(_ step: String, _ words: String) throws {
        let text = try Self.refusal("  " + step, rollup: "payments-dispute-game")
        #expect(text.contains("x.yaml:9:") && text.contains(words), "\(text)")
    }

    @Test(
        "Terms that the contracts would not take are refused",
        arguments: [
            ("kailua", "head_start: 1h", "`head_start` needs a `vanguard`"),
            ("kailua", "vanguard: alice, head_start: 8d", "shorter than `max_challenge`"),
            ("kailua", "max_prove: 1d", "`max_prove` is for the presets zk-dispute-game"),
            ("kailua", "challenger_bond: 1 ETH", "`challenger_bond` is for the presets zk-dispute-game"),
            ("kailua", "da: blob", "`da: blob` is not for the preset kailua yet"),
            ("kailua", "portal: {}", "`portal` is for the presets"),
            ("payments-dispute-game", "vanguard: alice", "`vanguard` is for the preset kailua"),
            ("payments-dispute-game", "da: blob", "`da: blob` is not for the preset payments-dispute-game yet"),
            ("payments-dispute-game", "unsafe: [gamma_equals_delta]", "`gamma_equals_delta` means nothing"),
            ("payments-dispute-game", "chain_id: 5", "`chain_id` is for the presets"),
        ]
    )
    func terms(_ preset: String, _ keys: String, _ words: String) throws {
        let text = try Self.refusal("", rollup: "\(preset), \(keys)")
        #expect(text.contains("x.yaml:4:") && text.contains(words), "\(text)")
    }

    @Test("B6 B7 a bad or a missing proof gets into no block under EXECUTE, and a late one into a later block")
    func nativeProofs() throws {
        let steps = """
              - {prove_claim: {game: g1, proof: flip_bit}, by: alice, expect: {reject: ProofRefused}}
              - {prove_claim: {game: g1, proof: missing}, by: alice, expect: {reject: any}}
              - {assert: game(g1).status == Unchallenged}
              - {prove_claim: {game: g1}, by: alice, assert: game(g1).status == UnchallengedAndValidProofProvided}
            """
        let result = try Self.run(steps, rollup: "zk-dispute-game")
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
    }

    @Test("B6 a bad proof is in a block where a contract verifies it, costs its sender gas, and reverts")
    func contractProofs() throws {
        let steps = """
              - {prove_claim: {game: g1, proof: flip_bit}, by: alice, id: bad, expect: {revert: InvalidProof, halt: any}}
              - {assert: gas(bad) > 50000}
              - {assert: game(g1).status == Unchallenged}
              - {prove_claim: {game: g1}, by: alice, assert: game(g1).status == UnchallengedAndValidProofProvided}
            """
        let result = try Self.run(steps, rollup: "payments-dispute-game")
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
        let accepted = try Self.run(
            steps.replacing("{revert: InvalidProof, halt: any}", with: "{reject: any}"),
            rollup: "payments-dispute-game"
        )
        #expect(accepted.verdict != .passed)
    }

    @Test("A lie about a batch that nobody contradicts becomes final, and the ledger does not take the truth for it")
    func unnoticedLie() throws {
        let steps = """
              - {propose: {block: b1, tamper: {state_root: flip_bit}}, id: g2}
              - {advance_time: 8d}
              - {resolve: {game: g2}, by: alice}
              - {advance_time: 4d}
              - {close_game: {game: g2}, by: alice}
              - {advance: {block: b1}, expect: {revert: proof refused}}
            """
        let result = try Self.run(steps, rollup: "payments-dispute-game")
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
    }

    @Test("With `pace: fast` a sibling's week is ten minutes, and an uncontradicted lie becomes final")
    func fastLie() throws {
        let steps = """
              - {propose: {block: b1, tamper: {state_root: flip_bit}}, by: alice, id: g2}
              - {settle_claim: {game: g1}, by: alice, assert: game(g2).status == Eliminated}
              - {resolve: {game: g1}, by: alice}
              - {advance_time: 6m}
              - {close_game: {game: g1}, by: alice, assert: hy.head.number == 1}
            """
        let honest = try Self.run(steps, rollup: "kailua, pace: fast")
        #expect(honest.verdict == .passed, "\(TextReport(honest).text)")
        let lie = """
              - {seal: {}, id: b2}
              - {propose: {block: b2, parent: g1, tamper: {state_root: flip_bit}}, by: alice, id: g2}
              - {advance_time: 11m}
              - {resolve: {game: g1}, by: alice}
              - {resolve: {game: g2}, by: alice}
              - {advance_time: 6m}
              - {close_game: {game: g1}, by: alice}
              - {close_game: {game: g2}, by: alice}
            """
        guard case .invariantViolated(let reason) = try Self.run(lie, rollup: "kailua, pace: fast").verdict else {
            Issue.record("the lie went unnoticed")
            return
        }
        #expect(reason.contains("root_matches_reference"))
    }
}
