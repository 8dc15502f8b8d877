import TextOutput

/// A line of the log that a run writes as it goes (JSON Lines), as `$defs/event` of `ReportSchema` describes it.
package enum RunEvent {
    /// A run begins.
    case begin(file: String, ScenarioDocument)
    /// A step was done.
    case step(file: String, TimelineEntry, AddressBook)
    /// All combinations of a matrix were run.
    case matrix(MatrixTable)
    /// A run ended, or a file could not be run; the steps are not told again.
    case end(FileRecord)

    /// One line, with its line break.
    ///
    /// - Throws: `EncodingError` when a value has no JSON form.
    package func line() throws -> String {
        switch self {
        case .begin(let file, let document):
            try JSONText.line(Beginning(file: file, scenario: ScenarioRecord(document))) + "\n"
        case .step(let file, let entry, let names):
            try JSONText.line(Done(file: file, step: StepRecord(entry, names))) + "\n"
        case .matrix(let table):
            try JSONText.line(Combinations(matrix: MatrixRecord(table))) + "\n"
        case .end(let record):
            try JSONText.line(Ending(run: record.withoutSteps)) + "\n"
        }
    }

    private struct Beginning: Encodable {
        var format = ReportDocument.format
        var event = "begin"
        var file: String
        var scenario: ScenarioRecord
    }

    private struct Done: Encodable {
        var event = "step"
        var file: String
        var step: StepRecord
    }

    private struct Combinations: Encodable {
        var event = "matrix"
        var matrix: MatrixRecord
    }

    private struct Ending: Encodable {
        var event = "end"
        var run: FileRecord
    }
}

extension FileRecord {
    /// The record without its timeline, which other lines have told.
    fileprivate var withoutSteps: FileRecord {
        var record = self
        record.steps = nil
        return record
    }
}
