import Conformance
import Foundation
import Testing

@Suite("Reports of vector runs")
struct SpecTestReportTests {
    /// Two files with a failure each, one that passes, and one that cannot be run.
    private func folder() throws -> TemporaryFolder {
        try TemporaryFolder([
            "rlp.json": #"{"dog": {"in": "dog", "out": "0x83646f67"}, "cat": {"in": ["cat"], "out": "0xc483636175"}}"#,
            "testcases_add.json": """
            [{"X": "\(word(1))", "Y": "\(word(2))", "Expected": "\(word(3))"},
             {"X": "\(word(1))", "Y": "\(word(2))", "Expected": "\(word(4))"}]
            """,
            "vectors.txt": "?",
            "z/trietestnextprev.json": #"{"basic": {"in": ["cat"], "tests": [["", "", "cat"]]}}"#,
        ])
    }

    private func word(_ value: Int) -> String {
        String(repeating: "0", count: 63) + String(value)
    }

    @Test("Text: a line for each failure, a table by kind, a summary")
    func text() throws {
        let folder = try folder()
        let text = SpecTestRun()([folder.path]).text.replacingOccurrences(of: folder.path, with: "V")
        #expect(
            text == """
                V/rlp.json: cat: expected 0xc483636175, got 0xc483636174
                V/testcases_add.json: ADD 0x1 0x2: expected 0x4, got 0x3
                kind    ran  passed  failed  not covered
                rlp       2       1       1            0
                trie      0       0       0            1
                opcode    2       1       1            0
                4 ran: 2 failed; not covered: 1; files that cannot be run: 1

                """
        )
    }

    @Test("The document for machines says the same")
    func document() throws {
        let folder = try folder()
        let document = SpecTestRun()([folder.path]).document
        #expect(!document.passed)
        #expect(document.kinds.map(\.kind) == ["rlp", "trie", "opcode"])
        #expect(document.kinds.map(\.passed) == [1, 0, 1])
        #expect(document.failures.map(\.name) == ["cat", "ADD 0x1 0x2"])
        #expect(document.failures.first?.reason == "expected 0xc483636175, got 0xc483636174")
        #expect(document.notCovered.map(\.reason) == ["tries here have no next and previous key"])
        #expect(document.errors.map(\.reason) == ["is of no known kind of vectors"])
        let json = String(decoding: try JSONEncoder().encode(document), as: UTF8.self)
        #expect(json.contains(#""passed":false"#))
    }

    @Test("Only selected cases are run, and a file without any is no error")
    func selection() throws {
        let folder = try folder()
        let report = SpecTestRun(selecting: { $0.contains("dog") })([folder.path + "/rlp.json"])
        #expect(report.total.ran == 1 && report.total.passed == 1)
        #expect(SpecTestRun(selecting: { _ in false })([folder.path + "/rlp.json"]).cases.isEmpty)
    }

    @Test("The order of a report is that of the paths, whatever ran first")
    func order() throws {
        let names = (0..<40).map { "f\($0 / 10)\($0 % 10).json" }
        let files = Dictionary(uniqueKeysWithValues: names.map { ($0, #"{"\#($0)": {"in": 1, "out": "01"}}"#) })
        let folder = try TemporaryFolder(files)
        let report = SpecTestRun()([folder.path, folder.path + "/f07.json"])
        #expect(report.cases.map(\.result.name) == names + ["f07.json"])
    }

    @Test(
        "A value that fails says what was expected and what came",
        arguments: [
            (
                "testcases_exp.json",
                #"[{"X": "W2", "Y": "W3", "Expected": "W8"}]"#, "EXP 0x2 0x3: expected 0x8, got 0x9"
            ),
            (
                "trietest.json", #"{"a": {"in": [["k", "v"], ["k", null]], "root": "0xW0"}}"#,
                "a: expected root 0xW0, got 0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421"
            ),
            (
                "ecRecover.json", #"[{"Name": "n", "Input": "", "Expected": "00", "Gas": 3000}]"#,
                "n: expected 0x00, got 0x"
            ),
            (
                "ecRecover.json", #"[{"Name": "n", "Input": "", "Expected": "", "Gas": 3001}]"#,
                "n: expected 3001 gas, got 3000"
            ),
            (
                "fail-blake2f.json",
                #"[{"Name": "n", "Input": "\#(String(repeating: "00", count: 213))", "ExpectedError": "?"}]"#,
                "n: expected a failure, got 0x08c9bcf367e6096a3ba7ca8485ae67bb2bf894fe72f36e3cf1361d5f3af54fa5"
                    + "d182e6ad7f520e511f6c3e2b8c68059b6bbd41fbabd9831f79217e1319cde05b"
            ),
            ("rlp.json", #"{"a": {"in": "INVALID", "out": "c0"}}"#, "a: expected a refusal, got an item"),
            (
                "rlp.json", #"{"a": {"in": "VALID", "out": "8100"}}"#,
                "a: expected an item, got: single byte below 0x80 is written as an RLP string"
            ),
        ]
    )
    func failures(name: String, text: String, expected: String) throws {
        func fill(_ text: String) -> String {
            (0...9).reduce(text) { $0.replacingOccurrences(of: "W\($1)", with: word($1)) }
        }
        let folder = try TemporaryFolder([name: fill(text)])
        let lines = SpecTestRun()([folder.path]).text.split(separator: "\n")
        #expect(lines.first == "\(folder.path)/\(name): \(fill(expected))")
        #expect(lines.last == "1 ran: 1 failed")
    }
}
