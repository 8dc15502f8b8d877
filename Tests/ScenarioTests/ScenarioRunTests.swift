import Foundation
import HostAccelerators
import Primitives
import RollupActors
import Scenario
import ScenarioTestSupport
import Testing

@Suite struct ScenarioRunTests {
    @Test(arguments: ScenarioFolder.names)
    func everyScenarioPassesAndLeavesTheSameTraceTwice(_ name: String) throws {
        let document = try ScenarioFolder.document(name)
        // Real proofs of the same files are made by `make prove-test`.
        let options = SimulationOptions(proofs: AttestedProofs(), batchProofs: SimulatedBatchProofs())
        let first = ScenarioRun.run(document, options: options)
        let second = ScenarioRun.run(document, options: options)
        #expect(first.verdict == .passed, "\(TextReport(first).text)")
        #expect(first.traceHash != nil && first.traceHash == second.traceHash)
        #expect(first.invariants.count == Invariant.allCases.count)
        for record in first.invariants {
            let isViolated = record.setting.treatment == .expectViolation
            #expect((record.violation != nil) == isViolated, "\(record.setting.invariant)")
            #expect(record.checkCount > 1)
        }
    }

    @Test func fourScenariosStandInTheFolder() {
        #expect(ScenarioFolder.names.count >= 4)
    }

    /// Run with `ROLLUPSIM_REGENERATE_GOLDEN=1` to write the golden texts anew; look at the difference before
    /// committing.
    @Test(arguments: ScenarioFolder.goldenNames)
    func reportIsTheGoldenText(_ name: String) throws {
        let options = SimulationOptions(proofs: AttestedProofs(), batchProofs: SimulatedBatchProofs())
        let result = ScenarioRun.run(try ScenarioFolder.document("\(name).yaml"), options: options)
        let report = TextReport(result).text
        let golden = ScenarioFolder.golden("\(name).txt")
        if ProcessInfo.processInfo.environment["ROLLUPSIM_REGENERATE_GOLDEN"] == "1" {
            try report.write(to: golden, atomically: true, encoding: .utf8)
        }
        #expect(try report == String(contentsOf: golden, encoding: .utf8))
    }

    @Test func otherSeedLeavesAnotherTrace() throws {
        let first = ScenarioRun.run(try ScenarioFolder.document("native-happy-path.yaml"))
        let second = ScenarioRun.run(
            try ScenarioFolder.document("native-happy-path.yaml", replacing: "seed: 1\n", with: "seed: 2\n")
        )
        #expect(second.verdict == .passed)
        #expect(first.traceHash != second.traceHash)
    }

    @Test func editedAssertionFailsAndTheRunStopsThere() throws {
        let result = ScenarioRun.run(
            try ScenarioFolder.document(
                "native-happy-path.yaml",
                replacing: "escrow(nat) == 2.5 ETH",
                with: "escrow(nat) == 2.4 ETH"
            )
        )
        guard case .failed(let problems) = result.verdict else {
            Issue.record("verdict is \(result.verdict)")
            return
        }
        #expect(problems.count == 1 && problems[0].contains("`escrow(nat) == 2.4 ETH` does not hold"))
        #expect(problems[0].contains("escrow(nat) is 2.5 ETH"))
        #expect(result.verdict.exitCode == 1)
        #expect(result.timeline.last?.verb == "claim")
        #expect(result.gasTable == nil)
    }

    @Test func expectedFailureThatSucceedsFails() throws {
        let result = ScenarioRun.run(
            try ScenarioFolder.document(
                "native-happy-path.yaml",
                replacing: "    id: dep\n",
                with: "    id: dep\n    expect: {revert: any}\n"
            )
        )
        guard case .failed(let problems) = result.verdict else {
            Issue.record("verdict is \(result.verdict)")
            return
        }
        #expect(problems.contains { $0.contains("an expected failure that succeeds is a failure") })
    }

    @Test func unexpectedFailureFails() throws {
        let result = ScenarioRun.run(
            try ScenarioFolder.document(
                "native-happy-path.yaml",
                replacing: "    expect: {revert: AlreadyClaimed}\n"
            )
        )
        guard case .failed(let problems) = result.verdict else {
            Issue.record("verdict is \(result.verdict)")
            return
        }
        #expect(problems == ["line 49: expected ok, got {revert: AlreadyClaimed}"])
    }

    @Test func stepLimitStopsTheRun() throws {
        let result = ScenarioRun.run(
            try ScenarioFolder.document(
                "native-happy-path.yaml",
                replacing: "seed: 1\n",
                with: "seed: 1\nlimits: {steps: 3}\n"
            )
        )
        #expect(result.verdict.exitCode == 5)
        #expect(result.timeline.count == 3)
    }

    @Test func wallLimitStopsTheRunAndNeverEntersItsTrace() throws {
        let document = try ScenarioFolder.document(
            "native-happy-path.yaml",
            replacing: "seed: 1\n",
            with: "seed: 1\nlimits: {wall: 5s}\n"
        )
        let stopped = ScenarioRun.run(document, control: RunControl(isTimeUp: { $0 == 5 }))
        #expect(stopped.verdict.exitCode == 5)
        let unlimited = ScenarioRun.run(try ScenarioFolder.document("native-happy-path.yaml"))
        #expect(ScenarioRun.run(document).traceHash == unlimited.traceHash)
    }

    @Test func gasTableNumbersDifferByTheRulesCharge() throws {
        let result = ScenarioRun.run(try ScenarioFolder.document("native-happy-path.yaml"))
        let table = try #require(result.gasTable)
        #expect(table.rows.map(\.block) == ["b1", "b2"])
        for row in table.rows {
            let gas = row.cells.map(\.gasUsed)
            let full = try #require(gas[0])
            // The rule v6 charges the gas limit and 16 a byte on top of calldata and contract.
            #expect(full > 15_000_000 + 16 * row.payloadByteCount)
            #expect(row.cells[1].isFloor && row.cells[2].isFloor && !row.cells[0].isFloor)
            #expect(gas[1] == gas[2])
        }
        let advance = result.timeline.first { $0.id == "adv1" }
        #expect(advance?.gasUsed == table.rows[0].cells[0].gasUsed)
    }
}
