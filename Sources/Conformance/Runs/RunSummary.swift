import TextOutput

/// Sums of a run.
public struct RunSummary: Hashable, Sendable {
    /// Tests that were run or counted as not covered.
    public private(set) var testCount = 0
    /// Tests that passed.
    public private(set) var passedCount = 0
    /// Tests that failed.
    public private(set) var failedCount = 0
    /// Tests that could not be judged, by reason.
    public private(set) var notCovered: [String: Int] = [:]
    /// Tests left out by their names.
    public private(set) var notSelectedCount = 0
    /// Files and tests that could not be read.
    public private(set) var errorCount = 0
    /// Work of all tests.
    public private(set) var work = FixtureTest.Work()
    /// Formats that were met, with the number of tests of each.
    public private(set) var kinds: [FixtureKind: Int] = [:]

    /// Starts with nothing.
    public init() {}

    /// Tests that were judged.
    public var judgedCount: Int { passedCount + failedCount }

    /// Tests that could not be judged.
    public var notCoveredCount: Int { notCovered.values.reduce(0, +) }

    /// Counts a file's tests.
    public mutating func add(_ report: FileReport) {
        notSelectedCount += report.notSelectedCount
        errorCount += report.errors.count
        for test in report.tests {
            testCount += 1
            kinds[test.kind, default: 0] += 1
            work.add(test.work)
            switch test.outcome {
            case .passed: passedCount += 1
            case .failed: failedCount += 1
            case .notCovered(let reason): notCovered[reason, default: 0] += 1
            }
        }
    }

    /// The sums in lines of text: tests, then blocks and damaged witnesses where there are any, then what is not
    /// covered.
    public var text: String {
        var lines = [
            "\(Self.count(testCount, "test")): \(passedCount) passed, \(failedCount) failed, \(notCoveredCount) not covered"
        ]
        if work.blocks > 0 { lines.append(Self.count(work.blocks, "block")) }
        if work.damages > 0 { lines.append("\(work.damages) damaged witness\(work.damages == 1 ? "" : "es")") }
        for (reason, count) in notCovered.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            lines.append("not covered, \(reason.printable): \(count)")
        }
        if notSelectedCount > 0 { lines.append("\(notSelectedCount) not selected") }
        if errorCount > 0 { lines.append("\(errorCount) unreadable") }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}
