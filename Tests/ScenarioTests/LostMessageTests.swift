import RollupActors
import Scenario
import ScenarioTestSupport
import Testing

/// The invariant about messages that are used up and that nobody has.
@Suite("Messages that are lost")
struct LostMessageTests {
    private static func run(_ portal: String, unsafe: String = "", _ steps: String) throws -> ScenarioResult {
        let text = """
            format: rollupsim/1
            name: x
            actors: {alice: {l1: 10 ETH, l2: {nat: 5 ETH}}, operator: {l1: 10 ETH}}
            contracts: {token: {stock: erc20}}
            rollups: {nat: {preset: native-reexec, advancer: operator, auto: off, unsafe: [\(unsafe)], portal: {\(portal)}}}
            defaults: {rollup: nat, by: alice}
            invariants: {message_once: report, escrow_solvency: report}
            steps:
            \(steps)
            """
        let document = try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8))
        return ScenarioRun.run(document, options: SimulationOptions(proofs: AttestedProofs()))
    }

    private static func violation(_ result: ScenarioResult) -> String? {
        result.invariants.first { $0.setting.invariant == .messageNotLost }?.violation?.reason
    }

    @Test("A forgery that takes a message's place loses the true one, once L1 knows that it was sent")
    func forgery() throws {
        let result = try Self.run(
            "maturity: 1m",
            unsafe: "zero_trusted_root",
            """
              - l2_tx: {withdraw: 1 ETH}
                save: w
              - seal: {}
                id: b1
              - finalize_withdrawal: {withdrawal: w, receiver: operator}
                by: operator
              - advance: {block: b1}
            """
        )
        #expect(result.verdict.exitCode == 4, "\(TextReport(result).text)")
        #expect(
            Self.violation(result) == "nat: L1 has used the message 0 from L2 up, and its receiver does not have it"
        )
        #expect(result.timeline.last?.verb == "advance")
    }

    @Test("A message that a portal keeps for later is not lost, nor one that nobody has asked for")
    func kept() throws {
        let result = try Self.run(
            "maturity: 1m",
            """
              - deploy: {contract: token, on: l1, args: [Dollar, USD, 18, 1000 ETH]}
                save: usd
              - send_message: {from: nat, to: l1, receiver: usd, function: transfer, args: [alice, 1]}
                save: refused
              - l2_tx: {withdraw: 1 ETH}
                save: left
              - deposit: {to: nat, amount: 1 ETH}
              - seal: {include_l1_messages: none}
                id: b1
              - advance: {block: b1}
              - prove_withdrawal: {withdrawal: refused}
              - advance_time: 1h
              - finalize_withdrawal: {withdrawal: refused}
            """
        )
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
        #expect(Self.violation(result) == nil)
        #expect(result.invariants.contains { $0.setting.invariant == .messageNotLost && $0.checkCount > 5 })
    }
}
