import RollupActors
import Scenario
import ScenarioTestSupport
import Testing

/// The portal in the language: what is refused before a run, and what a run does.
@Suite("Portals in scenarios")
struct PortalScenarioTests {
    private static func document(_ rollups: String, _ steps: String) throws -> ScenarioDocument {
        let text = """
            format: rollupsim/1
            name: x
            actors: {alice: {l1: 10 ETH, l2: {op: 5 ETH}}, operator: {l1: 10 ETH}, guardian: {l1: 1 ETH}}
            rollups: {\(rollups)}
            defaults: {by: alice}
            steps:
            \(steps)
            """
        return try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8))
    }

    private static func refusal(_ rollups: String, _ steps: String = "  - l1_mine: 1blk") throws -> String {
        let error = try #require(throws: ScenarioError.self, "\(rollups) \(steps)") {
            try document(rollups, steps)
        }
        return error.rendered
    }

    private static func optimistic(_ portal: String, unsafe: String = "") -> String {
        "op: {preset: optimistic, challenge_window: 1h, advancer: operator, auto: off, unsafe: [\(unsafe)], "
            + "portal: {\(portal)}}"
    }

    @Test(
        "A portal that cannot be is refused, with the reason",
        arguments: [
            ("maturity: 366d", "`maturity` is at most 365d"),
            ("finality_delay: 366d", "`finality_delay` is at most 365d"),
            ("pause_period: 8761h", "`pause_period` is at most 365d"),
            ("rate_period: 0s", "`rate_period` is at least 1s"),
            ("rate_period: 366d", "`rate_period` is at most 365d"),
            ("guardian: nobody", "no actor is named `nobody`"),
            ("rate_limit: 1d", "`rate_limit`"),
            ("airgap: 1d", "airgap"),
        ]
    )
    func portals(_ keys: String, _ reason: String) throws {
        let text = try Self.refusal(Self.optimistic(keys))
        #expect(text.contains(reason), "\(text)")
    }

    @Test("A delay of finality is for roots that wait for it, and a portal for rollups with messages")
    func designs() throws {
        let native = "op: {preset: native-reexec, auto: off, portal: {finality_delay: 1d}}"
        #expect(try Self.refusal(native).contains("`finality_delay` is for the preset optimistic"))
        let ledger = "op: {preset: contract-groth16, advancer: operator, auto: off, portal: {}}"
        #expect(try Self.refusal(ledger).contains("`portal` is for the presets native-reexec"))
    }

    @Test(
        "Steps that need a portal are refused where there is none",
        arguments: [
            "prove_withdrawal: {rollup: op, withdrawal: w}", "finalize_withdrawal: {rollup: op, withdrawal: w}",
            "retry_message: {rollup: op, withdrawal: w}", "pause: {rollup: op}", "unpause: {rollup: op}",
            "blacklist_root: {rollup: op}", "set_rate_limit: {rollup: op, limit: 1 ETH}",
        ]
    )
    func withoutPortal(_ step: String) throws {
        let steps = """
              - l2_tx: {rollup: op, withdraw: 1 ETH}
                save: w
              - \(step)
            """
        let text = try Self.refusal("op: {preset: native-reexec, auto: off}", steps)
        let verb = step.prefix { $0 != ":" }
        #expect(text.contains("`\(verb)` needs a portal, and `op` has none"), "\(text)")
    }

    @Test("One step does not take out what needs two, and no block of another rollup proves anything")
    func misuse() throws {
        let begin = """
              - l2_tx: {rollup: op, withdraw: 1 ETH}
                save: w
              - seal: {rollup: other}
                id: foreign

            """
        let rollups = Self.optimistic("maturity: 1h") + ", other: {preset: native-reexec, auto: off}"
        let claim = try Self.refusal(rollups, begin + "  - claim: {rollup: op, withdrawal: w}")
        #expect(claim.contains("`op` has a portal, which lets withdrawals out in two steps"), "\(claim)")
        for verb in ["prove_withdrawal: {rollup: op, withdrawal: w, block", "blacklist_root: {rollup: op, block"] {
            let text = try Self.refusal(rollups, begin + "  - \(verb): foreign}")
            #expect(text.contains("step `foreign` has sealed a block of `other`"), "\(text)")
        }
        let early = try Self.refusal(rollups, "  - prove_withdrawal: {rollup: op, withdrawal: w}")
        #expect(early.contains("`w`"), "\(early)")
    }

    private static func run(_ rollups: String, _ steps: String) throws -> ScenarioResult {
        ScenarioRun.run(try document(rollups, steps), options: SimulationOptions(proofs: AttestedProofs()))
    }

    @Test("A withdrawal that no block holds is rejected, and one that another has proven needs his name")
    func submitters() throws {
        let result = try Self.run(
            Self.optimistic("maturity: 1h"),
            """
              - l2_tx: {rollup: op, withdraw: 1 ETH}
                save: w
              - prove_withdrawal: {rollup: op, withdrawal: w}
                expect: {reject: WithdrawalNotSealed}
              - finalize_withdrawal: {rollup: op, withdrawal: w}
                expect: {reject: WithdrawalNotSealed}
              - retry_message: {rollup: op, withdrawal: w}
                expect: {reject: WithdrawalNotSealed}
              - seal: {rollup: op}
                id: b1
              - advance: {rollup: op, block: b1}
              - prove_withdrawal: {rollup: op, withdrawal: w, tamper: receiver}
                by: operator
                expect: {revert: invalid proof}
              - prove_withdrawal: {rollup: op, withdrawal: w}
                by: operator
              - advance_time: 30m
              - finalize_withdrawal: {rollup: op, withdrawal: w}
                expect: {revert: not matured}
              - advance_time: 31m
              - finalize_withdrawal: {rollup: op, withdrawal: w, submitter: alice}
                expect: {revert: Unproven}
              - finalize_withdrawal: {rollup: op, withdrawal: w}
                assert:
                  - l1.balance(alice) == 11 ETH ± gas
                  - l1.balance(op) == 14 ETH
            """
        )
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
    }

    @Test("A delivery before the challenge window is over fails, whatever the portal's own wait")
    func finality() throws {
        let result = try Self.run(
            Self.optimistic("maturity: 1m"),
            """
              - l2_tx: {rollup: op, withdraw: 1 ETH}
                save: w
              - seal: {rollup: op}
                id: b1
              - advance: {rollup: op, block: b1}
              - prove_withdrawal: {rollup: op, withdrawal: w}
              - advance_time: 30m
              - finalize_withdrawal: {rollup: op, withdrawal: w}
                expect: {revert: root not final}
              - advance_time: 31m
              - finalize_withdrawal: {rollup: op, withdrawal: w}
            """
        )
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
    }

    @Test("The invariants see a thief at a portal that trusts the root zero, and nobody at another")
    func theft() throws {
        let steps = """
              - l2_tx: {rollup: op, withdraw: 1 ETH}
                save: w
              - seal: {rollup: op}
                id: b1
              - finalize_withdrawal: {rollup: op, withdrawal: w, receiver: operator}
                by: operator
                expect: EXPECTED
            """
        let safe = steps.replacing("EXPECTED", with: "{revert: Unproven}")
        #expect(try Self.run(Self.optimistic("maturity: 1h"), safe).verdict == .passed)
        let open = try Self.run(
            Self.optimistic("maturity: 1h", unsafe: "zero_trusted_root"),
            steps.replacing("EXPECTED", with: "ok")
        )
        #expect(open.verdict.exitCode == 4)
        let violated = open.invariants.filter { $0.violation != nil }.map(\.setting.invariant)
        #expect(violated.contains(.messageOnce) && violated.contains(.escrowSolvency), "\(violated)")
    }
}
