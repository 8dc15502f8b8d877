import Foundation
import Primitives
import RollupActors
import Scenario
import Testing

@Suite("Scenarios of ways out of a ledger of payments")
struct EscapeScenarioTests {
    private static func run(_ document: ScenarioDocument) -> ScenarioResult {
        ScenarioRun.run(document, options: SimulationOptions(batchProofs: SimulatedBatchProofs()))
    }

    private static func document(_ rollup: String, _ steps: String) throws -> ScenarioDocument {
        let text = """
            format: rollupsim/1
            name: x
            actors: {alice: {l1: 10 ETH, l2: {pay: 2 ETH}}, bob: {l1: 1 ETH}, operator: {l1: 10 ETH}}
            rollups: {pay: {preset: contract-groth16, advancer: operator, auto: off\(rollup)}}
            defaults: {rollup: pay}
            steps:

            """
        return try ScenarioDocument(name: "x.yaml", bytes: Array((text + steps + "\n").utf8))
    }

    @Test(
        "Who is ignored, whose data are withheld, whose bridge is a matter of keys: each is out as far as the design lets them",
        arguments: [
            "forced-exit-hostile.yaml", "validium-withhold-freeze.yaml", "keys-5-of-9.yaml",
            "forced-exit-replayed.yaml", "validium-first-deposit-stuck.yaml",
        ]
    )
    func folder(_ name: String) throws {
        let document = try ScenarioFolder.document(name)
        let result = Self.run(document)
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
        #expect(Self.run(document).traceHash == result.traceHash)
    }

    @Test(
        "A demand that is met before its turn among payments is the first of the batch, and the rest keeps its places"
    )
    func places() throws {
        let steps = """
              - {l2_tx: {withdraw: 0.5 ETH}, by: alice, save: late, expect: {reject: any}}
              - {force_exit: {amount: 1 ETH}, by: alice, save: w}
              - {l2_tx: {to: bob, value: 0.1 ETH}, by: operator, expect: {reject: any}}
              - {seal: {}, id: b1}
              - {advance: {block: b1}}
              - {claim: {withdrawal: w}, by: alice, assert: "l1.balance(alice) == 11 ETH ± gas"}
              - {claim: {withdrawal: w}, by: alice, expect: {revert: AlreadyClaimed}}
              - {l2_tx: {withdraw: 0.25 ETH}, by: alice, save: v}
              - {seal: {}, id: b2}
              - {advance: {block: b2}}
              - {claim: {withdrawal: v}, by: bob, assert: "l1.balance(pay) == 0.75 ETH"}
            """
        let result = Self.run(try Self.document(", freeze_grace: 1h", steps))
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
    }

    @Test(
        "What a way out needs is refused where it stands when it is not there",
        arguments: [
            (", freeze_grace: 0s", "freeze: {account: alice}", "`freeze_grace` is at least 1s"),
            (", freeze_grace: 366d", "freeze: {account: alice}", "`freeze_grace` is at least 1s and at most 365d"),
            (
                ", da: blob, freeze_grace: 1d", "freeze: {account: alice}",
                "a way out is not for ledgers with `da: blob` yet"
            ),
            (", da: committee", "freeze: {account: alice}", "`da: committee` needs the key `committee`"),
            (
                ", committee: {members: [bob], threshold: 1}", "freeze: {account: alice}",
                "a committee attests data that are not on L1"
            ),
            (
                ", da: committee, committee: {members: [bob, bob], threshold: 1}", "freeze: {account: alice}",
                "`bob` is a member already"
            ),
            (
                ", da: committee, committee: {members: [bob], threshold: 2}", "freeze: {account: alice}",
                "`threshold` is between 1 and 1"
            ),
            (
                ", da: committee, committee: {members: [bob], threshold: 0}", "freeze: {account: alice}",
                "`threshold` is between 1 and 1"
            ),
            (
                ", da: committee, committee: {members: [], threshold: 1}", "freeze: {account: alice}",
                "a committee has 1 to 16 members"
            ),
            (
                ", da: committee, committee: {members: [eve], threshold: 1}", "freeze: {account: alice}",
                "no actor is named `eve`"
            ),
            ("", "freeze: {account: alice}", "`freeze` needs a way out, and `pay` has none"),
            ("", "escape: {}", "`escape` needs a way out, and `pay` has none"),
            ("", "force_exit: {amount: 1 ETH}", "`force_exit` needs a way out, and `pay` has none"),
            ("", "answer_exit: {account: alice}", "`answer_exit` needs a way out, and `pay` has none"),
            ("", "reclaim_deposit: {index: 0}", "`reclaim_deposit` needs a way out, and `pay` has none"),
            ("", "cancel_deposit: {index: 0}", "`cancel_deposit` needs a way out, and `pay` has none"),
            (", freeze_grace: 1d", "force_exit: {}", "`force_exit` needs either `amount` or `replay`"),
            (", freeze_grace: 1d", "force_exit: {amount: 309485010 ETH}", "a payment on `pay` is below 2^88 wei"),
        ]
    )
    func refused(_ rollup: String, _ step: String, _ message: String) throws {
        let error = try #require(throws: ScenarioError.self) {
            try Self.document(rollup, "  - \(step)\n    by: alice")
        }
        #expect(error.rendered.contains(message), "\(error.rendered)")
    }

    @Test("Who is no member withholds nothing")
    func strangers() throws {
        let committee = ", da: committee, committee: {members: [bob], threshold: 1}"
        for (rollup, message) in [
            (committee, "`alice` is no member of the committee of `pay`"), ("", "`pay` has no committee"),
        ] {
            let error = try #require(throws: ScenarioError.self) {
                try Self.document(rollup, "  - withhold: {members: [alice]}")
            }
            #expect(error.rendered.contains(message), "\(error.rendered)")
        }
    }

    @Test("A key of a committee is refused for a rollup of another kind")
    func foreignPreset() throws {
        let text = """
            format: rollupsim/1
            name: x
            actors: {alice: {}}
            rollups: {nat: {preset: native-reexec, da: committee, auto: off}}
            steps: []

            """
        let error = try #require(throws: ScenarioError.self) {
            try ScenarioDocument(name: "x.yaml", bytes: Array(text.utf8))
        }
        #expect(error.rendered.contains("`da: committee`"), "\(error.rendered)")
    }

    @Test("Whoever is paid out twice, or more than the account holds, or without an account, is noticed")
    func watched() {
        let owner = Address(0xa11ce)
        let account: (owner: Address, balance: UInt256) = (owner, 5)
        let fair = EscapedAccount(account: 3, owner: owner, amount: 5)
        var watch = RollupWatch()
        watch.compare(fair, with: account)
        #expect(watch.doubleClaims.isEmpty && watch.forgedDeliveries.isEmpty && watch.unclaimedWithdrawals == .zero)
        watch.compare(fair, with: account)
        #expect(watch.doubleClaims.count == 1)
        let unfair: [(EscapedAccount, (owner: Address, balance: UInt256)?)] = [
            (EscapedAccount(account: 3, owner: owner, amount: 6), Optional(account)),
            (EscapedAccount(account: 3, owner: Address(0xbad), amount: 5), Optional(account)), (fair, nil),
        ]
        for (escaped, held) in unfair {
            var watch = RollupWatch()
            watch.compare(escaped, with: held)
            #expect(watch.forgedDeliveries.count == 1)
        }
    }
}
