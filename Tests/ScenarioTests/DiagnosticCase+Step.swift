import Scenario

extension DiagnosticCase {
    /// Golden refusals: verbs, modifiers and outcomes.
    static let step: [DiagnosticCase] = [
        DiagnosticCase(
            .noVerb,
            "noVerb",
            steps: #"""
                  - note: nothing to do

                """#,
            refusal: #"""
                case.yaml:6:5: error: the step has no verb
                    6 |   - note: nothing to do
                      |     ^
                      = expected one of: deposit, l1_tx, l2_tx, deploy, call, send_message, seal, advance, forge_batch, preconfirm, slash, withdraw_bond, force_include, drop_forced, forge_block, claim, force_exit, answer_exit, freeze, escape, cancel_deposit, reclaim_deposit, withhold, propose, challenge, prove_claim, settle_claim, resolve, close_game, claim_bond, guard, upgrade, cancel_upgrade, execute_upgrade, approve_upgrade, submit_proof, finalize_claim, refute_claim, challenge_claim, uphold_claim, expire_claim, collect_bond, fall_back, reject_claim, set_mode, set_prover, prover_outage, prove_withdrawal, finalize_withdrawal, retry_message, pause, unpause, blacklist_root, set_rate_limit, rotate_key, lose_key, compromise_key, activity, l1_mine, reorg, register_program, bring_proof, rebuild, advance_time, advance_until, assert, print, group
                """#
        ),
        DiagnosticCase(
            .severalVerbs,
            "twoVerbs",
            steps: #"""
                  - l1_mine: 1blk
                    advance_time: 1d

                """#,
            refusal: #"""
                case.yaml:7:5: error: a step has one verb, but `l1_mine` and `advance_time` stand here
                    7 |     advance_time: 1d
                      |     ^~~~~~~~~~~~
                      = make two steps of it
                """#
        ),
        DiagnosticCase(
            .unknownCode,
            "misspelt halt",
            steps: #"""
                  - deposit: {to: nat, amount: 1 ETH}
                    by: alice
                    expect: {halt: ExecuteValidationFail}

                """#,
            refusal: #"""
                case.yaml:8:20: error: no step fails with `halt: ExecuteValidationFail`
                    8 |     expect: {halt: ExecuteValidationFail}
                      |                    ^~~~~~~~~~~~~~~~~~~~~
                      = did you mean `ExecuteValidationFailed`?
                """#
        ),
        DiagnosticCase(
            .nothingToSave,
            "save",
            steps: #"""
                  - l2_tx: {rollup: nat, to: bob}
                    by: alice
                    save: w

                """#,
            refusal: #"""
                case.yaml:8:11: error: the step makes nothing that can be saved
                    8 |     save: w
                      |           ^
                      = an `l2_tx` with `withdraw` or a `deploy` or a `call` on a rollup or a `send_message` to l1 or a `forge_batch` or a `force_include` with `withdraw` or a `forge_block` with `lie: outputs` or a `force_exit` does
                """#
        ),
        DiagnosticCase(
            .misplacedModifier,
            "nobodyActs",
            steps: #"""
                  - l1_mine: 1blk
                    by: alice

                """#,
            refusal: #"""
                case.yaml:7:5: error: nobody acts in a `l1_mine` step
                    7 |     by: alice
                      |     ^~
                      = remove `by`
                """#
        ),
        DiagnosticCase(
            .misplacedModifier,
            "idOfAssert",
            steps: #"""
                  - assert: nat.head.number == 0
                    id: a

                """#,
            refusal: #"""
                case.yaml:7:5: error: `id` cannot stand beside `assert`
                    7 |     id: a
                      |     ^~
                """#
        ),
        DiagnosticCase(
            .impossibleOutcome,
            "sealCannotRevert",
            steps: #"""
                  - seal: {rollup: nat}
                    expect: {revert: any}

                """#,
            refusal: #"""
                case.yaml:7:14: error: a `seal` step cannot end in `revert`
                    7 |     expect: {revert: any}
                      |              ^~~~~~
                      = it can end in: ok, reject, l2_failed
                """#
        ),
        DiagnosticCase(
            .unquotedFlowExpression,
            "flowAssert",
            steps: #"""
                  - assert: [min(1, 2) == 1]

                """#,
            refusal: #"""
                case.yaml:6:14: error: an expression in brackets must be quoted, for a comma would split it silently
                    6 |   - assert: [min(1, 2) == 1]
                      |              ^~~~~
                      = write a block list, one expression a line, or quote each
                """#
        ),
    ]
}
