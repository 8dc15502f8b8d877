import Foundation
import Scenario
import Testing

@Suite("Designs of rollups in scenarios")
struct RollupDesignTests {
    /// What `check` says of an optimistic rollup with more keys, and of steps on it.
    private static func refusal(_ rollup: String = "", _ steps: String = "  - l1_mine: 1blk", report: String = "")
        throws -> String
    {
        let text = """
            format: rollupsim/1
            name: x
            actors: {operator: {l1: 10 ETH}}
            rollups: {opt: {preset: optimistic, advancer: operator, auto: off\(rollup)}}
            steps:
            \(steps)
            \(report)
            """
        let error = try #require(throws: ScenarioError.self, "\(rollup) \(steps)") {
            try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8))
        }
        return error.rendered
    }

    @Test(
        "A key of another design is refused where it stands, with the designs that take it",
        arguments: [
            ("gas_rule: v6", "the presets native-reexec and native-proof"),
            ("proof_gas_rule: sidecar", "the preset native-proof"),
            ("requests_policy: accept_any", "the presets native-reexec and native-proof"),
            ("verification_key: pinned", "the preset native-proof"),
        ]
    )
    func foreignKeys(_ key: String, _ owners: String) throws {
        let text = try Self.refusal(", \(key)")
        let name = key.prefix { $0 != ":" }
        #expect(text.contains("x.yaml:4:68: error: `\(name)` is for \(owners)\n"), "\(text)")
    }

    @Test("A window is the optimistic design's alone, and at most a year")
    func windows() throws {
        let text = """
            format: rollupsim/1
            name: x
            rollups: {nat: {preset: native-reexec, auto: off, challenge_window: 1d}}
            steps: []
            """
        let error = try #require(throws: ScenarioError.self) {
            try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8))
        }
        #expect(error.rendered.contains("x.yaml:3:51: error: `challenge_window` is for the presets optimistic and"))
        let long = try Self.refusal(", challenge_window: 366d")
        #expect(long.contains("x.yaml:4:86: error: `challenge_window` is at most 365d"), "\(long)")
    }

    @Test(
        "Keys of `advance` that only EXECUTE has a use for are refused",
        arguments: ["program: 1", "proof_of: b1", "proof: missing", "into: block", "pad_witness: 1 KiB"]
    )
    func advanceKeys(_ key: String) throws {
        let text = try Self.refusal(
            "",
            "  - {seal: {rollup: opt}, id: b1}\n  - advance: {rollup: opt, block: b1, \(key)}"
        )
        let name = key.prefix { $0 != ":" }
        #expect(
            text.contains("x.yaml:7:39: error: `\(name)` means nothing to `opt`, whose preset is optimistic"),
            "\(text)"
        )
    }

    @Test("What EXECUTE did cannot be asked, nor what a block would cost under its prices, nor for its events")
    func executions() throws {
        let steps = """
              - {seal: {rollup: opt}, id: b1}
              - {advance: {rollup: opt, block: b1}, id: a, assert: execute(a).gas_charge > 0}
            """
        let asked = try Self.refusal("", steps)
        #expect(asked.contains("step `a` calls no EXECUTE: `opt` has the preset optimistic"), "\(asked)")
        let table = try Self.refusal(
            "",
            "  - {seal: {rollup: opt}, id: b1}",
            report: "report: {gas_table: {blocks: [b1], modes: [reexec/v6]}}"
        )
        #expect(
            table.contains("x.yaml:7:31: error: the block of `b1` never goes through EXECUTE: `opt` has the preset"),
            "\(table)"
        )
        let events = try Self.refusal("", "  - assert: events(opt, \"BlockAdded\").count == 0")
        #expect(events.contains("the contract of a rollup has no event `BlockAdded`"), "\(events)")
    }

    @Test("A wrong proposal is a violated invariant and no refusal, and the report says whom users trust")
    func reports() throws {
        let result = ScenarioRun.run(
            try ScenarioFolder.document(
                "optimistic-false-root.yaml",
                replacing: "invariants: {root_matches_reference: expect_violation}\n",
                with: ""
            )
        )
        guard case .invariantViolated(let reason) = result.verdict else {
            Issue.record("\(result.verdict)")
            return
        }
        #expect(reason.contains("root_matches_reference"))
        let text = TextReport(result).text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(text.contains("challenge window 1d 0:00:00; nobody can challenge a proposal: users trust the proposer"))
        let page = HTMLReport.text([("optimistic-false-root.yaml", result)])
        #expect(page.contains("nobody can challenge a proposal"))
    }

    @Test("Loads of a rollup in blobs are settled by blobs, and a fault of blobs means nothing to one in calldata")
    func blobs() throws {
        let text = """
            format: rollupsim/1
            name: x
            actors: {alice: {l1: 1 ETH, l2: {opt: 5 ETH}}, operator: {l1: 10 ETH}}
            rollups: {opt: {preset: optimistic, da: blob, advancer: operator, challenge_window: 1h, auto: off}}
            steps:
              - activity: {rollup: opt, blocks: 3, rate: 4, senders: [alice], settle: true}
                assert: opt.head.number == 4
              - rebuild: {rollup: opt}
            """
        let result = ScenarioRun.run(try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8)))
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
        let fault = try Self.refusal(
            "",
            "  - {seal: {rollup: opt}, id: b1}\n  - advance: {rollup: opt, block: b1, blobs: missing}"
        )
        #expect(fault.contains("`blobs` means nothing to `opt`, whose blocks are in calldata"), "\(fault)")
    }

    @Test("Loads are settled by proposals, and one claim makes all due blocks final")
    func loads() throws {
        // A block more than the load has is for what the load needs beforehand.
        let text = """
            format: rollupsim/1
            name: x
            actors: {alice: {l1: 1 ETH, l2: {opt: 5 ETH}}, operator: {l1: 10 ETH}}
            rollups: {opt: {preset: optimistic, advancer: operator, challenge_window: 1h, auto: off}}
            steps:
              - {l2_tx: {rollup: opt, withdraw: 1 ETH}, by: alice, save: w}
              - activity: {rollup: opt, blocks: 3, rate: 4, senders: [alice], settle: true}
                assert: opt.head.number == 4
              - advance_time: 1h
              - {claim: {rollup: opt, withdrawal: w}, by: alice, assert: opt.final_number == 4}
            """
        let result = ScenarioRun.run(try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8)))
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
        let finalizations = result.timeline.last?.effect.details.count { "\($0)".contains("up to 4 final") }
        #expect(finalizations == 1)
    }
}
