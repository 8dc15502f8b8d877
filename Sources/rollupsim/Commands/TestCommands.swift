import ArgumentParser
import Conformance
import Foundation
import InputFiles

/// `rollupsim statetest`: state tests of execution-spec-tests.
struct StateTestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "statetest",
        abstract: "Run state tests (execution-spec-tests, ethereum/tests): one transaction on a state."
    )

    @OptionGroup var options: TestOptions

    func run() throws {
        try options.runTests(of: [.stateTest])
    }
}

/// `rollupsim blocktest`: blockchain tests of execution-spec-tests, and blocks with witnesses.
struct BlockTestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "blocktest",
        abstract:
            "Run blockchain tests (execution-spec-tests, ethereum/tests), and stateless tests: blocks with witnesses."
    )

    @OptionGroup var options: TestOptions

    func run() throws {
        try options.runTests(of: [.blockchainTest, .statelessTest, .statelessInputTest])
    }
}

/// What both commands take and do.
struct TestOptions: ParsableArguments {
    @Argument(help: "Fixture files, or folders for all *.json in them and below.")
    var paths: [String]

    @Option(
        name: .customLong("run"),
        help: "Run only tests whose name contains a match of the regular expression (linear-time syntax)."
    )
    var pattern: String?

    @Flag(help: "Write EIP-3155 traces to standard error: a line an instruction, a summary line a transaction.")
    var trace = false

    @Flag(help: "Print one JSON document instead of text.")
    var json = false

    /// Runs the selected tests of some formats, prints the report and exits by its result.
    func runTests(of kinds: Set<FixtureKind>) throws {
        let files = try InputPaths.resolve(paths, InputPaths.FolderRule(suffix: ".json", descends: true))
        let selection = TestSelection(kinds: kinds, pattern: try pattern.map(NamePattern.init(argument:)))
        let start = ContinuousClock.now
        let report = LiveReport(fileCount: files.count, isJSON: json)
        let traceWriter: (@Sendable ([UInt8]) -> Void)? =
            trace ? { @Sendable in try? FileHandle.standardError.write(contentsOf: Data($0)) } : nil
        FixtureRun(files: files, selection: selection, trace: traceWriter).run { report.add($0) }
        let summary = try report.finish(elapsed: ContinuousClock.now - start)
        if summary.errorCount > 0 { throw ExitCode(2) }
        if kinds.allSatisfy({ summary.kinds[$0] == nil }) {
            throw Exit.usage(Self.nothingRun(summary, kinds))
        }
        if summary.judgedCount == 0 { throw Exit.nothingJudged(notCovered: summary.notCovered) }
        if summary.failedCount > 0 { throw ExitCode(1) }
    }

    private static func nothingRun(_ summary: RunSummary, _ kinds: Set<FixtureKind>) -> String {
        let wanted = kinds.map(\.rawValue).sorted().joined(separator: ", ")
        let others = summary.kinds.map { "\($0.value) \($0.key.rawValue)" }.sorted().joined(separator: ", ")
        let notSelected = summary.notSelectedCount > 0 ? "\(summary.notSelectedCount) not selected by --run" : ""
        let found = [others, notSelected].filter { !$0.isEmpty }.joined(separator: ", ")
        return "no \(wanted) to run" + (found.isEmpty ? "" : ": \(found)")
    }
}
