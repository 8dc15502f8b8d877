import Foundation
import Scenario
import ScenarioTestSupport
import Testing

@Suite("Dispute games in scenarios")
struct DisputeScenarioTests {
    private static let options = SimulationOptions(proofs: AttestedProofs())

    private static func text(_ steps: String, rollup: String = "", head: String = "") -> String {
        """
        format: rollupsim/1
        name: x
        actors: {alice: {l1: 10 ETH}, operator: {l1: 10 ETH}}
        rollups: {hy: {preset: zk-dispute-game, advancer: operator, guardian: operator, auto: off\(rollup)}}
        \(head)defaults: {rollup: hy}
        steps:
          - {seal: {}, id: b1}
          - {propose: {block: b1}, id: g1}
        \(steps)
        """
    }

    private static func run(_ steps: String, rollup: String = "", head: String = "") throws -> ScenarioResult {
        let document = try ScenarioDocument(name: "x.yaml", bytes: Array(text(steps, rollup: rollup, head: head).utf8))
        return ScenarioRun.run(document, options: options)
    }

    private static func refusal(_ steps: String, rollup: String = "") throws -> String {
        let error = try #require(throws: ScenarioError.self, "\(rollup) \(steps)") {
            try ScenarioDocument(name: "x.yaml", bytes: Array(text(steps, rollup: rollup).utf8))
        }
        return error.rendered
    }

    @Test(
        "What means nothing is refused where it stands",
        arguments: [
            ("- {advance: {block: b1}}", "`advance` means nothing to `hy`, whose preset is zk-dispute-game"),
            ("- {challenge: {game: b1}, by: alice}", "step `b1` is a `seal` step, but a `propose` step is needed"),
            ("- {challenge: {game: g2}, by: alice}", "no step has the id `g2`"),
            ("- {challenge: {}, by: alice}", "`game`"),
            ("- {resolve: {game: g1}}", "`by`"),
            ("- {guard: {power: blacklist}, by: operator}", "`blacklist` needs the `game`"),
            ("- {guard: {power: retire, game: g1}, by: operator}", "`game` is for `power: blacklist`"),
            ("- {guard: {power: steal}, by: operator}", "steal"),
            ("- {propose: {block: b1, parent: b1}}", "a `propose` step is needed"),
            ("- {assert: game(b1).status == Resolved}", "a `propose` step is needed"),
            ("- {assert: game(g1).status == Lost}", "Lost"),
            ("- {assert: credit(g1) == 1 ETH}", "credit(step, account)"),
        ]
    )
    func refusals(_ step: String, _ words: String) throws {
        let text = try Self.refusal("  " + step)
        #expect(text.contains(words), "\(text)")
    }

    @Test(
        "Terms that the contracts would not take are refused",
        arguments: [
            "max_challenge: 366d", "max_prove: 366d", "air_gap: 366d", "bond_delay: 366d", "max_challenge: 0s",
            "init_bond: 1000000000000000000000 ETH", "challenge_window: 1d", "gas_rule: v6", "da: blob", "pace: slow",
            "portal: {}",
        ]
    )
    func terms(_ key: String) throws {
        let name = key.prefix { $0 != ":" }
        let text = try Self.refusal("", rollup: ", \(key)")
        let isNamed = text.contains(name) || text.contains("times of dispute games")
        #expect(text.contains("x.yaml:4:") && isNamed, "\(text)")
    }

    @Test("Verbs about games mean nothing to other designs, and their terms neither")
    func otherDesigns() throws {
        let text = """
            format: rollupsim/1
            name: x
            rollups: {opt: {preset: optimistic, auto: off, init_bond: 1 ETH}}
            steps:
              - {seal: {rollup: opt}, id: b1}
              - {propose: {rollup: opt, block: b1}}
            """
        let error = try #require(throws: ScenarioError.self) {
            try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8))
        }
        #expect(error.rendered.contains("`init_bond` is for the presets zk-dispute-game, "))
        #expect(error.rendered.contains("`propose` means nothing to `opt`, whose preset is optimistic"))
    }

    @Test("A step on a game that never came into being ends the run, and not the program")
    func missingGame() throws {
        let result = try Self.run(
            "  - {propose: {block: b1, bond: 1 ETH, tamper: {state_root: flip_bit}}, id: g2, expect: {revert: any}}\n"
                + "  - {challenge: {game: g2}, by: alice}"
        )
        guard case .impossible(let reason) = result.verdict else {
            Issue.record("\(result.verdict)")
            return
        }
        #expect(reason.contains("step `g2` has begun no game"))
    }

    @Test("An expected failure that does not come fails the run")
    func strictExpectations() throws {
        let result = try Self.run("  - {challenge: {game: g1}, by: alice, expect: {revert: GameOver}}")
        #expect(result.verdict != .passed)
    }

    @Test("With `pace: fast` a week is ten minutes, and a short time two slots")
    func pace() throws {
        let steps = """
              - {advance_time: 11m}
              - {resolve: {game: g1}, by: alice, assert: game(g1).outcome == DEFENDER_WINS}
              - {advance_time: 6m}
              - {close_game: {game: g1}, by: alice, assert: hy.head.number == 1}
            """
        let fast = try Self.run(steps, rollup: ", pace: fast")
        #expect(fast.verdict == .passed, "\(TextReport(fast).text)")
        let real = try Self.run(steps)
        #expect(real.verdict != .passed)
    }

    @Test("Nobody objects to a lie: it becomes final, and the invariant notices")
    func unnoticedLie() throws {
        let steps = """
              - {propose: {block: b1, tamper: {state_root: flip_bit}}, by: alice, id: g2}
              - {advance_time: 8d}
              - {resolve: {game: g2}, by: alice}
              - {advance_time: 4d}
              - {close_game: {game: g2}, by: alice}
            """
        guard case .invariantViolated(let reason) = try Self.run(steps).verdict else {
            Issue.record("the lie went unnoticed")
            return
        }
        #expect(reason.contains("root_matches_reference"))
        let expected = try Self.run(steps, head: "invariants: {root_matches_reference: expect_violation}\n")
        #expect(expected.verdict == .passed, "\(TextReport(expected).text)")
    }

    @Test("Of true rivals one is the chain, and what stands on a claim that is taken back is on none")
    func rivals() throws {
        for name in ["hybrid-rival-truths.yaml", "hybrid-parent-edges.yaml"] {
            let results = try (0..<2).map { _ in
                ScenarioRun.run(try ScenarioFolder.document(name), options: Self.options)
            }
            #expect(results[0].verdict == .passed, "\(TextReport(results[0]).text)")
            #expect(results[0].traceHash == results[1].traceHash)
        }
    }

    @Test("A run has the same hash twice")
    func determinism() throws {
        let hashes = try (0..<2).map { _ in
            ScenarioRun.run(try ScenarioFolder.document("hybrid-bond-table.yaml"), options: Self.options).traceHash
        }
        #expect(hashes[0] == hashes[1])
    }
}
