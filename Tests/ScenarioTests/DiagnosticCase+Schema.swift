import Scenario

extension DiagnosticCase {
    /// Golden refusals: keys and shapes.
    static let schema: [DiagnosticCase] = [
        DiagnosticCase(
            .unsupportedFormat,
            "format",
            file: #"""
                format: rollupsim/2
                name: x

                """#,
            refusal: #"""
                case.yaml:1:9: error: the format `rollupsim/2` is not read by this version
                    1 | format: rollupsim/2
                      |         ^~~~~~~~~~~
                      = write `format: rollupsim/1`
                """#
        ),
        DiagnosticCase(
            .missingKey,
            "missingSections",
            file: #"""
                format: rollupsim/1

                """#,
            refusal: #"""
                case.yaml:1:1: error: the scenario lacks the key `name`
                    1 | format: rollupsim/1
                      | ^
                case.yaml:1:1: error: the scenario lacks the key `steps`
                    1 | format: rollupsim/1
                      | ^
                """#
        ),
        DiagnosticCase(
            .wrongShape,
            "notAMapping",
            file: #"""
                - a
                - b

                """#,
            refusal: #"""
                case.yaml:1:1: error: a scenario is a mapping, found a list
                    1 | - a
                      | ^
                      = begin with `format: rollupsim/1`
                """#
        ),
        DiagnosticCase(
            .unknownKey,
            "unknownField",
            steps: #"""
                  - deposit: {to: nat, amuont: 3 ETH}
                    by: alice

                """#,
            refusal: #"""
                case.yaml:6:24: error: unknown key `amuont` in `deposit`
                    6 |   - deposit: {to: nat, amuont: 3 ETH}
                      |                        ^~~~~~
                      = did you mean `amount`?
                """#
        ),
        DiagnosticCase(
            .unknownKey,
            "unknownVerb",
            steps: #"""
                  - depsit: {to: nat, amount: 3 ETH}
                    by: alice

                """#,
            refusal: #"""
                case.yaml:6:5: error: unknown verb `depsit`
                    6 |   - depsit: {to: nat, amount: 3 ETH}
                      |     ^~~~~~
                      = did you mean `deposit`?
                """#
        ),
        DiagnosticCase(
            .unknownKey,
            "unknownModifier",
            steps: #"""
                  - l1_mine: 1blk
                    nota: hello

                """#,
            refusal: #"""
                case.yaml:7:5: error: unknown key `nota` in the step
                    7 |     nota: hello
                      |     ^~~~
                      = did you mean `note`?
                """#
        ),
        DiagnosticCase(
            .unknownKey,
            "unknownLayer",
            steps: #"""
                  - seal: {rollup: nat}
                    expect: {rejct: any}

                """#,
            refusal: #"""
                case.yaml:7:14: error: unknown key `rejct` in `expect`
                    7 |     expect: {rejct: any}
                      |              ^~~~~
                      = did you mean `reject`?
                """#
        ),
        DiagnosticCase(
            .unknownKey,
            "unknownTamperedField",
            steps: #"""
                  - seal: {rollup: nat}
                    id: b
                  - advance: {rollup: nat, block: b, tamper: {state_rot: flip_bit}}

                """#,
            refusal: #"""
                case.yaml:8:47: error: unknown key `state_rot` in `tamper`
                    8 |   - advance: {rollup: nat, block: b, tamper: {state_rot: flip_bit}}
                      |                                               ^~~~~~~~~
                      = did you mean `state_root`?
                """#
        ),
        DiagnosticCase(
            .notSupportedYet,
            "plannedSection",
            file: #"""
                format: rollupsim/1
                name: x
                steps: []
                sweep: {}

                """#,
            refusal: #"""
                case.yaml:4:1: error: `sweep` is not supported yet
                    4 | sweep: {}
                      | ^~~~~
                """#
        ),
        DiagnosticCase(
            .notSupportedYet,
            "plannedVerb",
            steps: #"""
                  - bisect: {game: g}

                """#,
            refusal: #"""
                case.yaml:6:5: error: `bisect` is not supported yet
                    6 |   - bisect: {game: g}
                      |     ^~~~~~
                """#
        ),
        DiagnosticCase(
            .notSupportedYet,
            "plannedModifier",
            steps: #"""
                  - l1_mine: 1blk
                    retry: 3

                """#,
            refusal: #"""
                case.yaml:7:5: error: `retry` is not supported yet
                    7 |     retry: 3
                      |     ^~~~~
                """#
        ),
        DiagnosticCase(
            .notSupportedYet,
            "plannedPreset",
            file: #"""
                format: rollupsim/1
                name: x
                rollups: {op: {preset: scroll, auto: off}}
                steps: []

                """#,
            refusal: #"""
                case.yaml:3:24: error: `preset` does not support `scroll` yet
                    3 | rollups: {op: {preset: scroll, auto: off}}
                      |                        ^~~~~~
                """#
        ),
        DiagnosticCase(
            .notSupportedYet,
            "automation",
            file: #"""
                format: rollupsim/1
                name: x
                rollups: {nat: {preset: native-reexec, auto: {seal: 2s}}}
                steps: []

                """#,
            refusal: #"""
                case.yaml:3:46: error: rollups that act by themselves are not supported yet
                    3 | rollups: {nat: {preset: native-reexec, auto: {seal: 2s}}}
                      |                                              ^
                      = write `auto: off`
                """#
        ),
        DiagnosticCase(
            .missingKey,
            "automationUnsaid",
            file: #"""
                format: rollupsim/1
                name: x
                rollups: {nat: {preset: native-reexec}}
                steps: []

                """#,
            refusal: #"""
                case.yaml:3:11: error: the rollup `nat` lacks the key `auto`
                    3 | rollups: {nat: {preset: native-reexec}}
                      |           ^~~
                      = write `auto: off`; rollups that act by themselves are not supported yet
                """#
        ),
        DiagnosticCase(
            .notSupportedYet,
            "plannedFunction",
            steps: #"""
                  - assert: prover(g1).status == RESOLVED

                """#,
            refusal: #"""
                case.yaml:6:13: error: `prover` is not supported yet
                    6 |   - assert: prover(g1).status == RESOLVED
                      |             ^~~~~~
                """#
        ),
        DiagnosticCase(
            .missingKey,
            "missingField",
            steps: #"""
                  - deposit: {to: nat}
                    by: alice

                """#,
            refusal: #"""
                case.yaml:6:14: error: `deposit` lacks the key `amount`
                    6 |   - deposit: {to: nat}
                      |              ^
                """#
        ),
        DiagnosticCase(
            .missingKey,
            "missingActor",
            steps: #"""
                  - deposit: {to: nat, amount: 1 ETH}

                """#,
            refusal: #"""
                case.yaml:6:5: error: a `deposit` step lacks `by`: somebody must do it
                    6 |   - deposit: {to: nat, amount: 1 ETH}
                      |     ^~~~~~~
                      = add `by` to the step, or to `defaults`
                """#
        ),
        DiagnosticCase(
            .wrongShape,
            "scalarForMapping",
            steps: #"""
                  - seal: nat

                """#,
            refusal: #"""
                case.yaml:6:11: error: `seal` expects a mapping of fields, found a single value
                    6 |   - seal: nat
                      |           ^~~
                """#
        ),
        DiagnosticCase(
            .wrongShape,
            "mappingForScalar",
            steps: #"""
                  - advance_time: {d: 7}

                """#,
            refusal: #"""
                case.yaml:6:19: error: `advance_time` expects a single value, found a mapping
                    6 |   - advance_time: {d: 7}
                      |                   ^
                """#
        ),
        DiagnosticCase(
            .wrongShape,
            "emptyExpectation",
            steps: #"""
                  - seal: {rollup: nat}
                    expect: fail

                """#,
            refusal: #"""
                case.yaml:7:13: error: `expect` is `ok` or a mapping of failures, found a single value
                    7 |     expect: fail
                      |             ^~~~
                      = such as `{revert: AlreadyClaimed}`
                """#
        ),
        DiagnosticCase(
            .notSupportedYet,
            "plannedMode",
            file: #"""
                format: rollupsim/1
                name: x
                steps: []
                report: {gas_table: {blocks: [], modes: [proof]}}

                """#,
            refusal: #"""
                case.yaml:4:42: error: `modes` does not support `proof` yet
                    4 | report: {gas_table: {blocks: [], modes: [proof]}}
                      |                                          ^~~~~
                """#
        ),
        DiagnosticCase(
            .missingKey,
            "formatMissing",
            file: #"""
                name: x
                steps: []

                """#,
            refusal: #"""
                case.yaml:1:1: error: the scenario lacks the key `format`
                    1 | name: x
                      | ^
                      = write `format: rollupsim/1`
                """#
        ),
    ]
}
