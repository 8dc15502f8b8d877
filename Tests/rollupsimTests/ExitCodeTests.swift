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
        #expect(outcome.exitCode == 1 && outcome.output.contains("`nat.head.number == 3` does not hold"))
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
        let folder = try Program.run("run", Program.scenarios)
        #expect(folder.exitCode == 0 && folder.output.contains("4 of 4 passed"))
        let failing = try Self.scenario(replacing: "nat.head.number == 2", with: "nat.head.number == 3")
        let mixed = try Program.run("run", Self.happyPath, failing.path)
        #expect(mixed.exitCode == 1 && mixed.output.contains("1 of 2 passed"))
    }

    @Test func jsonIsOneDocumentOnStandardOutput() throws {
        let outcome = try Program.run("run", "--json", Program.scenarios)
        let parsed = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        #expect((parsed?["runs"] as? [Any])?.count == 4)
        #expect(outcome.exitCode == 0)
        let list = try Program.run("list", "--json", Program.scenarios)
        #expect((try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [Any])?.count == 4)
    }

    @Test func checkAndListReadWithoutRunning() throws {
        let check = try Program.run("check", Program.scenarios)
        #expect(check.exitCode == 0 && check.output.contains("native-happy-path.yaml: ok"))
        let list = try Program.run("list", Program.scenarios)
        #expect(list.exitCode == 0 && list.output.contains("native-gas-used-zero"))
    }
}
