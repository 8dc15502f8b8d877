import ArgumentParser
import Foundation
import InputFiles
import Scenario
import TextOutput

/// The reports of one command, written while its files are run and after them.
final class RunReports {
    private let options: ReportOptions
    private let style: TextStyle
    private let events: EventLog?
    private let junit: OutputFile?
    private let page: OutputFile?
    private let tables: [OutputFile]?
    private var runs: [(record: FileRecord, result: ScenarioResult?)] = []
    private var matrices: [MatrixTable] = []
    /// Steps of `--trace` that no run has done yet.
    private var missingTraces: Set<String>

    /// Judges every place at once, so that a wrong one is told before anything is run.
    ///
    /// - Throws: The exit code for wrong usage where nothing can be written.
    init(_ options: ReportOptions) throws {
        self.options = options
        style = options.output.style
        var places = OutputPlaces()
        events = try places.file(options.jsonl, of: "--jsonl").map(EventLog.init)
        junit = try places.file(options.junit, of: "--junit")
        page = try places.file(options.html, of: "--html")
        tables = try places.folder(options.csv, of: "--csv", files: TableFiles.names)
        missingTraces = Set(options.traces)
    }

    /// A run of a file is about to begin, under the name that reports have for it.
    ///
    /// - Throws: The exit code for wrong usage when a report would replace the file.
    func begin(_ name: String, of file: String, _ document: ScenarioDocument) throws {
        for place in [events?.file, junit, page].compactMap({ $0 }) + (tables ?? []) where place.isSame(as: file) {
            throw Exit.usage("\(place.path): the report would replace its scenario")
        }
        events?.add(try RunEvent.begin(file: name, document).line())
    }

    /// What tells a run's steps as they are done.
    func onEntry(_ file: String) -> (TimelineEntry, AddressBook) -> Void {
        guard let events else { return { _, _ in } }
        return { entry, names in
            // A line that cannot be written is told at the end.
            guard let line = try? RunEvent.step(file: file, entry, names).line() else { return }
            events.add(line)
        }
    }

    /// A file was run; its text is left out where another one tells the same.
    func add(_ file: String, _ result: ScenarioResult, showsText: Bool = true) throws {
        let isFirst = runs.isEmpty
        let isKept = junit != nil || page != nil || options.csv != nil
        try end(FileRecord(file: file, result), isKept ? result : nil)
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

    /// All combinations of a matrix were run.
    func show(_ table: MatrixTable) throws {
        matrices.append(table)
        events?.add(try RunEvent.matrix(table).line())
        guard !options.json else { return }
        writeToStandardOutput("\n" + table.text)
    }

    /// A file could not be run.
    func add(_ file: String, _ error: ScenarioFileError) throws {
        writeToStandardError(error.text)
        try end(error.record(of: file), nil)
    }

    private func end(_ record: FileRecord, _ result: ScenarioResult?) throws {
        runs.append((record, result))
        events?.add(try RunEvent.end(record).line())
    }

    /// Writes what is about all files.
    ///
    /// - Returns: The exit code of the reports themselves, which must not hide what became of the runs: that for wrong
    ///   usage when no run has done a step of `--trace`, or when a file could not be written after all.
    func finish() throws -> Int32 {
        let records = runs.map(\.record)
        if options.json {
            writeToStandardOutput(try ReportDocument(.run, records, matrices: matrices).text())
        } else if records.count > 1 {
            writeToStandardOutput(summary)
        }
        var codes = [events?.close() ?? 0]
        let results = runs.compactMap { run in run.result.map { (file: run.record.file, result: $0) } }
        if let junit { codes.append(junit.write(JUnitReport.text(runs))) }
        if let page { codes.append(page.write(HTMLReport.text(results, matrices: matrices))) }
        if let tables {
            for (file, table) in zip(tables, TableFiles.tables(results, matrices: matrices)) {
                codes.append(file.write(table.text))
            }
        }
        if !missingTraces.isEmpty {
            let names = missingTraces.sorted().map { "`\($0)`" }.joined(separator: ", ")
            tell("--trace: no step that was done has the id or the line \(names)")
            codes.append(Exit.usageError)
        }
        return Exit.gravest(of: codes)
    }

    private var summary: String {
        let records = runs.map(\.record)
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

/// A log that is written line by line, so that whoever reads it sees a run as it goes.
final class EventLog {
    /// Where it is.
    let file: OutputFile
    private var handle: FileHandle?
    private var isCutOff = false

    /// A log at a place that was judged; the first line makes the file.
    init(_ file: OutputFile) { self.file = file }

    /// Adds lines; `close` tells whether all could be written.
    func add(_ lines: String) {
        guard !isCutOff else { return }
        do {
            if handle == nil { try open() }
            try handle?.write(contentsOf: Data(lines.utf8))
        } catch {
            isCutOff = true
        }
    }

    private func open() throws {
        let url = URL(fileURLWithPath: file.path)
        try Data().write(to: url)
        handle = try FileHandle(forWritingTo: url)
    }

    /// Ends the log.
    ///
    /// - Returns: The exit code for a file that cannot be used when a part of it could not be written, or 0.
    func close() -> Int32 {
        try? handle?.close()
        // A script must not take a log that is cut off for a whole one.
        guard isCutOff else { return 0 }
        tell("\(file.path): cannot be written to its end")
        return Exit.usageError
    }
}
