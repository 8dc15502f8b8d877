import Scenario

extension DiagnosticCase {
    /// Golden refusals: expressions.
    static let expression: [DiagnosticCase] = [
        DiagnosticCase(
            .expressionSyntax,
            "singleEquals",
            steps: #"""
                  - assert: nat.head.number = 1

                """#,
            refusal: #"""
                case.yaml:6:29: error: the character `=` has no meaning in an expression
                    6 |   - assert: nat.head.number = 1
                      |                             ^
                      = equality is written `==`
                """#
        ),
        DiagnosticCase(
            .expressionSyntax,
            "missingOperand",
            steps: #"""
                  - assert: nat.head.number ==

                """#,
            refusal: #"""
                case.yaml:6:31: error: expected a value, found the end of the expression
                    6 |   - assert: nat.head.number ==
                      |                               ^
                """#
        ),
        DiagnosticCase(
            .expressionSyntax,
            "chained",
            steps: #"""
                  - assert: 1 < nat.head.number < 3

                """#,
            refusal: #"""
                case.yaml:6:33: error: comparisons cannot be chained
                    6 |   - assert: 1 < nat.head.number < 3
                      |                                 ^
                      = join two comparisons with `and`
                """#
        ),
        DiagnosticCase(
            .expressionTooLarge,
            "deepExpression",
            steps: #"""
                  - assert: ((((((((((((((((((((((((((((((((((((((((true))))))))))))))))))))))))))))))))))))))))

                """#,
            refusal: #"""
                case.yaml:6:46: error: the expression is nested more than 32 deep
                    6 |   - assert: ((((((((((((((((((((((((((((((((((((((((true))))))))))))))))))))))))))))))))))))))))
                      |                                              ^
                """#
        ),
        DiagnosticCase(
            .undefinedName,
            "name",
            steps: #"""
                  - assert: nta.head.number == 1

                """#,
            refusal: #"""
                case.yaml:6:13: error: undefined name `nta`
                    6 |   - assert: nta.head.number == 1
                      |             ^~~
                      = did you mean `nat`?
                """#
        ),
        DiagnosticCase(
            .undefinedName,
            "actorAsValue",
            steps: #"""
                  - assert: alice == 1

                """#,
            refusal: #"""
                case.yaml:6:13: error: undefined name `alice`
                    6 |   - assert: alice == 1
                      |             ^~~~~
                      = an actor has no value of its own: write `l1.balance(alice)` or `l2(rollup).balance(alice)`
                """#
        ),
        DiagnosticCase(
            .undefinedName,
            "unknownWord",
            steps: #"""
                  - deposit: {to: nat, amount: 1 ETH}
                    by: alice
                    id: d
                    assert: tx(d).status == sucess

                """#,
            refusal: #"""
                case.yaml:9:29: error: `sucess` is not a transaction's status
                    9 |     assert: tx(d).status == sucess
                      |                             ^~~~~~
                      = did you mean `success`?
                """#
        ),
        DiagnosticCase(
            .undefinedFunction,
            "function",
            steps: #"""
                  - assert: escorw(nat) == 1 ETH

                """#,
            refusal: #"""
                case.yaml:6:13: error: undefined function `escorw`
                    6 |   - assert: escorw(nat) == 1 ETH
                      |             ^~~~~~
                      = did you mean `escrow`?
                """#
        ),
        DiagnosticCase(
            .undefinedMember,
            "member",
            steps: #"""
                  - assert: nat.head.nunber == 1

                """#,
            refusal: #"""
                case.yaml:6:22: error: a settled head has no member `nunber`
                    6 |   - assert: nat.head.nunber == 1
                      |                      ^~~~~~
                      = did you mean `number`?
                """#
        ),
        DiagnosticCase(
            .undefinedMember,
            "memberInQuotes",
            steps: #"""
                  - assert: "nat.head.nunber == 1"

                """#,
            refusal: #"""
                case.yaml:6:23: error: a settled head has no member `nunber`
                    6 |   - assert: "nat.head.nunber == 1"
                      |                       ^~~~~~
                      = did you mean `number`?
                """#
        ),
        DiagnosticCase(
            .wrongArguments,
            "argumentCount",
            steps: #"""
                  - assert: escrow() == 1 ETH

                """#,
            refusal: #"""
                case.yaml:6:13: error: `escrow` is given 0 arguments
                    6 |   - assert: escrow() == 1 ETH
                      |             ^~~~~~~~
                      = write `escrow(rollup)`
                """#
        ),
        DiagnosticCase(
            .wrongArguments,
            "argumentKind",
            steps: #"""
                  - assert: l1.balance(3) == 1 ETH

                """#,
            refusal: #"""
                case.yaml:6:24: error: `balance` expects an actor's name or an address here
                    6 |   - assert: l1.balance(3) == 1 ETH
                      |                        ^
                      = write `balance(account)`
                """#
        ),
        DiagnosticCase(
            .typeMismatch,
            "unitMissing",
            steps: #"""
                  - assert: escrow(nat) == 3

                """#,
            refusal: #"""
                case.yaml:6:13: error: an amount cannot be compared with a plain number
                    6 |   - assert: escrow(nat) == 3
                      |             ^~~~~~~~~~~~~~~~
                      = give the number a unit, such as `1.5 ETH`, `20 gwei` or `7 wei`
                """#
        ),
        DiagnosticCase(
            .typeMismatch,
            "notACondition",
            steps: #"""
                  - assert: nat.head.number

                """#,
            refusal: #"""
                case.yaml:6:13: error: expected a truth value, but the expression is a plain number
                    6 |   - assert: nat.head.number
                      |             ^~~~~~~~~~~~~~~
                      = compare it with something, as in `x == 1`
                """#
        ),
        DiagnosticCase(
            .typeMismatch,
            "noValue",
            steps: #"""
                  - print: nat.head

                """#,
            refusal: #"""
                case.yaml:6:12: error: a settled head has no value of its own
                    6 |   - print: nat.head
                      |            ^~~~~~~~
                      = it has the members `.number`, `.hash`, `.state_root`
                """#
        ),
        DiagnosticCase(
            .typeMismatch,
            "mixedSum",
            steps: #"""
                  - assert: 1 ETH + 3s == 1 ETH

                """#,
            refusal: #"""
                case.yaml:6:13: error: `+` does not join an amount and a duration
                    6 |   - assert: 1 ETH + 3s == 1 ETH
                      |             ^~~~~~~~~~
                """#
        ),
        DiagnosticCase(
            .misplacedTolerance,
            "feesWithoutBalance",
            steps: #"""
                  - assert: escrow(nat) == 1 ETH ± gas

                """#,
            refusal: #"""
                case.yaml:6:36: error: `± gas` needs the balance of exactly one account on the left, found 0
                    6 |   - assert: escrow(nat) == 1 ETH ± gas
                      |                                    ^~~
                      = write `l1.balance(alice) == 7.5 ETH ± gas`
                """#
        ),
        DiagnosticCase(
            .undefinedName,
            "functionWithoutCall",
            steps: #"""
                  - print: escrow

                """#,
            refusal: #"""
                case.yaml:6:12: error: undefined name `escrow`
                    6 |   - print: escrow
                      |            ^~~~~~
                      = write `escrow(rollup)`
                """#
        ),
        DiagnosticCase(
            .expressionTooLarge,
            "longExpression",
            steps: "  - print: 1" + String(repeating: " + 1", count: 249) + "\n",
            refusal: #"""
                case.yaml:6:812: error: an expression can have at most 400 words and operators
                    6 | 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 
                      |                                                                                 ^
                """#
        ),
        DiagnosticCase(
            .expressionSyntax,
            "strangeCharacter",
            steps: #"""
                  - assert: nat.head.number == 1 && true

                """#,
            refusal: #"""
                case.yaml:6:34: error: the character `&` has no meaning in an expression
                    6 |   - assert: nat.head.number == 1 && true
                      |                                  ^
                      = conjunction is written `and`
                """#
        ),
        DiagnosticCase(
            .wrongArguments,
            "otherPreset",
            steps: #"""
                  - assert: bond(nat) == 1 ETH

                """#,
            refusal: #"""
                case.yaml:6:18: error: `bond` means nothing to `nat`, whose preset is native-reexec
                    6 |   - assert: bond(nat) == 1 ETH
                      |                  ^~~
                """#
        ),
        DiagnosticCase(
            .wrongArguments,
            "propertyCalled",
            steps: #"""
                  - assert: nat.head() == 1

                """#,
            refusal: #"""
                case.yaml:6:17: error: `head` takes no arguments
                    6 |   - assert: nat.head() == 1
                      |                 ^~~~
                      = write `.head`
                """#
        ),
        DiagnosticCase(
            .misplacedTolerance,
            "feesOfTwo",
            steps: #"""
                  - assert: l1.balance(alice) + l1.balance(bob) == 1 ETH ± gas

                """#,
            refusal: #"""
                case.yaml:6:60: error: `± gas` needs the balance of exactly one account on the left, found 2
                    6 |   - assert: l1.balance(alice) + l1.balance(bob) == 1 ETH ± gas
                      |                                                            ^~~
                      = write `l1.balance(alice) == 7.5 ETH ± gas`
                """#
        ),
    ]
}
