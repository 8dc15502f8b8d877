/// A run's report for machines; the same for the same files, whatever the machine.
public struct RunDocument: Encodable, Sendable {
    private var tests: [Test] = []
    private var errors: [String] = []
    private var summary = Summary()

    private struct Test: Encodable {
        var file: String
        var name: String
        var format: String
        var result: String
        /// Why the test is not covered.
        var reason: String?
        /// What is wrong, one problem per line.
        var problems: [String]?
    }

    private struct Summary: Encodable {
        var tests = 0
        var passed = 0
        var failed = 0
        var notCovered: [String: Int] = [:]
        var notSelected = 0
        var unreadable = 0
        var blocks = 0
        var damagedWitnesses = 0
    }

    /// Starts without tests.
    public init() {}

    /// Adds a file's tests, and the sums with them.
    ///
    /// - Parameters:
    ///   - report: The file's report.
    ///   - sums: Sums with the file's tests in them.
    public mutating func add(_ report: FileReport, sums: RunSummary) {
        errors += report.errors
        for test in report.tests {
            var entry = Test(file: report.file, name: test.name, format: test.kind.rawValue, result: "passed")
            switch test.outcome {
            case .passed: break
            case .failed(let problems):
                entry.result = "failed"
                entry.problems = problems.map(\.description)
            case .notCovered(let reason):
                entry.result = "notCovered"
                entry.reason = reason
            }
            tests.append(entry)
        }
        summary = Summary(
            tests: sums.testCount,
            passed: sums.passedCount,
            failed: sums.failedCount,
            notCovered: sums.notCovered,
            notSelected: sums.notSelectedCount,
            unreadable: sums.errorCount,
            blocks: sums.work.blocks,
            damagedWitnesses: sums.work.damages
        )
    }
}
