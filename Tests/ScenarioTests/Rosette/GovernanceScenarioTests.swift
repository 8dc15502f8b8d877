import Scenario
import ScenarioTestSupport
import Testing

@Suite("Upgrades in scenarios")
struct GovernanceScenarioTests {
    private static func text(_ steps: String, upgrades: String = "{owner: operator, delay: 10d}", more: String = "")
        -> String
    {
        """
        format: rollupsim/1
        name: x
        actors: {alice: {l1: 10 ETH}, bob: {l1: 10 ETH}, operator: {l1: 10 ETH}}
        rollups: {hy: {preset: zk-dispute-game, auto: off, upgrades: \(upgrades)\(more)}}
        defaults: {rollup: hy}
        contracts: {evil: {code: 0x69600060005260206000f3600052600a6016f3}}
        steps:
          - {deploy: {contract: evil, on: l1}, by: operator}
        \(steps)
        """
    }

    private static func run(_ steps: String, upgrades: String = "{owner: operator, delay: 10d}", more: String = "")
        throws -> ScenarioResult
    {
        let bytes = Array(text(steps, upgrades: upgrades, more: more).utf8)
        let document = try ScenarioDocument(name: "x.yaml", bytes: bytes)
        return ScenarioRun.run(document, options: SimulationOptions(proofs: AttestedProofs()))
    }

    @Test(
        "What cannot be is refused where it stands",
        arguments: [
            ("{}", "`upgrades` needs an `owner` or a `council`"),
            ("{owner: operator}", "an `owner` needs the `delay`"),
            ("{delay: 1d, council: [alice]}", "`delay` is for an `owner`"),
            ("{owner: operator, delay: 366d}", "`delay` is at most 365d"),
            ("{owner: nobody, delay: 1d}", "no actor is named `nobody`"),
            ("{council: [alice, alice]}", "`alice` is a member already"),
            ("{council: [alice, carol]}", "no actor is named `carol`"),
            ("{council: [alice], threshold: 2}", "`threshold` is between 1 and the number of members, 1"),
            ("{council: [alice], threshold: 0}", "`threshold` is between 1 and the number of members, 1"),
            ("{council: [alice], treshold: 1}", "unknown key `treshold`"),
            ("operator", "`upgrades` expects a mapping"),
        ]
    )
    func sections(_ upgrades: String, _ words: String) throws {
        let error = try #require(throws: ScenarioError.self, "\(upgrades)") {
            try ScenarioDocument(name: "x.yaml", bytes: Array(Self.text("", upgrades: upgrades).utf8))
        }
        #expect(error.rendered.contains(words), "\(error.rendered)")
        #expect(error.rendered.contains("x.yaml:4:"))
    }

    @Test(
        "Steps that mean nothing are refused where they stand",
        arguments: [
            ("- {upgrade: {verifier: evil}}", "`by`"),
            ("- {upgrade: {}, by: operator}", "`upgrade` lacks the key `verifier`"),
            ("- {upgrade: {verifier: other}, by: operator}", "`other`"),
            ("- {execute_upgrade: {verifier: evil}, by: operator}", "unknown key `verifier`"),
            ("- {approve_upgrade: {rollup: no, verifier: evil}, by: alice}", "no rollup is named `no`"),
            ("- {cancel_upgrade: hy, by: operator}", "expects a mapping"),
        ]
    )
    func steps(_ step: String, _ words: String) throws {
        let error = try #require(throws: ScenarioError.self, "\(step)") {
            try ScenarioDocument(name: "x.yaml", bytes: Array(Self.text("  " + step).utf8))
        }
        #expect(error.rendered.contains(words), "\(error.rendered)")
    }

    @Test("A rollup whose verifier nobody can exchange has no upgrades")
    func withoutUpgrades() throws {
        let text = Self.text("  - {execute_upgrade: {}, by: alice}")
            .replacing(", upgrades: {owner: operator, delay: 10d}", with: "")
        let error = try #require(throws: ScenarioError.self) {
            try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8))
        }
        let words = "`execute_upgrade` needs a contract that can be exchanged, and `hy` has none"
        #expect(error.rendered.contains(words), "\(error.rendered)")
    }

    @Test("An announced contract waits to the second, and the rosette tells when it is in force")
    func delay() throws {
        let result = try Self.run(
            """
              - {upgrade: {verifier: evil}, by: operator, assert: rosette(hy).exit_window == "None"}
              - {upgrade: {verifier: evil}, by: operator, expect: {revert: already scheduled}}
              - {advance_time: 10d}
              - {execute_upgrade: {}, by: alice, assert: rosette(hy).state_validation == "None"}
              - {execute_upgrade: {}, by: alice, expect: {revert: nothing scheduled}}
            """
        )
        #expect(result.verdict == .passed, "\(result.verdict)")
        let early = try Self.run(
            """
              - {upgrade: {verifier: evil}, by: operator}
              - {advance_time: 9.9d}
              - {execute_upgrade: {}, by: alice, expect: {revert: upgrade not ready}}
              - {cancel_upgrade: {}, by: alice, expect: {revert: BadAuth}}
              - {cancel_upgrade: {}, by: operator}
              - {advance_time: 10d}
              - {execute_upgrade: {}, by: alice, expect: {revert: nothing scheduled}}
            """
        )
        #expect(early.verdict == .passed, "\(early.verdict)")
    }

    @Test("A council needs its threshold, and nobody else can agree")
    func council() throws {
        let result = try Self.run(
            """
              - {approve_upgrade: {verifier: evil}, by: operator, expect: {revert: not a member}}
              - {approve_upgrade: {verifier: alice}, by: alice, expect: {revert: no code}}
              - {approve_upgrade: {verifier: evil}, by: alice, assert: rosette(hy).stage == "0"}
              - {approve_upgrade: {verifier: evil}, by: alice, expect: {revert: already approved}}
              - {approve_upgrade: {verifier: evil}, by: bob, assert: rosette(hy).stage == "none"}
              - {upgrade: {verifier: evil}, by: operator, expect: {revert: BadAuth}}
            """,
            upgrades: "{council: [alice, bob]}"
        )
        #expect(result.verdict == .passed, "\(result.verdict)")
    }

    @Test("Paces shorten the delay of upgrades with the other times")
    func pace() throws {
        let result = try Self.run(
            """
              - {upgrade: {verifier: evil}, by: operator}
              - {advance_time: 15m}
              - {execute_upgrade: {}, by: alice}
            """,
            more: ", pace: fast"
        )
        #expect(result.verdict == .passed, "\(result.verdict)")
    }
}
