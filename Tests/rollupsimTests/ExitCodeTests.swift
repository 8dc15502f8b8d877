import Foundation
import Testing

/// The contract of the command line with scripts.
@Suite struct ExitCodeTests {
    private static let happyPath = Program.scenarios + "/native-happy-path.yaml"

    private static func scenario(replacing old: String, with new: String) throws -> TemporaryFile {
        let text = try String(contentsOfFile: happyPath, encoding: .utf8)
        try #require(text.contains(old))
        return try TemporaryFile(suffix: ".yaml", text: text.replacingOccurrences(of: old, with: new))
    }

    @Test func passedScenarioExitsWithZero() throws {
        let outcome = try Program.run("run", Self.happyPath)
        #expect(outcome.exitCode == 0 && outcome.errors.isEmpty)
        #expect(outcome.output.contains("trace hash: 0x") && outcome.output.hasSuffix("result: passed\n"))
    }

    @Test func failedAssertionExitsWithOne() throws {
        let file = try Self.scenario(replacing: "nat.head.number == 2", with: "nat.head.number == 3")
        let outcome = try Program.run("run", file.path)
        #expect(outcome.exitCode == 1 && outcome.words.contains("`nat.head.number == 3` does not hold"))
    }

    @Test func wrongUsageAndWrongFilesExitWithTwo() throws {
        #expect(try Program.run("run").exitCode == 2)
        #expect(try Program.run("sing").exitCode == 2)
        #expect(try Program.run("run", "--loudly", Self.happyPath).exitCode == 2)
        #expect(try Program.run("run", "/nowhere/at-all.yaml").exitCode == 2)
        let file = try Self.scenario(replacing: "deposit:", with: "deposits:")
        let outcome = try Program.run("check", file.path)
        #expect(outcome.exitCode == 2 && outcome.errors.contains("did you mean `deposit`?"))
        #expect(try Program.run("run", file.path).exitCode == 2)
    }

    @Test func exceededLimitExitsWithFive() throws {
        let file = try Self.scenario(replacing: "seed: 1\n", with: "seed: 1\nlimits: {steps: 2}\n")
        #expect(try Program.run("run", file.path).exitCode == 5)
    }

    /// `/dev/full` refuses every byte, as a full disk does.
    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "the system has no /dev/full"))
    func reportThatCannotBeWrittenExitsWithThree() throws {
        #expect(try Program.exitCode("run", Self.happyPath, writingTo: "/dev/full") == 3)
        #expect(try Program.exitCode("list", Program.scenarios, writingTo: "/dev/full") == 3)
    }

    @Test func helpIsNoFailure() throws {
        let outcome = try Program.run("--help")
        #expect(outcome.exitCode == 0 && outcome.output.contains("run"))
        #expect(try Program.run("run", "--help").exitCode == 0)
    }

    @Test func folderMeansItsScenariosAndTheWorstCodeWins() throws {
        let scenarios = try TemporaryFolder.scenariosWithoutProofs()
        let folder = try Program.run("run", scenarios.path)
        #expect(folder.exitCode == 0 && folder.output.contains("\(scenarios.runCount) of \(scenarios.runCount) passed"))
        let failing = try Self.scenario(replacing: "nat.head.number == 2", with: "nat.head.number == 3")
        let mixed = try Program.run("run", Self.happyPath, failing.path)
        #expect(mixed.exitCode == 1 && mixed.output.contains("1 of 2 passed"))
    }

    @Test func jsonIsOneDocumentOnStandardOutput() throws {
        let scenarios = try TemporaryFolder.scenariosWithoutProofs()
        let outcome = try Program.run("run", "--json", scenarios.path)
        let parsed = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        let count = (parsed?["runs"] as? [Any])?.count
        #expect(count == scenarios.runCount && parsed?["format"] as? String == "rollupsim-report/1")
        #expect(outcome.exitCode == 0)
        for command in ["list", "check"] {
            let other = try Program.run(command, "--json", scenarios.path)
            let parsed = try JSONSerialization.jsonObject(with: Data(other.output.utf8)) as? [String: Any]
            let count = (parsed?["runs"] as? [Any])?.count
            #expect(count == scenarios.fileCount && parsed?["command"] as? String == command)
        }
    }

    @Test func errorsInDocumentsAreNoDiagnostics() throws {
        let empty = try TemporaryFile(suffix: ".yaml", text: "")
        let wrong = try TemporaryFile(suffix: ".yaml", text: "name: 1\n")
        let outcome = try Program.run("check", "--json", empty.path, wrong.path)
        #expect(outcome.exitCode == 2)
        let document = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        let runs = try #require(document?["runs"] as? [[String: Any]])
        #expect(runs.map { $0["status"] as? String } == ["unreadable", "refused"])
        let errors = runs.flatMap { $0["reasons"] as? [[String: Any]] ?? [] }.compactMap { $0["text"] as? String }
        #expect(errors.first == "\(empty.path): the file is empty")
        #expect(errors.count == 2 && errors.allSatisfy { !$0.hasSuffix("\n") && !$0.contains("rollupsim: ") })
    }

    @Test func checkAndListReadWithoutRunning() throws {
        let check = try Program.run("check", Program.scenarios)
        #expect(check.exitCode == 0 && check.output.contains("native-happy-path.yaml: ok"))
        let list = try Program.run("list", Program.scenarios)
        #expect(list.exitCode == 0 && list.output.contains("native-gas-used-zero"))
    }

    @Test func testsThatFailExitWithOneAndUnreadableOnesWithTwo() throws {
        let failing = try TemporaryFile(suffix: ".json", text: Self.stateTest(gasUsed: "0x1"))
        let failed = try Program.run("statetest", failing.path)
        #expect(failed.exitCode == 1 && failed.output.contains("gas used expected 1, got 43487"))
        let passing = try TemporaryFile(suffix: ".json", text: Self.stateTest(gasUsed: "0xa9df"))
        let passed = try Program.run("statetest", passing.path)
        #expect(passed.exitCode == 0 && passed.output == "1 test: 1 passed, 0 failed, 0 not covered\n")
        let broken = try TemporaryFile(suffix: ".json", text: "{")
        let unreadable = try Program.run("statetest", passing.path, broken.path)
        #expect(unreadable.exitCode == 2 && unreadable.errors.contains("not JSON: the document ends too early"))
    }

    @Test func runsWithoutATestExitWithTwo() throws {
        let file = try TemporaryFile(suffix: ".json", text: Self.stateTest(gasUsed: "0xa9df"))
        let other = try Program.run("blocktest", file.path)
        #expect(other.exitCode == 2)
        #expect(other.errors.contains("no blockchain_test, stateless_input_test, stateless_test to run: 1 state_test"))
        let unselected = try Program.run("statetest", "--run", "nothing", file.path)
        #expect(unselected.exitCode == 2 && unselected.errors.contains("1 not selected by --run"))
        #expect(try Program.run("statetest", "--run", "(", file.path).exitCode == 2)
        #expect(try Program.run("statetest", "/nowhere").exitCode == 2)
        #expect(try Program.run("statetest").exitCode == 2)
    }

    @Test func runsThatJudgeNothingExitWithTwo() throws {
        let text = Self.stateTest(gasUsed: "0xa9df").replacingOccurrences(of: "\"Osaka\"", with: "\"Amsterdam\"")
        let file = try TemporaryFile(suffix: ".json", text: text)
        for options in [[], ["--json"]] {
            let outcome = try Program.run(["statetest"] + options + [file.path])
            #expect(outcome.exitCode == 2)
            #expect(outcome.errors.hasSuffix("rollupsim: nothing could be judged: not covered, fork Amsterdam: 1\n"))
        }
        // One that is judged is enough.
        let judged = try TemporaryFile(suffix: ".json", text: Self.stateTest(gasUsed: "0xa9df"))
        #expect(try Program.run("statetest", file.path, judged.path).exitCode == 0)
    }

    @Test func tracesGoToStandardErrorAndTheDocumentToStandardOutput() throws {
        let file = try TemporaryFile(suffix: ".json", text: Self.stateTest(gasUsed: "0xa9df"))
        let outcome = try Program.run("statetest", "--trace", "--json", file.path)
        #expect(outcome.exitCode == 0 && outcome.errors.contains(#"{"stateRoot":"0x6afceca8"#))
        let parsed = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        #expect((parsed?["tests"] as? [Any])?.count == 1)
    }

    /// A state test by hand: a contract that stores a word and writes a log.
    private static func stateTest(gasUsed: String) -> String {
        #"""
        {"sample": {"env": {"currentCoinbase": "0x00000000000000000000000000000000000000c0", "currentGasLimit": "0x1c9c380",
          "currentNumber": "0x1", "currentTimestamp": "0x3e8", "currentBaseFee": "0x7", "currentExcessBlobGas": "0x0"},
         "pre": {
          "0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b": {"balance": "0xde0b6b3a7640000", "nonce": "0x0", "code": "0x",
           "storage": {}},
          "0x000000000000000000000000000000000000c0de": {"balance": "0x0", "nonce": "0x1",
           "code": "0x600260015560006000a000", "storage": {"0x05": "0x06"}}},
         "transaction": {"nonce": "0x0", "gasPrice": "0xa", "gasLimit": ["0x186a0"],
          "to": "0x000000000000000000000000000000000000c0de", "value": ["0x1"], "data": ["0x"],
          "sender": "0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b"},
         "post": {"Osaka": [{"hash": "0x6afceca8fcde6eb8b0810c3385593e6e51cf9e5fb67c813c7597e255d272f2ad",
          "logs": "0xa2a40a8d14baaaec34e773738270fb504bc402704d37944f78264fff4d626173",
          "indexes": {"data": 0, "gas": 0, "value": 0},
          "receipt": {"cumulativeGasUsed": "\#(gasUsed)", "status": true}}]},
         "config": {"chainid": "0x01"}}}
        """#
    }
}
