import Dispatch
import Foundation
import InputFiles
import StrictJSON
import Synchronization

/// Run of fixture files on all cores: a file is read, run and forgotten by one thread.
public struct FixtureRun: Sendable {
    /// Greatest size of a file in bytes.
    private static let fileByteLimit = 1 << 30

    private let files: [String]
    private let selection: TestSelection
    private let trace: (@Sendable (_ lines: [UInt8]) -> Void)?

    /// A run of files that are opened only when it comes to them; one that cannot be read has a report that says so.
    ///
    /// - Parameters:
    ///   - files: Paths of the files.
    ///   - selection: Tests to be run.
    ///   - trace: Takes EIP-3155 traces; a traced run uses one thread.
    public init(files: [String], selection: TestSelection, trace: (@Sendable (_ lines: [UInt8]) -> Void)? = nil) {
        self.files = files
        self.selection = selection
        self.trace = trace
    }

    /// Runs all files.
    ///
    /// - Parameters:
    ///   - threadCount: Threads to use; nil for one per core.
    ///   - onReport: Called for each file in the files' order, whatever thread was faster, one call at a time.
    public func run(threadCount: Int? = nil, onReport: @escaping @Sendable (FileReport) -> Void) {
        let wanted = trace == nil ? threadCount ?? ProcessInfo.processInfo.activeProcessorCount : 1
        let next = Atomic<Int>(0)
        let queue = ReportQueue(onReport)
        DispatchQueue.concurrentPerform(iterations: max(1, min(wanted, files.count))) { _ in
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < files.count else { return }
                queue.add(report(on: files[index]), at: index)
            }
        }
    }

    private func report(on file: String) -> FileReport {
        var report = FileReport(file: file)
        let tests: [FixtureTest]
        do {
            tests = try FixtureTest.all(
                in: JSONDocument(InputFile.read(file, upTo: Self.fileByteLimit), spelling: .legacy)
            )
        } catch let error as InputFileError {
            report.errors.append("\(error)")
            return report
        } catch {
            report.errors.append("\(file): \(error)")
            return report
        }
        for test in tests {
            guard selection.selects(test.name) else {
                report.notSelectedCount += 1
                continue
            }
            do throws(JSONError) {
                let (outcome, work) = try run(test)
                report.tests.append(TestReport(name: test.name, kind: test.kind, outcome: outcome, work: work))
            } catch {
                report.errors.append("\(file): \(test.name): \(error)")
            }
        }
        return report
    }

    private func run(_ test: FixtureTest) throws(JSONError) -> (TestOutcome, FixtureTest.Work) {
        guard selection.kinds.contains(test.kind) else {
            return (.notCovered("format \(test.kind.rawValue)"), FixtureTest.Work())
        }
        return try test.run(trace: trace)
    }
}

/// Puts reports that threads make in any order into the order of the files.
private final class ReportQueue: Sendable {
    private struct State {
        var waiting: [Int: FileReport] = [:]
        var next = 0
    }

    private let state = Mutex(State())
    private let onReport: @Sendable (FileReport) -> Void

    init(_ onReport: @escaping @Sendable (FileReport) -> Void) {
        self.onReport = onReport
    }

    func add(_ report: FileReport, at index: Int) {
        state.withLock { state in
            state.waiting[index] = report
            while let report = state.waiting.removeValue(forKey: state.next) {
                state.next += 1
                onReport(report)
            }
        }
    }
}
