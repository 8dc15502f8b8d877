import Testing
import TextOutput

@Suite("JSON that is written")
struct JSONTextTests {
    private struct Sample: Encodable {
        var name: String
        var count: Int?
        var rate: Double
        var parts: [String]
    }

    @Test("A document has its keys sorted, is indented and ends with a line break")
    func document() throws {
        let text = try JSONText.document(Sample(name: "a/b\u{1b}\n", count: nil, rate: 0.5, parts: ["é"]))
        #expect(text == "{\n  \"name\" : \"a/b\\u001b\\n\",\n  \"parts\" : [\n    \"é\"\n  ],\n  \"rate\" : 0.5\n}\n")
    }

    @Test("A line is one line without a line break")
    func line() throws {
        let tree: JSONTree = ["b": [1, "x\n", .null], "a": ["k": .number(.max)], "c": [:], "d": []]
        #expect(try JSONText.line(tree) == #"{"a":{"k":18446744073709551615},"b":[1,"x\n",null],"c":{},"d":[]}"#)
    }

    @Test("A number that JSON does not have is an error, not a document")
    func notANumber() {
        #expect(throws: EncodingError.self) {
            try JSONText.document(Sample(name: "", count: 1, rate: .nan, parts: []))
        }
    }
}
