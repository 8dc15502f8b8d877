import Scenario

/// Documents that the tests read, whole or in parts.
enum ScenarioSamples {
    /// A file that uses every section and verb of the language.
    static let complete = """
        format: rollupsim/1
        name: complete-tour
        level: 3
        layers: [execution, settlement, bridging]
        teaches: "Every verb: once"
        seed: 7
        limits: {wall: 30s, steps: 500}
        l1: {preset: osaka, gas_limit: 60M, slot: 12s, base_fee: 1 gwei}
        actors:
          alice: {l1: 10 ETH}
          bob:
          operator:
            l1: 5 ETH
            l2: {nat: 0.25 ETH}
        rollups:
          nat:
            preset: native-reexec
            chain_id: 1234321
            advancer: operator
            l2_gas_limit: 15M
            gas_rule: v6
            requests_policy: must_be_empty
            auto: off
        defaults: {rollup: nat}
        invariants: {escrow_solvency: enforce, no_double_claim: report, eth_conservation: expect_violation}
        steps:
          - deposit: {to: nat, amount: 3 ETH, fee: 0.01 ETH, recipient: bob}
            by: alice
            id: dep
          - seal: {include_l1_messages: all}
            id: b1
          - advance: {block: b1, gas: 16777216, pad_witness: 48 KiB}
            id: adv1
            assert:
              - nat.head.number == 1
              - gas(adv1) >= 15000000 and execute(adv1).gas_charge >= 15M
          - group: traffic
            note: >
              three kinds of transactions
            steps:
              - l2_tx: {to: bob, value: 1 ETH, data: 0x01ff, gas_limit: 100k}
                by: alice
                repeat: 3
              - l2_tx: {burn_gas: 10M}
                by: alice
                id: heavy
              - l2_tx: {request: withdrawal}
                by: alice
              - l2_tx: {withdraw: 0.5 ETH, to: alice}
                by: alice
                save: w
          - seal: {rollup: nat, include_l1_messages: 2}
            id: b2
          - advance_time: 3.5d
          - l1_mine: 256blk
          - claim: {withdrawal: w}
            by: alice
            at: 4d
            expect: {revert: ~"not available"}
            assert: l1.balance(alice) == 7.5 ETH ± gas
          - advance: {block: b2, tamper: {state_root: flip_bit, gas_used: 0, withdrawals: {to: operator, amount: 1 ETH}}}
            by: operator
            expect: {halt: ExecuteValidationFailed, revert: any}
          - assert: ["l2(nat).balance(bob) < 4 ETH", 'escrow(nat) == 2.5 ETH']
          - print:
              - l1.head.number
              - tx(dep).status in [success, reverted]
        report:
          gas_table: {blocks: [b1, b2], modes: [reexec/v6, reexec/gas_used, reexec/flat]}
          timeline: true
        """

    /// The five lines before the steps of a small scenario; its first step stands at line 6.
    static let head = """
        format: rollupsim/1
        name: small
        actors: {alice: {l1: 10 ETH}, bob: {}}
        rollups: {nat: {preset: native-reexec, advancer: alice, auto: off}, other: {preset: native-reexec, auto: off}}
        steps:

        """

    /// Reads a text as the file `case.yaml`.
    static func read(_ text: String) throws(ScenarioError) -> ScenarioDocument {
        try ScenarioDocument(name: "case.yaml", bytes: Array(text.utf8))
    }

    /// The rendered refusal of a text, or nil when it is accepted.
    static func refusal(of text: String) -> ScenarioError? {
        do {
            _ = try read(text)
            return nil
        } catch {
            return error
        }
    }
}
