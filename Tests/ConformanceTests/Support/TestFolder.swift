import Conformance
import Foundation
import InputFiles
import Synchronization

/// Folder of fixture files that goes away with its last reference.
final class TestFolder {
    let path: String

    init(_ files: [String: String]) throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("rollupsim-\(UUID().uuidString)")
        path = url.path
        for (name, text) in files {
            let file = url.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Text with the folder's own path taken out.
    func relative(_ text: String) -> String { text.replacing(path + "/", with: "") }

    /// Runs the files, and gathers everything that a report holds.
    func run(
        _ kinds: Set<FixtureKind> = Set(FixtureKind.allCases),
        pattern: String? = nil,
        threadCount: Int? = nil,
        isTraced: Bool = false
    ) throws -> RunResult {
        let trace = Mutex<[UInt8]>([])
        let result = Mutex(RunResult())
        let write: @Sendable ([UInt8]) -> Void = { lines in trace.withLock { $0 += lines } }
        let run = FixtureRun(
            files: try InputPaths([path], InputPaths.FolderRule(suffix: ".json", descends: true)).files,
            selection: TestSelection(kinds: kinds, pattern: try pattern.map(NamePattern.init)),
            trace: isTraced ? write : nil
        )
        run.run(threadCount: threadCount) { report in result.withLock { $0.add(report) } }
        var sum = result.withLock { $0 }
        sum.trace = String(decoding: trace.withLock { $0 }, as: UTF8.self)
        sum.text = relative(sum.text)
        sum.errors = sum.errors.map(relative)
        return sum
    }
}

/// What a run's reports add up to.
struct RunResult: Sendable {
    var text = ""
    var errors: [String] = []
    var summary = RunSummary()
    var document = RunDocument()
    var trace = ""

    mutating func add(_ report: FileReport) {
        text += report.text
        errors += report.errors
        summary.add(report)
        document.add(report, sums: summary)
    }
}
