import ArgumentParser
import Foundation
import InputFiles
import Scenario
import TextOutput

/// The reports of one command, written while its files are run and after them.
final class RunReports {
    private let options: ReportOptions
    private let style: TextStyle
    private let events: ReportFile?
    private let junit: ReportFile?
    private let page: ReportFile?
    private var records: [FileRecord] = []
    private var results: [(file: String, result: ScenarioResult)] = []
    /// Steps of `--trace` that no run has done yet.
    private var missingTraces: Set<String>

    /// Opens every file at once, so that a wrong path is told before anything is run.
    ///
    /// - Throws: The exit code for wrong usage when a file cannot be written.
    init(_ options: ReportOptions) throws {
        self.options = options
        style = options.output.style
        events = try options.jsonl.map { try ReportFile($0) }
        junit = try options.junit.map { try ReportFile($0) }
        page = try options.html.map { try ReportFile($0) }
        do throws(OutputFileError) {
            if let folder = options.csv { try OutputFile.makeFolder(folder) }
        } catch {
            throw Exit.usage("\(error)")
        }
        missingTraces = Set(options.traces)
    }

    /// A file is about to be run.
    func begin(_ file: String, _ document: ScenarioDocument) throws {
        try events?.write(RunEvent.begin(file: file, document).line())
    }

    /// What tells a run's steps as they are done.
    func onEntry(_ file: String) -> (TimelineEntry, AddressBook) -> Void {
        guard let events else { return { _, _ in } }
        return { entry, names in
            // A line that cannot be written is told at the end.
            guard let line = try? RunEvent.step(file: file, entry, names).line() else { return }
            events.writeLater(line)
        }
    }

    /// A file was run; its text is left out where another one tells the same.
    func add(_ file: String, _ result: ScenarioResult, showsText: Bool = true) throws {
        let isFirst = records.isEmpty
        try end(FileRecord(file: file, result))
        if junit != nil || page != nil || options.csv != nil { results.append((file, result)) }
        guard !options.json, showsText else { return }
        if options.quiet {
            writeToStandardOutput(TextReport(result, style: style).quietText)
        } else if options.slides {
            SlideShow(Slides(result, style: style).texts).show()
        } else {
            writeToStandardOutput((isFirst ? "" : "\n") + TextReport(result, style: style).text)
        }
        for step in options.traces {
            guard let text = CallTreeText.text(of: step, in: result, style: style) else { continue }
            missingTraces.remove(step)
            writeToStandardOutput("\n" + text)
        }
    }

    /// A file could not be run.
    func add(_ file: String, _ error: ScenarioFileError) throws {
        writeToStandardError(error.text)
        try end(error.record(of: file))
    }

    private func end(_ record: FileRecord) throws {
        records.append(record)
        try events?.write(RunEvent.end(record).line())
    }

    /// Writes what is about all files.
    ///
    /// - Throws: The exit code for wrong usage when no run has done a step of `--trace`; for an internal failure when
    ///   a file cannot be written.
    func finish() throws {
        try events?.close()
        if options.json {
            writeToStandardOutput(try ReportDocument(.run, records).text())
        } else if records.count > 1 {
            writeToStandardOutput(summary)
        }
        try junit?.write(
            JUnitReport.text(records.map { record in (record, results.first { $0.file == record.file }?.result) })
        )
        try junit?.close()
        try page?.write(HTMLReport.text(results))
        try page?.close()
        if let folder = options.csv {
            for table in TableFiles.tables(results) {
                let file = try ReportFile(folder + "/" + table.name)
                try file.write(table.text)
                try file.close()
            }
        }
        guard missingTraces.isEmpty else {
            let names = missingTraces.sorted().map { "`\($0)`" }.joined(separator: ", ")
            throw Exit.usage("--trace: no step that was done has the id or the line \(names)")
        }
    }

    private var summary: String {
        let width = records.map(\.file.printable.count).max() ?? 0
        var text = options.quiet ? "" : "\nsummary\n"
        if !options.quiet {
            for record in records {
                text += "  \(record.file.printable.padded(to: width))  \(record.status.words)\n"
            }
        }
        let passed = records.count { $0.status == .passed }
        return text + "  \(passed) of \(records.count) passed\n"
    }
}

extension FileRecord.Status {
    /// What came of a file, for people.
    fileprivate var words: String {
        switch self {
        case .passed, .failed: rawValue
        case .impossible, .refused, .unreadable, .fit: "not run"
        case .invariantViolated: "invariant violated"
        case .limitExceeded: "limit exceeded"
        case .internalError: "internal error"
        }
    }
}

/// A file that a report goes to.
final class ReportFile {
    private let path: String
    private let handle: FileHandle
    private var failure: (any Error)?

    /// Makes the file, or empties the one that is there.
    ///
    /// - Throws: The exit code for wrong usage when it cannot be made.
    init(_ path: String) throws {
        self.path = path
        do {
            try Data().write(to: URL(fileURLWithPath: path))
            handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        } catch {
            throw Exit.usage("\(path): cannot be written")
        }
    }

    /// Adds text.
    ///
    /// - Throws: The exit code for an internal failure when it cannot be written.
    func write(_ text: String) throws {
        writeLater(text)
        try check()
    }

    /// Adds text where nothing can be thrown; `close` tells whether it could be written.
    func writeLater(_ text: String) {
        guard failure == nil else { return }
        do {
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            failure = error
        }
    }

    /// Ends the file.
    ///
    /// - Throws: The exit code for an internal failure when a part of it could not be written.
    func close() throws {
        try check()
        try? handle.close()
    }

    private func check() throws {
        // A script must not take a report that is cut off for a whole one.
        if failure != nil { throw Exit.internalFailure("\(path): cannot be written") }
    }
}
