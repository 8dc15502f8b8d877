import Conformance
import Foundation
import HostAccelerators
import Testing

/// What is run, in which order it is reported, and what cannot be read.
@Suite("Runs of fixture files")
struct FixtureRunTests {
    private static let passing = SampleStateTest().json
    private static let failing = SampleStateTest(gasUsed: "0x1").json

    @Test("Reports come in the files' order, however many threads run")
    func order() throws {
        var files: [String: String] = [:]
        for index in 0..<40 {
            files["\(index % 7)/\(index).json"] = #"{"t\#(index)": \#(index % 3 == 0 ? Self.failing : Self.passing)}"#
        }
        files["0/notes.txt"] = "no fixture"
        files[".meta/index.json"] = "no fixture either"
        let folder = try TestFolder(files)
        let single = try folder.run(threadCount: 1)
        let parallel = try folder.run(threadCount: 8)
        #expect(single.text == parallel.text && single.summary == parallel.summary)
        let paths = single.text.split(separator: "\n").compactMap { $0.firstMatch(of: /\((.*)\)/)?.1 }.map(String.init)
        #expect(paths.count == 14 && paths == paths.sorted())
        #expect(single.summary.text == "40 tests: 26 passed, 14 failed, 0 not covered\n")
    }

    @Test("A pattern selects by name, and what it leaves out is counted")
    func selection() throws {
        let file = #"{"a[fork_Osaka]": \#(Self.passing), "b[fork_Osaka]": \#(Self.failing), "c": \#(Self.passing)}"#
        let folder = try TestFolder(["a.json": file])
        #expect(
            try folder.run(pattern: #"^[ac].*\]$"#).summary.text
                == "1 test: 1 passed, 0 failed, 0 not covered\n2 not selected\n"
        )
        #expect(try folder.run(pattern: "fork_Osaka").summary.testCount == 2)
        #expect(throws: NamePattern.Invalid.self) { try folder.run(pattern: "(") }
    }

    @Test("Tests of other formats are counted by format")
    func otherFormats() throws {
        let engine = #"{"network": "Osaka", "engineNewPayloads": []}"#
        let folder = try TestFolder(["a.json": #"{"s": \#(Self.passing), "e": \#(engine)}"#])
        #expect(
            try folder.run([.blockchainTest]).summary.text == """
                2 tests: 0 passed, 0 failed, 2 not covered
                not covered, format blockchain_test_engine: 1
                not covered, format state_test: 1

                """
        )
        #expect(try folder.run().summary.notCovered == ["blockchain_test_engine": 1])
    }

    @Test("Several post-states of a test are told apart by fork and position")
    func posts() throws {
        let post = #"{"hash": "0x", "logs": "0x"}"#
        let both = Self.failing.replacing(
            #""post": {"Osaka": ["#,
            with: #""post": {"Amsterdam": [\#(post)], "Osaka": ["#
        )
        let result = try TestFolder(["a.json": #"{"s": \#(both)}"#]).run()
        #expect(result.text.hasPrefix("FAILED s/Osaka/0 (a.json)\n"))
        #expect(result.summary.notCovered == ["fork Amsterdam": 1])
    }

    @Test(
        "A file that cannot be read is named with the field",
        arguments: [
            ("{", "a.json: not JSON: the document ends too early"),
            ("[]", "a.json: expected an object, found an array"),
            (#"{"x": {}}"#, "a.json: x: expected a test of a known format, found an object"),
            (#"{"x": {"a": 1, "a": 2}}"#, #"a.json: x: duplicate key "a""#),
            (
                #"{"s": \#(passing.replacing(SampleStateTest.stateRoot, with: "0x6afc"))}"#,
                #"a.json: s: post.Osaka[0].hash: expected 32 bytes of hex, found "0x6afc" (2 bytes)"#
            ),
            (
                #"{"s": \#(passing.replacing("\"logs\"", with: "\"log\""))}"#,
                #"a.json: s: post.Osaka[0]: missing "logs""#
            ),
            (
                #"{"s": \#(passing.replacing("\"0x5\"", with: "5").replacing("\"0x06\"", with: "\"0xzz\""))}"#,
                "a.json: s: pre.0x000000000000000000000000000000000000c0de.storage.0x05: "
                    + #"expected a hex quantity of at most 32 bytes, found "0xzz""#
            ),
            (
                #"{"s": \#(passing.replacing("\"value\": 0}", with: "\"value\": 1}"))}"#,
                "a.json: s: post.Osaka[0].indexes.value: expected an index below 1, found the number 1"
            ),
            (
                #"{"s": \#(passing.replacing("\"currentNumber\": \"0x1\"", with: "\"currentNumber\": \"0x10000000000000000\""))}"#,
                "a.json: s: env.currentNumber: expected a hex quantity of at most 8 bytes, "
                    + #"found "0x10000000000000000""#
            ),
        ]
    )
    func unreadable(text: String, message: String) throws {
        let result = try TestFolder(["a.json": text, "b.json": #"{"s": \#(Self.passing)}"#]).run()
        #expect(result.errors == [message])
        #expect(result.summary.text == "1 test: 1 passed, 0 failed, 0 not covered\n1 unreadable\n")
    }

    @Test(
        "Spellings of other tools that can be read in one way are read",
        arguments: [
            ("\"currentRandom\": \"0x0\"", "\"currentRandom\": \"0x\""),
            (
                "\"0x00000000000000000000000000000000000000c0\", \"currentGas",
                "\"00000000000000000000000000000000000000c0\", \"currentGas"
            ),
            (
                "\"to\": \"0x000000000000000000000000000000000000c0de\"",
                "\"to\": \"000000000000000000000000000000000000c0de\""
            ),
            ("\"data\": [\"0x\"]", "\"data\": [\"\"]"),
            (
                "\"code\": \"0x600260015560006000a000\", \"storage\": {\"0x05\"",
                "\"code\": \"600260015560006000a000\", \"storage\": {\"0x05\""
            ),
            ("\"hash\": \"\(SampleStateTest.stateRoot)\"", "\"hash\": \"\(SampleStateTest.stateRoot.dropFirst(2))\""),
            ("\"value\": [\"0x1\"]", "\"value\": [1]"),
            ("\"value\": [\"0x1\"]", "\"value\": [\"0X1\"]"),
            ("\"nonce\": \"0x0\"", "\"nonce\": 0"),
            ("\"nonce\": \"0x0\"", "\"nonce\": \"0x\""),
        ]
    )
    func spellings(exact: String, legacy: String) throws {
        try #require(Self.passing.contains(exact))
        let result = try TestFolder(["a.json": #"{"s": \#(Self.passing.replacing(exact, with: legacy))}"#]).run()
        #expect(result.errors.isEmpty && result.summary.passedCount == 1, "\(legacy): \(result.text)\(result.errors)")
    }

    @Test(
        "A spelling that tools read differently is refused",
        arguments: [
            ("\"value\": [\"0x1\"]", "\"value\": [\"1\"]", "a hex quantity of at most 32 bytes, found \"1\""),
            ("\"value\": [\"0x1\"]", "\"value\": [\"\"]", "a hex quantity of at most 32 bytes, found \"\""),
            ("\"value\": [\"0x1\"]", "\"value\": [1e0]", "a hex quantity of at most 32 bytes, found the number 1e0"),
            ("\"data\": [\"0x\"]", "\"data\": [\"6\"]", "an even number of hex digits, found \"6\""),
            ("\"data\": [\"0x\"]", "\"data\": [\"zz\"]", "hex bytes, found \"zz\""),
            ("\"data\": [\"0x\"]", "\"data\": [0]", "hex bytes, found the number 0"),
            (
                "0x000000000000000000000000000000000000c0de\", \"value", "c0de\", \"value",
                "20 bytes of hex, found \"c0de\""
            ),
        ]
    )
    func ambiguousSpellings(exact: String, other: String, message: String) throws {
        try #require(Self.passing.contains(exact))
        let result = try TestFolder(["a.json": #"{"s": \#(Self.passing.replacing(exact, with: other))}"#]).run()
        #expect(result.summary.testCount == 0 && result.errors.count == 1)
        #expect(result.errors.first?.contains(message) == true, "\(result.errors)")
    }

    @Test("Names and reasons of a file write no lines of the report, and steer no terminal")
    func hostileNames() throws {
        let name = #"\u001b[2K\rok\n9 tests: 9 passed, 0 failed, 0 not covered\u202e\u0085"#
        let exception = #"x\n3 tests: 3 passed\u001b[8m"#
        let failing = SampleStateTest(gasUsed: "0x1", exception: exception).json
        let later = SampleStateTest(network: #"Amster\ndam\u001b[2J"#).json
        let result = try TestFolder(["a.json": #"{"\#(name)": \#(failing), "l": \#(later)}"#]).run()
        let printed = result.text + result.summary.text
        #expect(
            printed.hasPrefix(
                #"FAILED \u{1b}[2K\rok\n9 tests: 9 passed, 0 failed, 0 not covered\u{202e}\u{85} (a.json)"# + "\n"
                    + #"  expected x\n3 tests: 3 passed\u{1b}[8m, got acceptance"# + "\n"
            )
        )
        #expect(printed.hasSuffix(#"not covered, fork Amster\ndam\u{1b}[2J: 1"# + "\n"))
        let controls = printed.unicodeScalars.filter { $0.properties.generalCategory == .control && $0 != "\n" }
        #expect(controls.isEmpty && printed.split(separator: "\n").count == 5)
    }

    @Test("The document for machines holds every test and the sums")
    func document() throws {
        let folder = try TestFolder([
            "a.json": #"{"bad": \#(Self.failing), "good": \#(Self.passing)}"#, "b.json": "?",
            "c.json": #"{"later": \#(SampleStateTest(network: "Amsterdam").json)}"#,
        ])
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = folder.relative(String(decoding: try encoder.encode(try folder.run().document), as: UTF8.self))
        #expect(
            text
                == #"{"errors":["b.json: not JSON: unexpected '?' at byte 0"],"#
                + #""summary":{"blocks":0,"damagedWitnesses":0,"failed":1,"notCovered":{"fork Amsterdam":1},"#
                + #""notSelected":0,"passed":1,"tests":3,"unreadable":1},"#
                + #""tests":[{"file":"a.json","format":"state_test","name":"bad","#
                + #""problems":["gas used expected 1, got 43487"],"result":"failed"},"#
                + #"{"file":"a.json","format":"state_test","name":"good","result":"passed"},"#
                + #"{"file":"c.json","format":"state_test","name":"later","reason":"fork Amsterdam","result":"notCovered"}]}"#
        )
    }
}
