import Conformance
import TestSupport
import Testing

/// Selection of tests by name.
@Suite("Patterns of names")
struct NamePatternTests {
    @Test(
        "Each form of the syntax selects what it says",
        arguments: [
            ("", ["", "x"], []),
            ("fork_Osaka", ["a[fork_Osaka-b]"], ["fork_osaka", "fork_Osak"]),
            ("^a.c$", ["abc", "a😀c"], ["xabc", "abcx", "a\nc", "ac"]),
            ("a|bc|", ["a", "bc", "zzz"], []),
            ("^(a|bc)d$", ["ad", "bcd"], ["abcd", "d"]),
            ("^(?:ab)*$", ["", "ab", "abab"], ["aba"]),
            ("^ab+c?$", ["ab", "abbb", "abbc"], ["a", "abcc"]),
            ("^a{2}b{1,2}c{1,}$", ["aabc", "aabbccc"], ["abc", "aabbbc", "aab"]),
            ("^a{0}b{0,1}$", ["", "b"], ["a", "bb"]),
            ("^[a-c_][^a-c]$", ["ax", "_😀"], ["dx", "aa"]),
            ("^[]a-]+$", ["]", "a-]"], ["b"]),
            ("^[^]]$", ["a"], ["]"]),
            (#"^\d\w\s\D\W\S$"#, ["1a b.c"], ["aa b.c", "1. b.c"]),
            (#"^[\d.][\D]$"#, ["1x", ".x"], ["x1", "11"]),
            (#"^[\[:]+$"#, ["[:"], ["a"]),
            (#"^\[a\]\.\{\}\\$"#, [#"[a].{}\"#], [#"[a]x{}\"#]),
            (#"\bto\b"#, ["to", "a to b", "a-to"], ["into", "tom"]),
            (#"o\Bx"#, ["ox"], ["o x"]),
            ("^a+?b*?c??$", ["aab", "ac"], ["b"]),
            ("(a*)*(b|b*)*$", ["aabb", ""], []),
            ("é", ["é"], ["e"]),
        ]
    )
    func syntax(pattern: String, selected: [String], others: [String]) throws {
        let compiled = try NamePattern(pattern)
        for name in selected { #expect(compiled.matches(name), "\(pattern) on \(name)") }
        for name in others { #expect(!compiled.matches(name), "\(pattern) on \(name)") }
    }

    @Test(
        "What is no pattern, or cannot be matched without backtracking, is refused with its place",
        arguments: [
            ("(", "`(` without `)` at character 1"), ("a)", "`)` without `(` at character 2"),
            ("a[b", "`[` without `]` at character 2"),
            ("[b-a]", "`-` must stand between two characters in order at character 3"),
            (#"[a-\d]"#, "`-` must stand between two characters in order at character 3"),
            ("*a", "nothing before `*` to repeat at character 1"),
            ("a**", "`*` repeats a repetition (use a group) at character 3"),
            ("^*", "an assertion is not to be repeated at character 2"),
            (#"a\"#, #"nothing follows `\` at character 2"#),
            (#"(a)\1"#, #"`\1` is not understood at character 4"#),
            (#"\p{L}"#, #"`\p` is not understood at character 1"#),
            ("(?=a)", "of groups with `(?`, only `(?:` is understood at character 1"),
            ("(?<n>a)", "of groups with `(?`, only `(?:` is understood at character 1"),
            ("a{2,1}", "the bounds of `{2,1}` are out of order at character 2"),
            (
                "a[b[:alpha:]]",
                #"named classes as `[:alpha:]` are not understood (write `\[` for the character) at character 4"#
            ),
            (
                "a{1001}",
                #"`{` must begin {n}, {n,} or {n,m} with numbers up to 1000 (write `\{` for the character) at character 2"#
            ),
            ("{", #"nothing before `{` to repeat (write `\{` for the character) at character 1"#),
            ("((a{1000}){1000}){1000}", "repetitions make the pattern too large at character 1"),
            ("(((){1000}){1000}){1000}", "repetitions make the pattern too large at character 1"),
            (String(repeating: "(", count: 65), "groups stand more than 64 deep at character 65"),
        ]
    )
    func refusals(pattern: String, message: String) {
        let error = #expect(throws: NamePattern.Invalid.self) { try NamePattern(pattern) }
        #expect(error?.description == message)
    }

    @Test("Patterns on which backtracking takes a lifetime end at once", .timeLimit(.minutes(1)))
    func linearTime() throws {
        let ordinary =
            "tests/prague/eip7702_set_code_tx/test_set_code_txs.py::test_set_code_to_sstore"
            + "[fork_Osaka-state_test-evm_code_type_LEGACY-tx_value_0-call_opcode_CALL]"
        for pattern in ["(.*_)*X$", "(a+)+$", "((a|aa)*)*b", "(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)x$", "(a?){50}a{50}"]
        {
            let compiled = try NamePattern(pattern)
            #expect(!compiled.matches(ordinary))
            _ = compiled.matches(String(repeating: "a", count: 20_000) + "!")
        }
    }

    @Test("Random patterns select what a backtracking matcher selects")
    func agreement() throws {
        var random = SplitMix64(seed: 0x9a77_e2)
        var counts = [true: 0, false: 0]
        for _ in 0..<2_000 {
            let pattern = Self.pattern(depth: 3, &random)
            let compiled = try NamePattern(pattern)
            let regex = try Regex(pattern)
            for _ in 0..<5 {
                let name = String((0..<Int.random(in: 0...6, using: &random)).map { _ in Self.letter(&random) })
                let isSelected = compiled.matches(name)
                counts[isSelected, default: 0] += 1
                #expect(isSelected == name.contains(regex), "\(pattern) on \(name)")
            }
        }
        #expect(counts.values.allSatisfy { $0 > 1_000 }, "\(counts)")
    }

    private static func letter(_ random: inout SplitMix64) -> Character {
        ["a", "b", "c", "_", "-"][Int.random(in: 0..<5, using: &random)]
    }

    private static func pattern(depth: Int, _ random: inout SplitMix64) -> String {
        let part = depth == 0 ? Int.random(in: 0..<5, using: &random) : Int.random(in: 0..<9, using: &random)
        switch part {
        case 0, 1: return String(letter(&random)).replacing("-", with: "[-]")
        case 2: return "."
        case 3: return ["[ab]", "[^a]", #"\w"#, #"[^\w]"#][Int.random(in: 0..<4, using: &random)]
        case 4: return ["^a", "b$", #"\bc"#][Int.random(in: 0..<3, using: &random)]
        case 5: return "(?:\(pattern(depth: depth - 1, &random))|\(pattern(depth: depth - 1, &random)))"
        case 6:
            let times = ["*", "+", "?", "{2}", "{1,3}", "*?"][Int.random(in: 0..<6, using: &random)]
            return "(?:\(pattern(depth: depth - 1, &random)))\(times)"
        default: return pattern(depth: depth - 1, &random) + pattern(depth: depth - 1, &random)
        }
    }
}
