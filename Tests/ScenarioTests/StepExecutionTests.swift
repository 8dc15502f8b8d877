import HostAccelerators
import Primitives
import Scenario
import Testing

/// Small scenarios, each about one verb or one way to fail.
@Suite struct StepExecutionTests {
    private static func run(_ steps: String, rollup: String = "") throws -> ScenarioResult {
        let text = """
            format: rollupsim/1
            name: small
            actors: {alice: {l1: 10 ETH, l2: {nat: 2 ETH}}, bob: {}, operator: {l1: 10 ETH}}
            rollups:
              nat: {preset: native-reexec, advancer: operator, auto: off\(rollup)}
            steps:

            """
        return ScenarioRun.run(try ScenarioDocument(name: "small.yaml", bytes: Array((text + steps).utf8)))
    }

    private static func expectPass(_ steps: String, rollup: String = "") throws {
        let result = try run(steps, rollup: rollup)
        #expect(result.verdict == .passed, "\(TextReport(result).text)")
    }

    @Test func genesisEtherOnL2IsEscrowed() throws {
        try Self.expectPass(
            """
              - assert:
                  - l2(nat).balance(alice) == 2 ETH
                  - genesis_escrow(nat) == 12 ETH
                  - escrow(nat) == 0 ETH
            """
        )
    }

    @Test func missedSlotsMakeNoBlocks() throws {
        try Self.expectPass(
            """
              - advance_time: 7d
                assert:
                  - l1.head.number == 1
                  - elapsed() == 7d
              - l1_mine: 3blk
                assert:
                  - l1.head.number == 4
              - l1_mine: 1blk
                at: 8d
                assert:
                  - elapsed() >= 8d
                  - elapsed() <= 8d + 12s
            """
        )
    }

    @Test func claimBeforeSettlementAndBeforeSealing() throws {
        try Self.expectPass(
            """
              - l2_tx: {rollup: nat, withdraw: 0.5 ETH}
                by: alice
                save: w
              - claim: {rollup: nat, withdrawal: w}
                by: alice
                expect: {reject: WithdrawalNotSealed}
              - seal: {rollup: nat}
                id: b1
              - claim: {rollup: nat, withdrawal: w}
                by: alice
                expect: {revert: state root not available}
              - advance: {rollup: nat, block: b1}
              - advance_time: 1d
              - claim: {rollup: nat, withdrawal: w}
                by: bob
                expect: {reject: InsufficientFunds}
              - claim: {rollup: nat, withdrawal: w}
                by: operator
                assert:
                  - l1.balance(alice) == 10.5 ETH ± gas
                  - escrow(nat) == 0 ETH - 0.5 ETH
                  - latency(w) > 1d
                  - events(nat, "L2MessageClaimed").count == 1
            """
        )
    }

    @Test func failedL2TransactionIsJudgedByItsOwnStep() throws {
        let failing = """
              - l2_tx: {rollup: nat, to: 0x8079000000000000000000000000000000000001, value: 1 wei}
                by: alice
                id: plain
            """
        let seal = "\n  - seal: {rollup: nat}\n    assert: tx(plain).status == reverted\n"
        try Self.expectPass(failing + "\n    expect: {l2_failed: any}" + seal)

        let unexpected = try Self.run(failing + seal)
        #expect(unexpected.verdict.exitCode == 1)
        let neverSealed = try Self.run(failing + "\n    expect: {l2_failed: any}\n")
        #expect(neverSealed.verdict.exitCode == 1)
        let succeeds = try Self.run(
            """
              - l2_tx: {rollup: nat, to: bob, value: 1 wei}
                by: alice
                expect: {l2_failed: any}
              - seal: {rollup: nat}
            """
        )
        #expect(succeeds.verdict.exitCode == 1)
    }

    @Test func l2TransactionThatNoBlockHoldsIsAFailure() throws {
        let result = try Self.run(
            """
              - l2_tx: {rollup: nat, to: bob, value: 1 ETH}
                by: alice
              - l2_tx: {rollup: nat, to: bob, value: 0.5 ETH}
                by: alice
            """
        )
        guard case .failed(let problems) = result.verdict else {
            Issue.record("expected a failure, got \(result.verdict)")
            return
        }
        #expect(
            problems == [
                "the `l2_tx` of line 7: expected ok, but no block holds it",
                "the `l2_tx` of line 9: expected ok, but no block holds it",
            ]
        )
    }

    @Test func undeliverableMessageFailsOnL2AndCanBeExpected() throws {
        // The withdrawal-request contract refuses ether that comes without a request.
        let deposit = """
              - deposit: {to: nat, amount: 1 ETH, recipient: "0x00000961ef480eb55e80d19ad83579a64c007002"}
                by: alice

            """
        try Self.expectPass(
            deposit + """
                  - seal: {rollup: nat}
                    id: b1
                    expect: {l2_failed: delivery failed}
                  - advance: {rollup: nat, block: b1}
                    assert:
                      - nat.head.number == 1
                      - escrow(nat) == 1 ETH
                """
        )
        let unexpected = try Self.run(deposit + "  - seal: {rollup: nat}\n")
        guard case .failed = unexpected.verdict else {
            Issue.record("expected a failure, got \(unexpected.verdict)")
            return
        }
    }

    @Test func l2TransactionWithoutFundsIsRejected() throws {
        try Self.expectPass(
            """
              - l2_tx: {rollup: nat, to: bob, value: 3 ETH}
                by: alice
                expect: {reject: InsufficientFunds}
              - l2_tx: {rollup: nat, to: bob, value: 1 ETH, gas_limit: 20000}
                by: alice
                expect: {reject: IntrinsicGasTooLow}
            """
        )
    }

    @Test func messagesAreDeliveredAsManyAsWanted() throws {
        try Self.expectPass(
            """
              - deposit: {to: nat, amount: 1 ETH, recipient: bob}
                by: alice
                repeat: 3
              - seal: {rollup: nat, include_l1_messages: 2}
                id: b1
                assert: l2(nat).balance(bob) == 2 ETH
              - advance: {rollup: nat, block: b1}
              - seal: {rollup: nat}
                id: b2
                assert: l2(nat).balance(bob) == 3 ETH
              - advance: {rollup: nat, block: b2}
                assert: escrow(nat) == 3 ETH
            """
        )
    }

    @Test func burntGasIsInTheBlock() throws {
        try Self.expectPass(
            """
              - l2_tx: {rollup: nat, burn_gas: 5M}
                by: alice
              - seal: {rollup: nat}
                id: b1
                assert:
                  - block(b1).gas_used >= 5M
                  - block(b1).gas_used <= 5001000
            """
        )
    }

    @Test func bothRequestsAreMadeAndBound() throws {
        try Self.expectPass(
            """
              - l2_tx: {rollup: nat, request: withdrawal}
                by: alice
                repeat: 3
              - l2_tx: {rollup: nat, request: consolidation}
                by: alice
              - seal: {rollup: nat}
                id: b1
              - advance: {rollup: nat, block: b1}
                assert: nat.head.number == 1
            """
        )
    }

    @Test(arguments: [
        ("parent_hash: flip_bit", "{revert: wrong parent}"),
        ("fee_recipient: flip_bit", "{halt: ExecuteValidationFailed, revert: execute failed}"),
        ("receipts_root: flip_bit", "{halt: ExecuteValidationFailed, revert: execute failed}"),
        ("logs_bloom: flip_bit", "{halt: ExecuteValidationFailed, revert: execute failed}"),
        ("block_number: 7", "{revert: wrong block number}"),
        ("gas_limit: 14000000", "{revert: wrong gas limit}"),
        ("timestamp: 1", "{revert: timestamp too old}"),
        ("extra_data: 0x00", "{revert: malformed anchor}"),
        ("base_fee: 1", "{halt: ExecuteValidationFailed, revert: execute failed}"),
        ("block_hash: flip_bit", "{halt: ExecuteValidationFailed, revert: execute failed}"),
        ("excess_blob_gas: 1", "{halt: ExecuteInvalidInput, revert: execute failed}"),
        ("parent_beacon_block_root: flip_bit", "{revert: anchor not available}"),
        ("chain_id: 5", "{revert: wrong chain id}"),
        ("transactions: drop_last", "{halt: ExecuteValidationFailed, revert: execute failed}"),
        ("requests: add_withdrawal_request", "{halt: ExecuteValidationFailed, revert: execute failed}"),
        ("witness: drop_last", "{halt: ExecuteValidationFailed, revert: execute failed}"),
    ])
    func tamperedFieldIsRefused(_ tampering: String, _ expectation: String) throws {
        try Self.expectPass(
            """
              - l2_tx: {rollup: nat, to: bob, value: 1 ETH}
                by: alice
              - seal: {rollup: nat}
                id: b1
              - advance: {rollup: nat, block: b1, tamper: {\(tampering)}}
                expect: \(expectation)
                assert: nat.head.number == 0
              - advance: {rollup: nat, block: b1}
            """
        )
    }
}
