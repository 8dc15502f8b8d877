import Conformance
import InputFiles
import Synchronization
import TestSupport
import Testing

/// Runs of packs, with exact counts.
enum PackRun {
    /// Runs the pack's files in a folder of its own.
    static func run(
        _ pack: FixturePack,
        folder: String = "",
        _ kinds: Set<FixtureKind>
    ) throws -> RunSummary {
        let root = try Fixtures.path(pack) + (folder.isEmpty ? "" : "/\(folder)")
        let files = try InputPaths([root], InputPaths.FolderRule(suffix: ".json", descends: true)).files
        let gatherer = Gatherer()
        FixtureRun(files: files, selection: TestSelection(kinds: kinds)).run { gatherer.add($0) }
        let (summary, failures) = gatherer.result
        for failure in failures.prefix(40) { Issue.record("\(failure)") }
        print("\(pack.name)/\(folder): \(summary.text)")
        return summary
    }

    /// Expects so many tests, all of them passed but for those of other formats.
    static func expect(_ summary: RunSummary, passed: Int, others: [String: Int] = [:]) {
        #expect(summary.passedCount == passed)
        #expect(summary.failedCount == 0 && summary.errorCount == 0)
        #expect(summary.notCovered == others)
    }
}

/// What reports add up to.
private final class Gatherer: Sendable {
    private let state = Mutex<(summary: RunSummary, failures: [String])>((RunSummary(), []))

    var result: (summary: RunSummary, failures: [String]) { state.withLock { $0 } }

    func add(_ report: FileReport) {
        state.withLock { state in
            state.summary.add(report)
            if !report.text.isEmpty { state.failures.append(report.text) }
            state.failures += report.errors
        }
    }
}
