import Scenario
import Testing

/// Keys that are taken, lost and replaced.
@Suite("Keys in scenarios")
struct KeyTests {
    private static func document(_ steps: String) throws -> ScenarioDocument {
        let text = """
            format: rollupsim/1
            name: x
            actors:
              alice: {l1: 10 ETH, l2: {nat: 5 ETH}}
              mallory: {l1: 10 ETH}
              operator: {l1: 10 ETH}
              guardian: {l1: 5 ETH}
            rollups:
              nat:
                preset: native-reexec
                advancer: operator
                portal: {maturity: 1h, guardian: guardian}
                auto: off
              plain: {preset: native-reexec, sequencer: operator, auto: off}
            defaults: {rollup: nat}
            steps:
            \(steps)

            """
        return try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8))
    }

    private static func expectPassed(_ steps: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) throws
    {
        let result = ScenarioRun.run(try document(steps))
        #expect(result.verdict == .passed, "\(TextReport(result).text)", sourceLocation: sourceLocation)
    }

    @Test(
        "What means nothing is refused where it stands",
        arguments: [
            ("- {compromise_key: {of: bob}, by: mallory}", "no actor is named `bob`"),
            ("- {compromise_key: {of: alice}}", "lacks `by`"),
            ("- {compromise_key: {}, by: mallory}", "lacks the key `of`"),
            ("- {compromise_key: {of: alice}, by: mallory, sign_as: alice}", "`sign_as` cannot stand beside"),
            ("- {lose_key: {of: bob}}", "no actor is named `bob`"),
            ("- {lose_key: {of: alice}, by: alice}", "nobody acts in a `lose_key` step"),
            ("- {advance_time: 1h, sign_as: alice}", "nobody acts in a `advance_time` step"),
            ("- {deposit: {amount: 1 ETH}, by: mallory, sign_as: bob}", "no actor is named `bob`"),
            ("- {deposit: {amount: 1 ETH}, sign_as: alice}", "lacks `by`"),
            ("- {advance: {block: b}, sign_as: operator}", "`sign_as` needs `by`"),
            ("- {rotate_key: {rollup: plain, to: alice}, by: operator}", "`rotate_key` needs a portal"),
            ("- {rotate_key: {to: bob}, by: guardian}", "no actor is named `bob`"),
            ("- {rotate_key: {}, by: guardian}", "lacks the key `to`"),
        ]
    )
    func refusals(_ step: String, _ reason: String) throws {
        let error = try #require(throws: ScenarioError.self, "\(step)") {
            try Self.document("  - {seal: {}, id: b}\n  " + step)
        }
        #expect(error.rendered.contains(reason), "\(error.rendered)")
    }

    @Test("A key signs for whoever has a copy, on both chains, and for nobody else")
    func copies() throws {
        try Self.expectPassed(
            """
              - {deposit: {amount: 1 ETH}, by: mallory, sign_as: alice, expect: {reject: KeyNotHeld}}
              - {compromise_key: {of: alice}, by: mallory}
              - {deposit: {amount: 1 ETH}, by: guardian, sign_as: alice, expect: {reject: KeyNotHeld}}
              - {deposit: {amount: 1 ETH}, by: mallory, sign_as: alice, assert: l1.balance(alice) == 9 ETH ± gas}
              - {l2_tx: {to: mallory, value: 2 ETH}, by: mallory, sign_as: alice}
              - {seal: {}, id: b1, assert: l2(nat).balance(mallory) == 2 ETH}
              - {deposit: {amount: 1 ETH}, by: alice, sign_as: alice}
              - {deposit: {amount: 1 ETH}, by: alice, sign_as: mallory, expect: {reject: KeyNotHeld}}
              - assert: l1.balance(mallory) == 10 ETH
            """
        )
    }

    @Test("Who has lost his key signs nothing, named or not, and whoever has a copy still does")
    func losses() throws {
        try Self.expectPassed(
            """
              - {seal: {}, id: b1}
              - {seal: {rollup: plain}, id: p1}
              - {compromise_key: {of: operator}, by: mallory}
              - {lose_key: {of: operator}}
              - {advance: {block: b1}, expect: {reject: KeyLost}}
              - {preconfirm: {rollup: plain, block: p1}, expect: {reject: KeyLost}}
              - {advance: {block: b1}, by: mallory, sign_as: operator, assert: nat.head.number == 1}
              - {lose_key: {of: alice}}
              - {l2_tx: {withdraw: 1 ETH}, by: alice, expect: {reject: KeyLost}}
              - {deposit: {amount: 1 ETH}, by: alice, expect: {reject: KeyLost}}
              - {advance_time: 1h}
            """
        )
    }

    @Test("A lost key is a failure of a step that does not expect it")
    func unexpected() throws {
        let result = ScenarioRun.run(
            try Self.document("  - {lose_key: {of: alice}}\n  - {deposit: {amount: 1 ETH}, by: alice}")
        )
        #expect(result.verdict.exitCode == 1)
        #expect(result.problems.first?.outcome == StepOutcome(.reject, "KeyLost"))
    }

    @Test("The guardian's power is the new key's, and only the guardian gives it away")
    func rotation() throws {
        try Self.expectPassed(
            """
              - {rotate_key: {to: mallory}, by: mallory, expect: {revert: not guardian}}
              - {rotate_key: {to: alice}, by: guardian}
              - {pause: {}, by: guardian, expect: {revert: not guardian}}
              - {rotate_key: {to: guardian}, by: guardian, expect: {revert: not guardian}}
              - {pause: {}, by: alice}
            """
        )
    }

    @Test("Keys at a bridge of signers: blind signing, a key replaced in time and one too late, and one that is lost")
    func folder() throws {
        let document = try ScenarioFolder.document("key-rotation-blind-signing.yaml")
        let result = ScenarioRun.run(document)
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
        #expect(result.alerts.map(\.monitor) == ["stops"])
        #expect(ScenarioRun.run(document).traceHash == result.traceHash)
    }
}
