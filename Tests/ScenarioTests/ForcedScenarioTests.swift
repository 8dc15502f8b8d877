import Primitives
import RollupActors
import Scenario
import ScenarioTestSupport
import Testing

@Suite("Scenarios of what is forced upon an L2")
struct ForcedScenarioTests {
    private static func run(_ document: ScenarioDocument) -> ScenarioResult {
        let options = SimulationOptions(proofs: AttestedProofs(), batchProofs: SimulatedBatchProofs())
        return ScenarioRun.run(document, options: options)
    }

    private static func document(rollup: String = "", _ steps: String) throws -> ScenarioDocument {
        let text = """
            format: rollupsim/1
            name: x
            actors: {alice: {l1: 10 ETH, l2: {nat: 5 ETH}}, bob: {}, operator: {l1: 10 ETH}}
            rollups:
              nat: {preset: native-reexec, advancer: operator, auto: off\(rollup)}
            steps:

            """
        return try ScenarioDocument(name: "x.yaml", bytes: Array((text + steps + "\n").utf8))
    }

    @Test(
        "Every scenario about forced transactions passes, twice with the same trace",
        arguments: [
            "native-forced-il", "forced-hostile-no-prover", "forced-inclusion-tour", "sequencer-outage-tour",
        ]
    )
    func scenarios(_ name: String) throws {
        let document = try ScenarioFolder.document("\(name).yaml")
        let (first, second) = (Self.run(document), Self.run(document))
        #expect(first.verdict == .passed, "\(TextReport(first).text)")
        #expect(first.traceHash == second.traceHash)
    }

    @Test("Without the inbox the block that leaves somebody out is taken: the check is the inbox's")
    func withoutInbox() throws {
        let steps = """
            - l2_tx: {rollup: nat, to: bob, value: 1 ETH}
              by: alice
            - advance_time: 2h
            - seal: {rollup: nat}
              id: b1
            - advance: {rollup: nat, block: b1}
              assert: nat.head.number == 1
            """
        #expect(try Self.run(Self.document(steps)).verdict == .passed)
        let forced = """
            - force_include: {rollup: nat, to: bob, value: 1 ETH}
              by: alice
            - advance_time: 2h
            - seal: {rollup: nat, include_forced: none}
              id: b1
            - advance: {rollup: nat, block: b1}
              expect: {revert: forced transaction missing}
            """
        #expect(try Self.run(Self.document(rollup: ", inbox_delay: 1h", forced)).verdict == .passed)
        // The same with a delay that has not passed is no failure of the block's.
        #expect(try Self.run(Self.document(rollup: ", inbox_delay: 3h", forced)).verdict != .passed)
    }

    @Test("A reorg that undoes the forcing undoes the duty, and the sequencer's block with it")
    func reorg() throws {
        let steps = """
            - force_include: {rollup: nat, to: bob, value: 1 ETH}
              by: alice
            - reorg: {depth: 1, keep: false}
            - advance_time: 2h
            - seal: {rollup: nat}
              id: b1
              assert: l2(nat).balance(bob) == 0 ETH
            - advance: {rollup: nat, block: b1}
              assert: nat.head.number == 1
            - force_include: {rollup: nat, to: bob, value: 1 ETH}
              by: alice
            - seal: {rollup: nat}
              id: b2
            - advance: {rollup: nat, block: b2}
              assert:
                - l2(nat).balance(bob) == 1 ETH
                - events(nat, "ForcedIncluded").count == 1
            """
        let result = try Self.run(Self.document(rollup: ", inbox_delay: 1h", steps))
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
    }

    @Test(
        "What cannot be meant is refused before a run",
        arguments: [
            (", inbox_delay: 8d", "- seal: {rollup: nat}"),
            ("", "- force_include: {rollup: nat, to: bob}\n  by: alice"),
            ("", "- drop_forced: {rollup: nat}\n  by: alice"),
            ("", "- seal: {rollup: nat, include_forced: none}"),
            (", inbox_delay: 1h", "- seal: {rollup: nat, include_forced: some}"),
            (", inbox_delay: 1h", "- seal: {rollup: nat, upon: sand}"),
            (", inbox_delay: 1h", "- force_include: {rollup: nat}\n  by: alice"),
            (", inbox_delay: 1h", "- force_include: {rollup: nat, withdraw: 1 ETH, value: 1 ETH}\n  by: alice"),
            (", inbox_delay: 1h", "- force_include: {rollup: nat, to: nobody}\n  by: alice"),
            (", inbox_delay: 1h", "- force_include: {rollup: nat, to: bob}"),
            (", inbox_delay: 1h, unsafe: [unbound_outputs]", "- seal: {rollup: nat}"),
        ]
    )
    func refused(_ rollup: String, _ steps: String) {
        #expect(throws: ScenarioError.self) { try Self.document(rollup: rollup, steps) }
    }
}
