import Foundation
import Glibc
import Testing

/// Inputs that a user may meet and that no command may hang on, misname or let write its report.
@Suite struct HostileInputTests {
    /// A name that clears the line it is on and goes on with a report of its own.
    private static let hostile = #"\u001b[2K\rok\n9 ran: all passed\u009b2J"#
    private static let shown = #"\u{1b}[2K\rok\n9 ran: all passed\u{9b}2J"#

    private static let readers = [
        ["run"], ["check"], ["list"], ["execute"], ["guest", "run"], ["statetest"], ["blocktest"], ["spectest"],
    ]

    private static func expectHarmless(_ outcome: Program.Outcome, sourceLocation: SourceLocation = #_sourceLocation) {
        let printed = outcome.output + outcome.errors
        let controls = printed.unicodeScalars.filter { $0.properties.generalCategory == .control && $0 != "\n" }
        #expect(
            controls.isEmpty && !printed.contains("\n9 ran"),
            "\(printed.debugDescription)",
            sourceLocation: sourceLocation
        )
    }

    @Test(arguments: readers)
    func emptyFilesAreCalledEmpty(command: [String]) throws {
        let suffix = ["run", "check", "list"].contains(command[0]) ? ".yaml" : ".json"
        let file = try TemporaryFile(suffix: suffix, text: "")
        let outcome = try Program.run(command + [file.path])
        #expect(outcome.exitCode == 2)
        #expect(outcome.errors.contains("rollupsim: \(file.path): the file is empty\n"), "\(outcome.errors)")
    }

    @Test(.timeLimit(.minutes(1)), arguments: readers)
    func pipesAreRefused(command: [String]) throws {
        let path = FileManager.default.temporaryDirectory.path + "/rollupsim-\(UUID().uuidString).json"
        try #require(mkfifo(path, 0o600) == 0)
        defer { unlink(path) }
        let outcome = try Program.run(command + [path])
        #expect(outcome.exitCode == 2)
        #expect(outcome.errors.contains("rollupsim: \(path): is a pipe, not a file\n"), "\(outcome.errors)")
    }

    @Test(.timeLimit(.minutes(1)), arguments: ["run", "check", "list", "statetest", "blocktest", "spectest"])
    func foldersWithPipesAndCirclesAreReadAndWhatIsNoFileIsTold(command: String) throws {
        let folder = FileManager.default.temporaryDirectory.path + "/rollupsim-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let suffix = ["run", "check", "list"].contains(command) ? "yaml" : "json"
        try #require(mkfifo(folder + "/pipe.\(suffix)", 0o600) == 0 && symlink(".", folder + "/circle") == 0)
        try #require(symlink("loop.\(suffix)", folder + "/loop.\(suffix)") == 0)
        try "{}".write(toFile: folder + "/a.\(suffix)", atomically: true, encoding: .utf8)
        let outcome = try Program.run([command, folder])
        #expect(outcome.errors.contains("rollupsim: \(folder)/pipe.\(suffix): passed over: a pipe\n"))
        #expect(
            outcome.errors.contains("rollupsim: \(folder)/loop.\(suffix): passed over: a link that leads to no file\n")
        )
        #expect(outcome.errors.contains("a.\(suffix)") || outcome.exitCode == 2)
        #expect(!outcome.errors.contains("/circle"))
    }

    @Test func pathsOfOneLetterAreRead() throws {
        let folder = FileManager.default.temporaryDirectory.path + "/rollupsim-\(UUID().uuidString)"
        let inner = "v/verify_kzg_proof/s/c"
        try FileManager.default.createDirectory(atPath: "\(folder)/\(inner)", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let text = "input: {}\noutput: true\n"
        try text.write(toFile: "\(folder)/\(inner)/data.yaml", atomically: true, encoding: .utf8)
        try #"{"d": {"in": "d", "out": "0x64"}}"#.write(toFile: folder + "/j.json", atomically: true, encoding: .utf8)
        let cases = try Program.run(["spectest", "v"], in: folder)
        #expect(cases.exitCode == 2 && cases.errors.contains("trusted setup: none is beside the cases"))
        #expect(try Program.run(["spectest", "j.json"], in: folder).exitCode == 0)
        try "x".write(toFile: folder + "/trusted_setup.txt", atomically: true, encoding: .utf8)
        #expect(try Program.run(["spectest", "v"], in: folder).errors.contains("trusted setup: trusted_setup.txt: "))
    }

    @Test func namesInFixturesForgeNoReport() throws {
        let vectors = try TemporaryFile(
            suffix: ".json",
            text: #"{"\#(Self.hostile)": {"in": "dog", "out": "0x83646f68"}}"#
        )
        let failing = try Program.run("spectest", vectors.path)
        #expect(failing.exitCode == 1 && failing.output.contains(": \(Self.shown): expected 0x83646f68"))
        Self.expectHarmless(failing)
        let unreadable = #"{"\#(Self.hostile)": {"in": "dog", "out": 7}, "\#(Self.hostile)2": {}}"#
        for command in ["spectest", "statetest", "blocktest"] {
            let file = try TemporaryFile(suffix: ".json", text: unreadable)
            let outcome = try Program.run(command, file.path)
            #expect(outcome.exitCode == 2 && outcome.errors.contains(Self.shown), "\(outcome.errors)")
            Self.expectHarmless(outcome)
        }
    }

    @Test func namesInArchivedBlocksForgeNoReport() throws {
        let zero = "0x" + String(repeating: "00", count: 32)
        let text = #"""
            {"name": "\#(Self.hostile)", "chainId": 1, "fork": "\#(Self.hostile)", "blockNumber": 7, "blockHash": "\#(zero)",
             "gasUsed": 0, "transactionCount": 0, "block": "0xc0", "preStateRoot": "\#(zero)",
             "witness": {"state": [], "codes": [], "headers": []}}
            """#
        let file = try TemporaryFile(suffix: ".json", text: text)
        let outcome = try Program.run("execute", file.path)
        #expect(outcome.exitCode == 1 && outcome.output.contains(Self.shown))
        Self.expectHarmless(outcome)
        Self.expectHarmless(try Program.run("guest", "run", file.path))
    }

    @Test func textsInScenariosForgeNoReport() throws {
        let path = Program.scenarios + "/native-happy-path.yaml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let lesson = #"teaches: "\e[2K\r\n9 ran: all passed\x9b2J""#
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.hasPrefix("teaches:") ? Substring(lesson) : $0
        }
        let hostile = lines.joined(separator: "\n")
        try #require(hostile.contains(lesson))
        let file = try TemporaryFile(suffix: ".yaml", text: hostile)
        for command in ["run", "list", "check"] {
            let outcome = try Program.run(command, file.path)
            #expect(outcome.exitCode == 0)
            if command != "check" { #expect(outcome.output.contains(#"\u{1b}[2K\r\n9 ran"#)) }
            Self.expectHarmless(outcome)
        }
        let broken = try TemporaryFile(
            suffix: ".yaml",
            text: text.replacing("name: ", with: "name: \"\\e[2K\\n9 ran\" # ")
        )
        let refused = try Program.run("check", broken.path)
        #expect(refused.exitCode == 2)
        Self.expectHarmless(refused)
    }

    @Test func namesOfFilesForgeNoReport() throws {
        let folder = FileManager.default.temporaryDirectory.path + "/rollupsim-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for suffix in ["json", "yaml"] {
            try "{".write(toFile: folder + "/\u{1b}[2K\r\n9 ran.\(suffix)", atomically: false, encoding: .utf8)
        }
        for command in ["run", "check", "list", "statetest", "spectest"] {
            let outcome = try Program.run(command, folder)
            #expect(outcome.exitCode == 2 && outcome.errors.contains(#"/\u{1b}[2K\r\n9 ran."#), "\(outcome.errors)")
            Self.expectHarmless(outcome)
        }
    }

    @Test(.timeLimit(.minutes(1))) func patternsAreMatchedInLinearTime() throws {
        let name =
            "tests/prague/eip7702_set_code_tx/test_set_code_txs.py::test_set_code_to_sstore[fork_Osaka-state_test-tx_value_0]"
        let file = try TemporaryFile(suffix: ".json", text: #"{"\#(name)": {"in": "dog", "out": "0x83646f67"}}"#)
        let outcome = try Program.run("spectest", "--run", "^(([a-z0-9_/.:]+)+)+X$", file.path)
        #expect(outcome.exitCode == 2 && outcome.errors.contains("no case is selected"))
        #expect(try Program.run("spectest", "--run", "fork_Osaka.*value_0\\]$", file.path).exitCode == 0)
        let refused = try Program.run("statetest", "--run", "(?=x)", file.path)
        #expect(refused.exitCode == 2)
        #expect(refused.errors.contains("--run: `(?=x)`: of groups with `(?`, only `(?:` is understood at character 1"))
        for long in [String(repeating: "a", count: 10_001), String(repeating: "(", count: 100)] {
            let errors = try Program.run("statetest", "--run", long, file.path).errors
            #expect(errors.hasPrefix("rollupsim: --run: `\(long.prefix(79))…`: "), "\(errors)")
            #expect(errors.utf8.count < 200, "\(errors)")
        }
    }
}
