import ExecutePrecompile
import HostAccelerators
import L1Sim
import Primitives
import Scenario
import Testing

/// A theft from end to end: L1 believes a genesis in which the thief is rich, and pays the thief out.
@Suite struct TheftTests {
    /// An L2 on which Mallory holds ether that nobody has escrowed, and an honest depositor.
    private static func document(_ invariants: String) throws -> ScenarioDocument {
        let text = """
            format: rollupsim/1
            name: theft
            actors: {alice: {l1: 10 ETH}, mallory: {l1: 1 ETH, l2: {nat: 100 ETH}}, operator: {l1: 5 ETH}}
            rollups: {nat: {preset: native-reexec, auto: off, advancer: operator}}
            invariants: {\(invariants)}
            steps:
              - deposit: {to: nat, amount: 3 ETH}
                by: alice
              - l2_tx: {rollup: nat, withdraw: 12 ETH}
                by: mallory
                save: loot
              - seal: {rollup: nat}
                id: b1
              - advance: {rollup: nat, block: b1}
              - claim: {rollup: nat, withdrawal: loot}
                by: mallory
                assert: l1.balance(mallory) == 13 ETH ± gas
            """
        return try ScenarioDocument(name: "theft.yaml", bytes: Array(text.utf8))
    }

    private static let unbacked = SimulationOptions(escrowShortfall: UInt256(100) &* 1_000_000_000_000_000_000)

    @Test func unbackedEtherDrainsTheDepositsOfOthers() throws {
        let result = ScenarioRun.run(try Self.document("escrow_solvency: expect_violation"), options: Self.unbacked)
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
        let violated = result.invariants.filter { $0.violation != nil }.map(\.setting.invariant)
        #expect(violated == [.escrowSolvency])
    }

    @Test func enforcedSolvencyStopsTheRunBeforeTheTheft() throws {
        let result = ScenarioRun.run(try Self.document("escrow_solvency: enforce"), options: Self.unbacked)
        #expect(result.verdict.exitCode == 4)
        #expect(result.timeline.isEmpty)
    }
}
