import Scenario

extension DiagnosticCase {
    /// Golden refusals: values and names.
    static let value: [DiagnosticCase] = [
        DiagnosticCase(
            .invalidValue,
            "notADuration",
            steps: #"""
                  - advance_time: soon

                """#,
            refusal: #"""
                case.yaml:6:19: error: `advance_time` expects a duration such as `12s`, `30m`, `12h` or `3.5d`, found `soon`
                    6 |   - advance_time: soon
                      |                   ^~~~
                """#
        ),
        DiagnosticCase(
            .invalidValue,
            "notAMode",
            file: #"""
                format: rollupsim/1
                name: x
                steps: []
                report: {gas_table: {blocks: [], modes: [reexec/v7]}}

                """#,
            refusal: #"""
                case.yaml:4:42: error: `modes` expects one of `reexec/v6`, `reexec/gas_used`, `reexec/flat`, `proof/dependency`, `proof/sidecar`, `proof/simulated_time`, found `reexec/v7`
                    4 | report: {gas_table: {blocks: [], modes: [reexec/v7]}}
                      |                                          ^~~~~~~~~
                      = did you mean `reexec/v6`?
                """#
        ),
        DiagnosticCase(
            .invalidValue,
            "notAMutation",
            steps: #"""
                  - seal: {rollup: nat}
                    id: b
                  - advance: {rollup: nat, block: b, tamper: {gas_used: much}}

                """#,
            refusal: #"""
                case.yaml:8:57: error: `gas_used` expects `flip_bit` or a number, found `much`
                    8 |   - advance: {rollup: nat, block: b, tamper: {gas_used: much}}
                      |                                                         ^~~~
                """#
        ),
        DiagnosticCase(
            .invalidValue,
            "addressTooShort",
            steps: #"""
                  - l2_tx: {rollup: nat, to: 0x1234}
                    by: alice

                """#,
            refusal: #"""
                case.yaml:6:30: error: `to` expects an actor's name or an address of 20 bytes, found `0x1234`
                    6 |   - l2_tx: {rollup: nat, to: 0x1234}
                      |                              ^~~~~~
                """#
        ),
        DiagnosticCase(
            .wrongUnit,
            "gasForAmount",
            steps: #"""
                  - deposit: {to: nat, amount: 15M}
                    by: alice

                """#,
            refusal: #"""
                case.yaml:6:32: error: `amount` expects an amount such as `1.5 ETH`, `20 gwei` or `7 wei`, but `15M` is gas
                    6 |   - deposit: {to: nat, amount: 15M}
                      |                                ^~~
                """#
        ),
        DiagnosticCase(
            .wrongUnit,
            "misspeltUnit",
            steps: #"""
                  - deposit: {to: nat, amount: 3 eth}
                    by: alice

                """#,
            refusal: #"""
                case.yaml:6:32: error: `amount` expects an amount such as `1.5 ETH`, `20 gwei` or `7 wei`, but `eth` is no unit
                    6 |   - deposit: {to: nat, amount: 3 eth}
                      |                                ^~~~~
                      = did you mean `ETH`?
                """#
        ),
        DiagnosticCase(
            .wrongUnit,
            "plainNumberForDuration",
            steps: #"""
                  - advance_time: 3600

                """#,
            refusal: #"""
                case.yaml:6:19: error: `advance_time` expects a duration such as `12s`, `30m`, `12h` or `3.5d`, but `3600` is a plain number
                    6 |   - advance_time: 3600
                      |                   ^~~~
                """#
        ),
        DiagnosticCase(
            .wrongUnit,
            "decimalKilobytes",
            steps: #"""
                  - seal: {rollup: nat}
                    id: b
                  - advance: {rollup: nat, block: b, pad_witness: 48 KB}

                """#,
            refusal: #"""
                case.yaml:8:51: error: `pad_witness` expects a size such as `300 KiB`, `2 MiB` or `512 B`, but `KB` is no unit
                    8 |   - advance: {rollup: nat, block: b, pad_witness: 48 KB}
                      |                                                   ^~~~~
                      = did you mean `KiB`?
                """#
        ),
        DiagnosticCase(
            .wrongUnit,
            "unitInExpression",
            steps: #"""
                  - assert: l1.head.gas_used < 3Mgas

                """#,
            refusal: #"""
                case.yaml:6:33: error: `Mgas` is no unit
                    6 |   - assert: l1.head.gas_used < 3Mgas
                      |                                 ^~~~
                """#
        ),
        DiagnosticCase(
            .notExact,
            "belowOneWei",
            steps: #"""
                  - deposit: {to: nat, amount: 0.5 wei}
                    by: alice

                """#,
            refusal: #"""
                case.yaml:6:32: error: `amount` is counted in whole wei, but `0.5 wei` is not a whole number of them
                    6 |   - deposit: {to: nat, amount: 0.5 wei}
                      |                                ^~~~~~~
                """#
        ),
        DiagnosticCase(
            .outOfRange,
            "tooMuch",
            steps: "  - deposit: {to: nat, amount: " + String(repeating: "9", count: 78) + " wei}\n    by: alice\n",
            refusal: #"""
                case.yaml:6:32: error: `amount` can be at most 2^256 - 1 wei
                    6 |   - deposit: {to: nat, amount: 999999999999999999999999999999999999999999999999999999999999999999999999999999 wei}
                      |                                ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
                """#
        ),
        DiagnosticCase(
            .outOfRange,
            "level",
            file: #"""
                format: rollupsim/1
                name: x
                level: 9
                steps: []

                """#,
            refusal: #"""
                case.yaml:3:8: error: `level` is between 1 and 8, found 9
                    3 | level: 9
                      |        ^
                """#
        ),
        DiagnosticCase(
            .outOfRange,
            "repetitions",
            steps: #"""
                  - l1_mine: 1blk
                    repeat: 0

                """#,
            refusal: #"""
                case.yaml:7:5: error: `repeat` is between 1 and 10000, found 0
                    7 |     repeat: 0
                      |     ^~~~~~
                """#
        ),
        DiagnosticCase(
            .conflictingKeys,
            "twoActions",
            steps: #"""
                  - l2_tx: {rollup: nat, withdraw: 1 ETH, value: 1 ETH}
                    by: alice

                """#,
            refusal: #"""
                case.yaml:6:43: error: `value` and `withdraw` exclude each other
                    6 |   - l2_tx: {rollup: nat, withdraw: 1 ETH, value: 1 ETH}
                      |                                           ^~~~~
                      = make two steps of it
                """#
        ),
        DiagnosticCase(
            .invalidName,
            "scenarioName",
            file: #"""
                format: rollupsim/1
                name: a b
                steps: []

                """#,
            refusal: #"""
                case.yaml:2:7: error: `a b` cannot name a scenario
                    2 | name: a b
                      |       ^~~
                      = letters, digits, `-` and `_`, at most 100
                """#
        ),
        DiagnosticCase(
            .invalidName,
            "reservedWord",
            file: #"""
                format: rollupsim/1
                name: x
                actors: {gas: {}}
                steps: []

                """#,
            refusal: #"""
                case.yaml:3:10: error: `gas` is a word of the language and cannot name an actor
                    3 | actors: {gas: {}}
                      |          ^~~
                """#
        ),
        DiagnosticCase(
            .duplicateName,
            "stepID",
            steps: #"""
                  - l1_mine: 1blk
                    id: a
                  - l1_mine: 1blk
                    id: a

                """#,
            refusal: #"""
                case.yaml:9:9: error: another step has the id `a` at line 7
                    9 |     id: a
                      |         ^
                """#
        ),
        DiagnosticCase(
            .duplicateName,
            "chainID",
            file: #"""
                format: rollupsim/1
                name: x
                rollups:
                  first: {preset: native-reexec, chain_id: 7, auto: off}
                  second: {preset: native-reexec, chain_id: 7, auto: off}
                steps: []

                """#,
            refusal: #"""
                case.yaml:5:35: error: the rollup `first` has the chain id 7 already
                    5 |   second: {preset: native-reexec, chain_id: 7, auto: off}
                      |                                   ^~~~~~~~
                """#
        ),
        DiagnosticCase(
            .duplicateName,
            "actorAndRollup",
            file: #"""
                format: rollupsim/1
                name: x
                actors: {nat: {}}
                rollups: {nat: {preset: native-reexec, auto: off}}
                steps: []

                """#,
            refusal: #"""
                case.yaml:4:11: error: `nat` names an actor already
                    4 | rollups: {nat: {preset: native-reexec, auto: off}}
                      |           ^~~
                """#
        ),
        DiagnosticCase(
            .unknownActor,
            "actor",
            steps: #"""
                  - deposit: {to: nat, amount: 1 ETH}
                    by: alcie

                """#,
            refusal: #"""
                case.yaml:7:9: error: no actor is named `alcie`
                    7 |     by: alcie
                      |         ^~~~~
                      = did you mean `alice`?
                """#
        ),
        DiagnosticCase(
            .unknownRollup,
            "rollup",
            steps: #"""
                  - seal: {rollup: nta}

                """#,
            refusal: #"""
                case.yaml:6:20: error: no rollup is named `nta`
                    6 |   - seal: {rollup: nta}
                      |                    ^~~
                      = did you mean `nat`?
                """#
        ),
        DiagnosticCase(
            .unknownStep,
            "step",
            steps: #"""
                  - seal: {rollup: nat}
                    id: b1
                  - advance: {rollup: nat, block: b2}

                """#,
            refusal: #"""
                case.yaml:8:35: error: no step has the id `b2`
                    8 |   - advance: {rollup: nat, block: b2}
                      |                                   ^~
                      = did you mean `b1`?
                """#
        ),
        DiagnosticCase(
            .unknownStep,
            "stepTooEarly",
            steps: #"""
                  - advance: {rollup: nat, block: b1}
                  - seal: {rollup: nat}
                    id: b1

                """#,
            refusal: #"""
                case.yaml:6:35: error: step `b1` has not run yet: it is defined at line 8
                    6 |   - advance: {rollup: nat, block: b1}
                      |                                   ^~
                """#
        ),
        DiagnosticCase(
            .unknownSave,
            "withdrawal",
            steps: #"""
                  - l2_tx: {rollup: nat, withdraw: 1 ETH}
                    by: alice
                    save: first
                  - claim: {rollup: nat, withdrawal: frist}
                    by: alice

                """#,
            refusal: #"""
                case.yaml:9:38: error: no withdrawal was saved as `frist`
                    9 |   - claim: {rollup: nat, withdrawal: frist}
                      |                                      ^~~~~
                      = did you mean `first`?
                """#
        ),
        DiagnosticCase(
            .wrongStepKind,
            "notASeal",
            steps: #"""
                  - l1_mine: 1blk
                    id: m
                  - advance: {rollup: nat, block: m}

                """#,
            refusal: #"""
                case.yaml:8:35: error: step `m` is a `l1_mine` step, but a `seal` or `activity` step is needed
                    8 |   - advance: {rollup: nat, block: m}
                      |                                   ^
                """#
        ),
        DiagnosticCase(
            .unknownStep,
            "unknownStepInExpression",
            steps: #"""
                  - l1_mine: 1blk
                    id: mined
                  - print: time_since(mimed)

                """#,
            refusal: #"""
                case.yaml:8:23: error: no step has the id `mimed`
                    8 |   - print: time_since(mimed)
                      |                       ^~~~~
                      = did you mean `mined`?
                """#
        ),
    ]
}
