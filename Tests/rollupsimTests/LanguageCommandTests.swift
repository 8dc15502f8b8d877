import Foundation
import Testing

/// `rollupsim explain`, `schema` and `init`.
@Suite struct LanguageCommandTests {
    @Test func wordsAreExplained() throws {
        let overview = try Program.run("explain")
        #expect(overview.exitCode == 0 && overview.errors.isEmpty)
        for word in ["deposit", "invariants", "repeat", "latency", "blk", "l2_failed", "file size"] {
            #expect(overview.output.contains(word))
        }
        let verb = try Program.run("explain", "deposit")
        #expect(verb.exitCode == 0 && verb.output.hasPrefix("deposit: a verb\n"))
        let key = try Program.run("explain", "pad_witness")
        #expect(key.output.hasPrefix("advance.pad_witness: a key\n") && key.output.contains("at most 16 MiB"))
        let value = try Program.run("explain", "optimistic")
        #expect(value.output.hasPrefix("rollups.preset.optimistic: a value\n") && value.exitCode == 0)
        #expect(
            value.output.contains("docs/rollup-designs.md") && value.output.contains("A value of `rollups.preset`.")
        )
        let code = try Program.run("explain", "GasAboveCap")
        #expect(code.output.contains("EIP-7825") && code.output.contains("expect: {reject: GasAboveCap}"))
    }

    @Test func unknownWordExitsWithTwoAndNamesTheNearest() throws {
        let near = try Program.run("explain", "depositt")
        #expect(near.exitCode == 2 && near.output.isEmpty)
        #expect(near.errors.hasPrefix("rollupsim: the scenario language has no depositt: did you mean deposit"))
        let far = try Program.run("explain", "qqqqqqqq")
        #expect(far.exitCode == 2 && far.errors.hasSuffix(": `rollupsim explain` names all\n"))
        let planned = try Program.run("explain", "bisect")
        #expect(planned.exitCode == 2 && planned.errors.contains("does not support yet"))
        // What a terminal would obey is shown, not sent.
        let hostile = try Program.run("explain", "\u{1b}[31m")
        #expect(hostile.exitCode == 2 && hostile.errors.contains("\\u{1b}[31m"))
        #expect(try Program.run("explain", "--markdown", "deposit").exitCode == 2)
    }

    @Test func explanationsAreDocumentsToo() throws {
        let one = try Program.run("explain", "deposit", "--json")
        let entries = try JSONSerialization.jsonObject(with: Data(one.output.utf8)) as? [[String: Any]]
        #expect(entries?.count == 1 && entries?.first?["kind"] as? String == "verb")
        #expect(entries?.first?["since"] as? String == "rollupsim/1")
        let all = try Program.run("explain", "--json")
        let every = try JSONSerialization.jsonObject(with: Data(all.output.utf8)) as? [[String: Any]]
        #expect((every?.count ?? 0) > 200)
    }

    @Test func pageIsTheDocumentOfThePackage() throws {
        let page = try Program.run("explain", "--markdown")
        let committed = try String(contentsOfFile: Program.documents + "/scenario-language.md", encoding: .utf8)
        #expect(page.exitCode == 0 && page.output == committed)
    }

    @Test func schemaIsOneDocument() throws {
        let outcome = try Program.run("schema")
        let schema = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        #expect(outcome.exitCode == 0)
        #expect(schema?["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
        #expect((schema?["$defs"] as? [String: Any])?["deposit"] != nil)
    }

    @Test func startingFilePassesAndIsNeverOverwritten() throws {
        let folder = try TemporaryFolder()
        let first = try Program.run(["init", "mine"], in: folder.path)
        #expect(first.exitCode == 0 && first.output == "mine.yaml is written; `rollupsim run mine.yaml` runs it\n")
        let run = try Program.run(["run", "mine.yaml"], in: folder.path)
        #expect(run.exitCode == 0 && run.output.hasSuffix("result: passed\n"))

        let file = folder.url.appendingPathComponent("mine.yaml")
        try "kept".write(to: file, atomically: true, encoding: .utf8)
        let second = try Program.run(["init", "mine"], in: folder.path)
        #expect(second.exitCode == 2 && second.output.isEmpty)
        #expect(second.errors == "rollupsim: mine.yaml is there already, and is left as it is\n")
        #expect(try String(contentsOf: file, encoding: .utf8) == "kept")
        // A link to nothing is there too.
        let link = folder.url.appendingPathComponent("link.yaml")
        try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: "nowhere")
        #expect(try Program.run(["init", "link"], in: folder.path).exitCode == 2)
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/nowhere"))
    }

    @Test(arguments: ["", "a/b", "../x", "a b", "ü", "\u{1b}[31m"])
    func namesThatNoScenarioCanHaveAreRefused(_ name: String) throws {
        let folder = try TemporaryFolder()
        let outcome = try Program.run(["init", name], in: folder.path)
        #expect(outcome.exitCode == 2 && outcome.errors.contains("cannot name a scenario"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
}
