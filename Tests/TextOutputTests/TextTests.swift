import Testing
import TextOutput

@Suite("Text of reports")
struct TextTests {
    @Test(
        "Text of others is shown on one line, with everything that a terminal obeys spelled out",
        arguments: [
            ("tests/a.py::b[fork_Osaka-state_test]", "tests/a.py::b[fork_Osaka-state_test]"),
            ("\u{1b}[2K\rok\n9 passed\t", #"\u{1b}[2K\rok\n9 passed\t"#),
            ("\u{0}\u{7}\u{7f}\u{85}\u{9b}2J", #"\u{0}\u{7}\u{7f}\u{85}\u{9b}2J"#),
            ("a\u{202e}b\u{2066}\u{200b}", #"a\u{202e}b\u{2066}\u{200b}"#),
            ("a\u{2028}b\u{2029}\r\nc", #"a\u{2028}b\u{2029}\r\nc"#),
            ("größe 中 😀 \\n", "größe 中 😀 \\n"),
            ("", ""),
        ]
    )
    func printable(text: String, shown: String) {
        #expect(text.printable == shown)
        #expect(!text.printable.unicodeScalars.contains { $0.properties.generalCategory == .control })
    }

    @Test("Digits stand in groups of three")
    func grouped() {
        #expect(0.grouped == "0" && 999.grouped == "999" && 1_000.grouped == "1,000")
        #expect(UInt64.max.grouped == "18,446,744,073,709,551,615")
        #expect(Int.min.grouped == "-9,223,372,036,854,775,808" && (-100).grouped == "-100")
    }

    @Test("A table aligns its columns and leaves no space at the ends of lines")
    func table() {
        var table = TextTable([("name", .left), ("count", .right), ("", .left)])
        table.add(["a", "1,000,000", ""])
        table.add(["longer", "2", "x"])
        #expect(table.text() == "  name        count\n  a       1,000,000\n  longer          2  x\n")
        #expect(table.text(indent: "").hasPrefix("name        count\n"))
    }
}
