import Scenario

extension DiagnosticCase {
    /// A file with contracts before its steps.
    private init(
        _ code: ScenarioDiagnostic.Code,
        _ name: String,
        contracts: String,
        then steps: String,
        refusal: String
    ) {
        let head = ScenarioSamples.head.replacing("steps:", with: "contracts: \(contracts)\nsteps:")
        self.init(code, name, file: head + steps, refusal: refusal)
    }

    /// Golden refusals: contracts, their arguments, what expressions ask of them, and matrices.
    static let contract: [DiagnosticCase] = [
        DiagnosticCase(
            .unknownContract,
            "undeclared contract",
            contracts: "{token: {stock: erc20}}",
            then: #"""
                  - deploy: {contract: tokn, on: nat}
                    by: alice

                """#,
            refusal: #"""
                case.yaml:7:24: error: no contract is named `tokn`
                    7 |   - deploy: {contract: tokn, on: nat}
                      |                        ^~~~
                      = did you mean `token`?
                """#
        ),
        DiagnosticCase(
            .unknownContract,
            "call before its deployment",
            contracts: "{token: {stock: erc20}}",
            then: #"""
                  - call: {contract: token, function: transfer, args: [bob, 1]}
                    by: alice

                """#,
            refusal: #"""
                case.yaml:7:22: error: `token` is not deployed yet
                    7 |   - call: {contract: token, function: transfer, args: [bob, 1]}
                      |                      ^~~~~
                      = a `deploy` step before this one brings it
                """#
        ),
        DiagnosticCase(
            .invalidValue,
            "misspelt stock",
            contracts: "{token: {stock: erc721}}",
            then: #"""
                  - l1_mine: 1blk

                """#,
            refusal: #"""
                case.yaml:5:28: error: `stock` expects one of `erc20`, `amm`, `greeter`, `token_vault`, `token_factory`, `bridged_token`, found `erc721`
                    5 | contracts: {token: {stock: erc721}}
                      |                            ^~~~~~
                      = did you mean `erc20`?
                """#
        ),
        DiagnosticCase(
            .invalidArtifact,
            "no folder",
            contracts: "{token: {artifact: out/Token.json}}",
            then: #"""
                  - l1_mine: 1blk

                """#,
            refusal: #"""
                case.yaml:5:31: error: `out/Token.json` cannot be read: the scenario stands in no folder
                    5 | contracts: {token: {artifact: out/Token.json}}
                      |                               ^~~~~~~~~~~~~~
                """#
        ),
        DiagnosticCase(
            .invalidValue,
            "path outside",
            contracts: "{token: {artifact: ../Token.json}}",
            then: #"""
                  - l1_mine: 1blk

                """#,
            refusal: #"""
                case.yaml:5:31: error: `artifact` is a path inside the scenario's own folder, found `../Token.json`
                    5 | contracts: {token: {artifact: ../Token.json}}
                      |                               ^~~~~~~~~~~~~
                      = without `..` and without a leading `/`
                """#
        ),
        DiagnosticCase(
            .missingKey,
            "two origins",
            contracts: "{token: {stock: erc20, code: 0x00}}",
            then: #"""
                  - l1_mine: 1blk

                """#,
            refusal: #"""
                case.yaml:5:13: error: the contract `token` needs one of `stock`, `artifact`, `vyper`, `code`, found several
                    5 | contracts: {token: {stock: erc20, code: 0x00}}
                      |             ^~~~~
                """#
        ),
        DiagnosticCase(
            .duplicateName,
            "contract named as an actor",
            contracts: "{alice: {stock: erc20}}",
            then: #"""
                  - l1_mine: 1blk

                """#,
            refusal: #"""
                case.yaml:5:13: error: `alice` names an actor or a rollup already
                    5 | contracts: {alice: {stock: erc20}}
                      |             ^~~~~
                """#
        ),
        DiagnosticCase(
            .wrongArguments,
            "too few arguments",
            contracts: "{token: {stock: erc20}}",
            then: #"""
                  - deploy: {contract: token, on: l1, args: [Coin, CN]}
                    by: alice

                """#,
            refusal: #"""
                case.yaml:7:45: error: the constructor of `token` takes 4 values, found 2
                    7 |   - deploy: {contract: token, on: l1, args: [Coin, CN]}
                      |                                             ^
                      = write `[name, symbol, decimals, supply]`
                """#
        ),
        DiagnosticCase(
            .outOfRange,
            "number beyond its type",
            contracts: "{token: {stock: erc20}}",
            then: #"""
                  - deploy: {contract: token, on: l1, args: [Coin, CN, 256, 1]}
                    by: alice

                """#,
            refusal: #"""
                case.yaml:7:56: error: `decimals`, a uint8, is between 0 and 2^8 - 1
                    7 |   - deploy: {contract: token, on: l1, args: [Coin, CN, 256, 1]}
                      |                                                        ^~~
                """#
        ),
        DiagnosticCase(
            .missingKey,
            "named argument left out",
            contracts: "{token: {stock: erc20}}",
            then: #"""
                  - deploy: {contract: token, on: l1, args: {name: A, symbol: B, decimals: 1}}
                    by: alice

                """#,
            refusal: #"""
                case.yaml:7:45: error: the constructor of `token` lacks the key `supply`
                    7 |   - deploy: {contract: token, on: l1, args: {name: A, symbol: B, decimals: 1}}
                      |                                             ^
                """#
        ),
        DiagnosticCase(
            .unknownFunction,
            "misspelt function",
            contracts: "{token: {stock: erc20}}",
            then: #"""
                  - deploy: {contract: token, on: l1, args: [A, B, 1, 1]}
                    by: alice
                  - call: {contract: token, function: transfr, args: [bob, 1]}
                    by: alice

                """#,
            refusal: #"""
                case.yaml:9:39: error: the contract has no function `transfr`
                    9 |   - call: {contract: token, function: transfr, args: [bob, 1]}
                      |                                       ^~~~~~~
                      = did you mean `transfer`?
                """#
        ),
        DiagnosticCase(
            .unknownActor,
            "misspelt receiver",
            contracts: "{token: {stock: erc20}}",
            then: #"""
                  - deploy: {contract: token, on: l1, args: [A, B, 1, 1]}
                    by: alice
                  - call: {contract: token, function: transfer, args: [bobb, 1]}
                    by: alice

                """#,
            refusal: #"""
                case.yaml:9:56: error: no actor is named `bobb`
                    9 |   - call: {contract: token, function: transfer, args: [bobb, 1]}
                      |                                                        ^~~~
                      = did you mean `bob`?
                """#
        ),
        DiagnosticCase(
            .duplicateName,
            "second deployment without a name",
            contracts: "{token: {stock: erc20}}",
            then: #"""
                  - deploy: {contract: token, on: l1, args: [A, B, 1, 1]}
                    by: alice
                  - deploy: {contract: token, on: nat, args: [A, B, 1, 1]}
                    by: alice

                """#,
            refusal: #"""
                case.yaml:9:24: error: `token` is deployed already
                    9 |   - deploy: {contract: token, on: nat, args: [A, B, 1, 1]}
                      |                        ^~~~~
                      = give this one a name of its own with `save`
                """#
        ),
        DiagnosticCase(
            .unknownFunction,
            "misspelt event",
            contracts: "{token: {stock: erc20}}",
            then: #"""
                  - deploy: {contract: token, on: l1, args: [A, B, 1, 1]}
                    by: alice
                    assert: events(token, "Transfr").count == 1

                """#,
            refusal: #"""
                case.yaml:9:27: error: `token` has no event `Transfr`
                    9 |     assert: events(token, "Transfr").count == 1
                      |                           ^~~~~~~~~
                      = did you mean `Transfer`?
                """#
        ),
        DiagnosticCase(
            .wrongArguments,
            "expression that changes the state",
            contracts: "{token: {stock: erc20}}",
            then: #"""
                  - deploy: {contract: token, on: l1, args: [A, B, 1, 1]}
                    by: alice
                    assert: token.transfer(bob, 1)

                """#,
            refusal: #"""
                case.yaml:9:19: error: `transfer` changes the state, which an expression does not
                    9 |     assert: token.transfer(bob, 1)
                      |                   ^~~~~~~~
                      = make a step of it
                """#
        ),
        DiagnosticCase(
            .typeMismatch,
            "argument of another type",
            contracts: "{token: {stock: erc20}}",
            then: #"""
                  - deploy: {contract: token, on: l1, args: [A, B, 1, 1]}
                    by: alice
                    assert: token.balanceOf(5) == 1

                """#,
            refusal: #"""
                case.yaml:9:29: error: `arg0` is an address, found a plain number
                    9 |     assert: token.balanceOf(5) == 1
                      |                             ^
                """#
        ),
        DiagnosticCase(
            .invalidValue,
            "message from L1 to L1",
            contracts: "{token: {stock: erc20}}",
            then: #"""
                  - send_message: {from: l1, to: l1, receiver: bob}
                    by: alice

                """#,
            refusal: #"""
                case.yaml:7:34: error: a message goes from l1 to a rollup, or from a rollup to l1
                    7 |   - send_message: {from: l1, to: l1, receiver: bob}
                      |                                  ^~
                """#
        ),
        DiagnosticCase(
            .outOfRange,
            "load beyond its limit",
            contracts: "{token: {stock: erc20}}",
            then: #"""
                  - activity: {rollup: nat, blocks: 1000, rate: 500, senders: [alice]}

                """#,
            refusal: #"""
                case.yaml:7:43: error: a load has 1 to 1000 `blocks` at a `rate` of 1 to 500, and at most 20000 transactions in all
                    7 |   - activity: {rollup: nat, blocks: 1000, rate: 500, senders: [alice]}
                      |                                           ^~~~
                """#
        ),
        DiagnosticCase(
            .impossibleOutcome,
            "revert on an L2",
            contracts: "{token: {stock: erc20}}",
            then: #"""
                  - deploy: {contract: token, on: nat, args: [A, B, 1, 1]}
                    by: alice
                    expect: {revert: any}

                """#,
            refusal: #"""
                case.yaml:9:14: error: a transaction on nat cannot end in `revert`
                    9 |     expect: {revert: any}
                      |              ^~~~~~
                      = on an L2 a failing call is `l2_failed`, and known when a block is sealed
                """#
        ),
        DiagnosticCase(
            .outOfRange,
            "a million combinations",
            steps: #"""
                  - l1_mine: 1blk
                matrix:
                  keys:
                    seed: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
                    limits.steps: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
                    level: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
                    l1.a: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
                    l1.b: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
                    l1.c: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

                """#,
            refusal: #"""
                case.yaml:7:1: error: `matrix` has 1000000 combinations; at most 64 are run
                    7 | matrix:
                      | ^~~~~~
                      = leave out keys or values
                """#
        ),
        DiagnosticCase(
            .invalidName,
            "matrix of a matrix",
            steps: #"""
                  - l1_mine: 1blk
                matrix:
                  keys: {matrix.keys: [1, 2]}

                """#,
            refusal: #"""
                case.yaml:8:10: error: a matrix cannot change itself
                    8 |   keys: {matrix.keys: [1, 2]}
                      |          ^~~~~~~~~~~
                """#
        ),
        DiagnosticCase(
            .unknownKey,
            "matrix of a key that is nowhere",
            steps: #"""
                  - l1_mine: 1blk
                matrix:
                  keys: {rollups.nat.gas.rule: [v6]}

                """#,
            refusal: #"""
                case.yaml:8:10: error: unknown key `gas` in the rollup `nat`, with rollups.nat.gas.rule: v6
                    8 |   keys: {rollups.nat.gas.rule: [v6]}
                      |          ^~~~~~~~~~~~~~~~~~~~
                      = did you mean `gas_rule`?
                """#
        ),
        DiagnosticCase(
            .wrongShape,
            "matrix of lists",
            steps: #"""
                  - l1_mine: 1blk
                matrix:
                  keys: {seed: [[1, 2]]}

                """#,
            refusal: #"""
                case.yaml:8:17: error: a matrix changes single values, found a list
                    8 |   keys: {seed: [[1, 2]]}
                      |                 ^
                """#
        ),
        DiagnosticCase(
            .invalidValue,
            "combination that is no scenario",
            steps: #"""
                  - l1_mine: 1blk
                matrix:
                  keys: {rollups.nat.gas_rule: [v6, v7]}

                """#,
            refusal: #"""
                case.yaml:8:37: error: `gas_rule` expects one of `v6`, `gas_used`, `flat`, found `v7`, with rollups.nat.gas_rule: v7
                    8 |   keys: {rollups.nat.gas_rule: [v6, v7]}
                      |                                     ^~
                      = did you mean `v6`?
                """#
        ),
        DiagnosticCase(
            .missingKey,
            "matrix without keys",
            steps: #"""
                  - l1_mine: 1blk
                matrix:
                  show: [l1.head.number]

                """#,
            refusal: #"""
                case.yaml:8:3: error: `matrix` lacks the key `keys`
                    8 |   show: [l1.head.number]
                      |   ^
                case.yaml:8:10: error: an expression in brackets must be quoted, for a comma would split it silently
                    8 |   show: [l1.head.number]
                      |          ^~~~~~~~~~~~~~
                      = write a block list, one expression a line, or quote each
                """#
        ),
    ]
}
