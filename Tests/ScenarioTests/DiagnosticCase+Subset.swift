import Scenario

extension DiagnosticCase {
    /// Golden refusals: text and YAML outside the subset.
    static let subset: [DiagnosticCase] = [
        DiagnosticCase(
            .tab,
            "tabs",
            file: "format: rollupsim/1\nname:\tx\n",
            refusal: #"""
                case.yaml:2:6: error: tabs are not allowed
                    2 | name: x
                      |      ^
                      = indent with spaces
                """#
        ),
        DiagnosticCase(
            .forbiddenCharacter,
            "controlCharacter",
            file: "format: rollupsim/1\nname: a\u{7}b\n",
            refusal: #"""
                case.yaml:2:8: error: the character U+0007 cannot stand in a scenario file
                """#
        ),
        DiagnosticCase(
            .forbiddenCharacter,
            "byteOrderMark",
            file: "\u{feff}format: rollupsim/1\n",
            refusal: #"""
                case.yaml:1:1: error: the character U+FEFF cannot stand in a scenario file
                      = save the file as UTF-8 without a byte order mark
                """#
        ),
        DiagnosticCase(
            .nestingTooDeep,
            "brackets",
            file: #"""
                format: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]

                """#,
            refusal: #"""
                case.yaml:1:41: error: more than 32 brackets are open
                    1 | format: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
                      |                                         ^
                """#
        ),
        DiagnosticCase(
            .anchor,
            "anchor",
            file: #"""
                format: rollupsim/1
                name: &n small

                """#,
            refusal: #"""
                case.yaml:2:7: error: anchors are not allowed
                    2 | name: &n small
                      |       ^
                      = write the value out
                """#
        ),
        DiagnosticCase(
            .alias,
            "alias",
            file: #"""
                format: rollupsim/1
                name: *n

                """#,
            refusal: #"""
                case.yaml:2:7: error: aliases are not allowed
                    2 | name: *n
                      |       ^
                      = write the value out
                """#
        ),
        DiagnosticCase(
            .tag,
            "tag",
            file: #"""
                format: !!str rollupsim/1

                """#,
            refusal: #"""
                case.yaml:1:9: error: tags are not allowed
                    1 | format: !!str rollupsim/1
                      |         ^
                      = a field's type is known; quote text that begins with `!`
                """#
        ),
        DiagnosticCase(
            .directive,
            "directive",
            file: #"""
                %YAML 1.2
                ---
                format: rollupsim/1

                """#,
            refusal: #"""
                case.yaml:1:1: error: YAML directives are not allowed
                    1 | %YAML 1.2
                      | ^
                """#
        ),
        DiagnosticCase(
            .multipleDocuments,
            "secondDocument",
            file: #"""
                format: rollupsim/1
                ---
                format: rollupsim/1

                """#,
            refusal: #"""
                case.yaml:2:1: error: document markers are not allowed
                    2 | ---
                      | ^
                      = one file holds one scenario
                """#
        ),
        DiagnosticCase(
            .mergeKey,
            "mergeKey",
            file: #"""
                format: rollupsim/1
                l1: {<<: {slot: 12s}}

                """#,
            refusal: #"""
                case.yaml:2:6: error: merge keys are not allowed
                    2 | l1: {<<: {slot: 12s}}
                      |      ^~
                      = write the keys out
                """#
        ),
        DiagnosticCase(
            .yamlSyntax,
            "brokenYAML",
            file: #"""
                format: rollupsim/1
                name: [a

                """#,
            refusal: #"""
                case.yaml:3:1: error: did not find expected ',' or ']' (while parsing a flow sequence)
                      = close the bracket; an expression in brackets must be quoted
                """#
        ),
        DiagnosticCase(
            .duplicateKey,
            "duplicateKey",
            file: #"""
                format: rollupsim/1
                name: a
                name: b

                """#,
            refusal: #"""
                case.yaml:3:1: error: key `name` stands in its mapping already, at line 2
                    3 | name: b
                      | ^~~~
                """#
        ),
        DiagnosticCase(
            .duplicateKey,
            "duplicateKeyQuoted",
            steps: #"""
                  - seal: {rollup: nat, "rollup": nat}

                """#,
            refusal: #"""
                case.yaml:6:26: error: key `rollup` stands in its mapping already, earlier in this line
                    6 |   - seal: {rollup: nat, "rollup": nat}
                      |                          ^~~~~~
                """#
        ),
        DiagnosticCase(
            .keyNotText,
            "listAsKey",
            file: #"""
                format: rollupsim/1
                ? [a]
                : b

                """#,
            refusal: #"""
                case.yaml:2:3: error: a key must be a single word
                    2 | ? [a]
                      |   ^
                """#
        ),
        DiagnosticCase(
            .emptyDocument,
            "emptyFile",
            file: #"""
                # nothing but a comment

                """#,
            refusal: #"""
                case.yaml:1:1: error: the file holds no scenario
                    1 | # nothing but a comment
                      | ^
                """#
        ),
        DiagnosticCase(
            .yamlSyntax,
            "callInBrackets",
            steps: #"""
                  - assert: [events(nat, "X").count == 1]

                """#,
            refusal: #"""
                case.yaml:6:29: error: did not find expected ',' or ']' (while parsing a flow sequence)
                    6 |   - assert: [events(nat, "X").count == 1]
                      |                             ^
                      = close the bracket; an expression in brackets must be quoted
                """#
        ),
    ]
}
