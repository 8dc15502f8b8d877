import Foundation
import Testing

/// `rollupsim fuzz` with oracles that are shell scripts.
@Suite struct FuzzCommandTests {
    /// A program that gives one answer to everything.
    private static func oracle(_ answer: String) -> String {
        #"n=0; while read -r l; do if [ -n "$l" ]; then n=$((n + 1)); else"#
            + " while [ $n -gt 0 ]; do echo \(answer); n=$((n - 1)); done; fi; done"
    }

    @Test func casesAreEmittedTheSameEachTime() throws {
        let first = try Program.run("fuzz", "--seed", "4", "--count", "3", "--emit")
        #expect(first.exitCode == 0)
        #expect(first.output.split(separator: "\n").count == 3)
        let last = try Program.run("fuzz", "--seed", "4", "--start", "2", "--count", "1", "--emit")
        #expect(first.output.hasSuffix(last.output))
    }

    @Test func wrongUsageExitsWithTwo() throws {
        #expect(try Program.run("fuzz").exitCode == 2)
        #expect(try Program.run("fuzz", "--fork", "london", "--emit").exitCode == 2)
        #expect(try Program.run("fuzz", "--workers", "0", "--emit").exitCode == 2)
        #expect(try Program.run("fuzz", "--resume", "--", "/bin/true").exitCode == 2)
        #expect(try Program.run("fuzz", "--start", "2", "--count", "\(UInt64.max)", "--emit").exitCode == 2)
    }

    @Test func oracleThatCannotBeStartedExitsWithTwo() throws {
        let outcome = try Program.run("fuzz", "--count", "2", "--", "/nonexistent/oracle")
        #expect(outcome.exitCode == 2)
        #expect(outcome.errors == "rollupsim: the oracle /nonexistent/oracle cannot be started\n")
    }

    @Test func oracleThatDoesNotAnswerExitsWithThree() throws {
        let outcome = try Program.run("fuzz", "--count", "1", "--", "/bin/true")
        #expect(outcome.exitCode == 3)
        #expect(outcome.errors.contains("if anything, stands above"), "\(outcome.errors)")
    }

    @Test func helpNamesEveryForkThatIsTaken() throws {
        let names = "shanghai, cancun, prague, osaka"
        let help = try Program.run("fuzz", "--help").output
        #expect(help.contains("Rules: \(names)."), "\(help)")
        #expect(try Program.run("fuzz", "--fork", "london", "--emit").errors.contains("there are \(names)"))
        for name in names.split(separator: ", ") {
            #expect(try Program.run("fuzz", "--fork", String(name), "--count", "1", "--emit").exitCode == 0)
        }
    }

    @Test func differencesAreSavedAndExitWithOne() throws {
        let folder = NSTemporaryDirectory() + "rollupsim-findings-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let outcome = try Program.run(
            "fuzz",
            "--count",
            "4",
            "--batch",
            "4",
            "--differences",
            "1",
            "--findings",
            folder,
            "--",
            "/bin/sh",
            "-c",
            Self.oracle("invalid")
        )
        #expect(outcome.exitCode == 1)
        #expect(outcome.output.contains("+ invalid"))
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        let file = try #require(files.sorted().first)
        let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + file))
        let tests = try #require(try JSONSerialization.jsonObject(with: data) as? [String: [String: Any]])
        let post = tests.values.first?["post"] as? [String: [[String: Any]]]
        #expect(post?["Cancun"]?.first?["expectException"] is String)
    }

    @Test func wrongPlacesAreToldBeforeTheOracleIsStarted() throws {
        for (option, reason) in [
            ("--findings", "/dev/null: is a device, not a folder"), ("--progress-file", "Not a directory"),
        ] {
            let outcome = try Program.run("fuzz", option, "/dev/null/x", "--count", "1", "--", "/nonexistent/oracle")
            #expect(outcome.exitCode == 2 && outcome.output.isEmpty, "\(option)")
            #expect(outcome.errors.contains(reason) && !outcome.errors.contains("oracle"), "\(outcome.errors)")
        }
    }

    @Test func interruptedCampaignGoesOn() throws {
        let progress = try TemporaryFile(suffix: ".json", text: "")
        func run(_ options: String...) throws -> Program.Outcome {
            try Program.run(
                ["fuzz", "--batch", "4", "--progress-file", progress.path] + options
                    + ["--", "/bin/sh", "-c", Self.oracle("excluded=unknown")]
            )
        }
        #expect(try run("--count", "8").output.contains("8 cases, 0 compared"))
        let resumed = try run("--count", "20", "--resume")
        // Cases of which none could be compared show nothing.
        #expect(resumed.exitCode == 2)
        #expect(resumed.errors.hasSuffix("rollupsim: nothing could be judged: not covered, unknown: 20\n"))
        #expect(resumed.output.contains("20 cases, 0 compared"))
        #expect(resumed.output.contains("not compared, unknown: 20"))
        #expect(try run("--count", "20", "--resume", "--seed", "2").exitCode == 2)
    }
}
