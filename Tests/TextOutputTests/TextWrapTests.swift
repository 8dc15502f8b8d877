import Testing
import TextOutput

@Suite struct TextWrapTests {
    @Test func linesBreakAtSpaces() {
        #expect(TextWrap.lines("one two three", width: 8) == ["one two", "three"])
        #expect(TextWrap.lines("one two three", width: 13) == ["one two three"])
        #expect(TextWrap.lines("", width: 8) == [""])
    }

    @Test func indentsCountAndSpacesStay() {
        #expect(TextWrap.lines("aa bb cc", width: 6, first: "- ", indent: "    ") == ["- aa", "    bb", "    cc"])
        #expect(TextWrap.lines("a  b", width: 8) == ["a  b"])
    }

    @Test func wordsThatFitNowhereAreCut() {
        #expect(TextWrap.lines("abcdefghij kl", width: 4) == ["abcd", "efgh", "ij", "kl"])
        #expect(TextWrap.lines("abc", width: 1, indent: "    ").joined().filter { $0 != " " } == "abc")
    }

    @Test(arguments: 1...30)
    func everyCharacterStaysAndEveryLineFits(_ width: Int) {
        let text = "a wrong state root: expected 0xdd5311ecda72c87299e1e5caa9e4a64c, got something else altogether"
        let lines = TextWrap.lines(text, width: width)
        #expect(lines.allSatisfy { $0.count <= width })
        #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
    }
}
