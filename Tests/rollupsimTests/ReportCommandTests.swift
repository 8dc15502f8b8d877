import Foundation
import Testing

/// The reports of `run`, as files and on standard output, and what `list` and `--version` print.
@Suite struct ReportCommandTests {
    private static let happyPath = Program.scenarios + "/native-happy-path.yaml"

    private static func widest(_ text: String) -> Int {
        text.split(separator: "\n").map(\.count).max() ?? 0
    }

    @Test func everyReportIsWrittenAsAFile() throws {
        let folder = try TemporaryFolder()
        let names = ["jsonl", "junit", "html"].map { folder.url.appendingPathComponent($0).path }
        let tables = folder.url.appendingPathComponent("tables").path
        let outcome = try Program.run(
            "run",
            "--jsonl",
            names[0],
            "--junit",
            names[1],
            "--html",
            names[2],
            "--csv",
            tables,
            Self.happyPath
        )
        #expect(outcome.exitCode == 0 && outcome.errors.isEmpty && outcome.output.hasSuffix("result: passed\n"))
        let lines = try String(contentsOfFile: names[0], encoding: .utf8).split(separator: "\n")
        #expect(lines.count > 10 && lines.first?.contains(#""event":"begin""#) == true)
        #expect(lines.last?.contains(#""event":"end""#) == true)
        #expect(try String(contentsOfFile: names[1], encoding: .utf8).contains("<testsuite name=\"native-happy-path\""))
        #expect(try String(contentsOfFile: names[2], encoding: .utf8).hasPrefix("<!DOCTYPE html>"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: tables).filter { $0.hasSuffix(".csv") }.count == 11)
    }

    @Test func wrongPlaceOfAReportIsToldBeforeAnythingRuns() throws {
        for option in ["--jsonl", "--junit", "--html", "--csv"] {
            let path = option == "--csv" ? "/dev/null/tables" : "/nowhere/report"
            let outcome = try Program.run("run", option, path, Self.happyPath)
            #expect(outcome.exitCode == 2 && outcome.output.isEmpty && outcome.errors.contains(path), "\(option)")
        }
    }

    @Test func twoReportsOfOnePlaceAreToldBeforeAnythingRuns() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/report"
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: "report")
        let ways: [[String]] = [
            ["--jsonl", path, "--html", path], ["--junit", path, "--html", folder.path + "/./report"],
            ["--junit", path, "--jsonl", folder.path + "/link"],
            ["--csv", folder.path, "--html", folder.path + "/steps.csv"],
        ]
        for way in ways {
            let outcome = try Program.run(["run"] + way + [Self.happyPath])
            #expect(outcome.exitCode == 2 && outcome.output.isEmpty, "\(way)")
            #expect(outcome.errors.contains("both write ") && outcome.errors.contains(way[0]), "\(outcome.errors)")
            #expect(!FileManager.default.fileExists(atPath: path))
        }
        let gas = try Program.run("gas", "--csv", path, "--svg", path)
        #expect(gas.exitCode == 2 && gas.output.isEmpty && gas.errors.contains("--csv and --svg both write \(path)"))
    }

    @Test func unwritableTableIsToldBeforeAnythingRuns() throws {
        let folder = try TemporaryFolder()
        let table = folder.path + "/gas.csv"
        try FileManager.default.createDirectory(atPath: table, withIntermediateDirectories: false)
        let outcome = try Program.run("run", "--csv", folder.path, Self.happyPath)
        #expect(outcome.exitCode == 2 && outcome.output.isEmpty)
        #expect(outcome.errors == "rollupsim: --csv: \(table): is a folder, not a file\n")
    }

    /// A report that cannot be written any more is told, and hides neither the others nor what became of the runs.
    @Test func reportThatFailsAfterTheRunIsAFileThatCannotBeUsed() throws {
        let text = try String(contentsOfFile: Self.happyPath, encoding: .utf8)
        let wrong = text.replacingOccurrences(of: "nat.head.number == 2", with: "nat.head.number == 3")
        for (scenario, code) in [(text, 2), (wrong, 1)] {
            let folder = try TemporaryFolder()
            let file = try TemporaryFile(suffix: ".yaml", text: scenario)
            let junit = folder.path + "/junit"
            // No page of a run has as few bytes, and no JUnit file of this one as many.
            let outcome = try Program.run(
                shell: "ulimit -f 16; exec \"$0\" run --quiet --junit \(junit) --html \(folder.path)/html \(file.path)"
            )
            #expect(outcome.exitCode == code, "\(outcome.errors)")
            #expect(outcome.errors == "rollupsim: \(folder.path)/html: File too large\n")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["junit"])
        }
    }

    @Test func noReportReplacesItsScenario() throws {
        let text = try String(contentsOfFile: Self.happyPath, encoding: .utf8)
        let file = try TemporaryFile(suffix: ".yaml", text: text)
        for option in ["--jsonl", "--junit", "--html"] {
            let outcome = try Program.run("run", option, file.path, file.path)
            #expect(outcome.exitCode == 2 && outcome.errors.contains("would replace its scenario"), "\(option)")
            #expect(try String(contentsOf: file.url, encoding: .utf8) == text)
        }
    }

    @Test func missingTraceHidesNoFailure() throws {
        let text = try String(contentsOfFile: Self.happyPath, encoding: .utf8)
        let wrong = text.replacingOccurrences(of: "nat.head.number == 2", with: "nat.head.number == 3")
        let file = try TemporaryFile(suffix: ".yaml", text: wrong)
        let outcome = try Program.run("run", "--trace", "nothing", file.path)
        #expect(outcome.output.contains("result: failed") && outcome.errors.contains("`nothing`"))
    }

    @Test func linesFitTheWidth() throws {
        #expect(Self.widest(try Program.run("run", Self.happyPath).output) <= 80)
        #expect(Self.widest(try Program.run("run", "--width", "100", Self.happyPath).output) <= 100)
        #expect(Self.widest(try Program.run("list", Program.scenarios).output) <= 80)
        #expect(try Program.run("run", "--width", "8", Self.happyPath).exitCode == 2)
    }

    @Test func pipesSeeNoColourUnlessTheyAskForIt() throws {
        #expect(try !Program.run("run", Self.happyPath).output.contains("\u{1B}"))
        #expect(try Program.run("run", "--color", "always", Self.happyPath).output.contains("\u{1B}[32m"))
    }

    @Test func quietRunsPrintAVerdictAFile() throws {
        let outcome = try Program.run("run", "--quiet", Self.happyPath)
        #expect(outcome.exitCode == 0 && outcome.output == "native-happy-path: passed\n")
    }

    @Test func slidesFollowEachOtherWhereNobodyPressesEnter() throws {
        let output = try Program.run("run", "--slides", Self.happyPath).output
        #expect(output.components(separatedBy: "\n----\n").count == 14 && output.contains("step 11 of 11"))
        #expect(!output.contains("\u{1B}"))
    }

    @Test func tracesPrintTheCallsOfAStep() throws {
        let outcome = try Program.run("run", "--trace", "bad", Self.happyPath)
        #expect(outcome.exitCode == 0 && outcome.output.contains("← [Halt] EXECUTE failed"))
        let unknown = try Program.run("run", "--trace", "nothing", Self.happyPath)
        #expect(unknown.exitCode == 2 && unknown.errors.contains("`nothing`"))
    }

    @Test func formsOfOneOutputExcludeEachOther() throws {
        #expect(try Program.run("run", "--json", "--quiet", Self.happyPath).exitCode == 2)
        #expect(try Program.run("run", "--json", "--trace", "bad", Self.happyPath).exitCode == 2)
    }

    @Test func schemaIsPrintedWithoutAFile() throws {
        let outcome = try Program.run("run", "--json-schema")
        let parsed = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        #expect(outcome.exitCode == 0 && parsed?["title"] as? String == "rollupsim-report/1")
    }

    @Test func listsGoByLevelAndTopic() throws {
        let all = try Program.run("list", Program.scenarios).output
        #expect(all.hasPrefix("level 1\n") && all.contains("\nlevel 6\n"))
        let sixth = try Program.run("list", "--level", "6", Program.scenarios).output
        #expect(sixth.contains("native-cap-7825") && !sixth.contains("native-happy-path"))
        let bridging = try Program.run("list", "--topic", "bridging", Program.scenarios).output
        #expect(bridging.contains("native-happy-path") && !bridging.contains("native-cap-7825"))
        #expect(try Program.run("list", "--level", "9", Program.scenarios).exitCode == 2)
        #expect(try Program.run("list", "--topic", "cooking", Program.scenarios).exitCode == 2)
    }

    @Test func versionIsPrinted() throws {
        let outcome = try Program.run("--version")
        #expect(outcome.exitCode == 0 && outcome.output.hasPrefix("rollupsim ") && outcome.errors.isEmpty)
    }
}
