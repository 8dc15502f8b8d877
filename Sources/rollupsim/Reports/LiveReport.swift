import Conformance
import Foundation
import Synchronization
import TextOutput

/// Report that is printed while the files run.
final class LiveReport: Sendable {
    private struct State {
        var summary = RunSummary()
        var document = RunDocument()
        var doneCount = 0
        let progress = Progress(name: "tests")
    }

    private let state = Mutex(State())
    private let fileCount: Int
    private let isJSON: Bool

    init(fileCount: Int, isJSON: Bool) {
        self.fileCount = fileCount
        self.isJSON = isJSON
    }

    func add(_ report: FileReport) {
        state.withLock { state in
            state.summary.add(report)
            state.doneCount += 1
            let text = report.text
            if isJSON {
                state.document.add(report, sums: state.summary)
            } else if !text.isEmpty {
                state.progress.clear()
                writeToStandardOutput(text)
            }
            if !report.errors.isEmpty {
                state.progress.clear()
                for error in report.errors { tell(error) }
            }
            state.progress.show("\(state.doneCount) of \(fileCount) files, \(state.summary.testCount) tests")
        }
    }

    /// Prints the sums: the report itself to standard output, the time to standard error.
    func finish(elapsed: Duration) throws -> RunSummary {
        let (summary, document) = state.withLock { state in
            state.progress.clear()
            return (state.summary, state.document)
        }
        writeToStandardOutput(isJSON ? try JSONText.document(document) : summary.text)
        let seconds = elapsed / .seconds(1)
        let rate = seconds > 0 ? Double(summary.testCount) / seconds : 0
        writeToStandardError(String(format: "%.2f s, %.0f tests/s\n", seconds, rate))
        return summary
    }
}
