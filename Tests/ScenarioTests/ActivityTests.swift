import HostAccelerators
import RollupActors
import Scenario
import ScenarioTestSupport
import Testing

/// Loads of many transactions, drawn from the seed.
@Suite struct ActivityTests {
    private static func run(_ load: String, seed: Int = 1, preset: String = "native-reexec") throws -> ScenarioResult {
        let text = """
            format: rollupsim/1
            name: load
            seed: \(seed)
            actors: {alice: {l2: {nat: 5 ETH}}, bob: {l2: {nat: 5 ETH}}, poor: {}, operator: {l1: 50 ETH}}
            rollups: {nat: {preset: \(preset), advancer: operator, auto: off}}
            steps:
              - activity: {rollup: nat, \(load)}
                id: load
            """
        let document = try ScenarioDocument(name: "load.yaml", bytes: Array(text.utf8))
        return ScenarioRun.run(
            document,
            options: SimulationOptions(proofs: AttestedProofs(), batchProofs: SimulatedBatchProofs())
        )
    }

    @Test func sameSeedGivesTheSameLoadAndAnotherSeedAnother() throws {
        let load = "blocks: 2, rate: 12, senders: [alice, bob]"
        let first = try Self.run(load)
        #expect(first.verdict == .passed, "\(TextReport(first).text)")
        #expect(try Self.run(load).traceHash == first.traceHash)
        #expect(try Self.run(load, seed: 2).traceHash != first.traceHash)
    }

    @Test(arguments: ["transfer", "token", "swap", "creation"])
    func mixOfOneKindHoldsThatKindAlone(_ kind: String) throws {
        let result = try Self.run("blocks: 1, rate: 3, senders: [alice, bob], mix: {\(kind): 1}")
        #expect(result.verdict == .passed)
        let lines = TextReport(result).text.split(separator: "\n").filter { $0.contains("in blocks") }
        #expect(lines.count == 1 && lines[0].contains("\(kind): 3 of 3 in blocks"))
    }

    @Test func senderWithoutEtherEndsTheLoadWithTheRejection() throws {
        let result = try Self.run("blocks: 1, rate: 3, senders: [poor], mix: {transfer: 1}")
        guard case .failed(let problems) = result.verdict else {
            Issue.record("\(result.verdict)")
            return
        }
        #expect(problems.contains { $0.contains("reject: InsufficientFunds") })
    }

    @Test func settledLoadMovesTheHeadOfTheRollup() throws {
        let result = try Self.run("blocks: 3, rate: 2, senders: [alice], settle: true, mix: {transfer: 1}")
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
        #expect(TextReport(result).text.contains("3 blocks settled for"))
    }

    @Test func settlingIsForRollupsThatAreExecuted() throws {
        let result = try Self.run(
            "blocks: 1, rate: 1, senders: [alice], settle: true, mix: {transfer: 1}",
            preset: "native-proof"
        )
        #expect(result.verdict.exitCode == 2)
    }
}
