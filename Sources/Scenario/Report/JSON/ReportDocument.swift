import Primitives
import TextOutput

/// A report for machines: one document for what a command did with some files, of one shape for every command.
///
/// Its schema is `ReportSchema.text`. Keys are sorted and absent values are left out, so that the same runs give the
/// same bytes.
package struct ReportDocument: Encodable, Sendable {
    /// Name and version of the form; a change that could break a reader gives another version.
    package static let format = "rollupsim-report/1"

    /// What was done with the files.
    package enum Command: String, Encodable, Sendable {
        /// They were run.
        case run
        /// They were read and checked.
        case check
        /// They were read and listed.
        case list
    }

    var format = ReportDocument.format
    var command: Command
    var runs: [FileRecord]
    var matrices: [MatrixRecord]?

    /// A report about files in the order of the command, and the tables of those with a matrix.
    package init(_ command: Command, _ runs: [FileRecord], matrices: [MatrixTable] = []) {
        self.command = command
        self.runs = runs
        self.matrices = matrices.isEmpty ? nil : matrices.map { MatrixRecord($0) }
    }

    /// The document, ending in a line break.
    ///
    /// - Throws: `EncodingError` when a value has no JSON form.
    package func text() throws -> String { try JSONText.document(self) }
}

/// What came of one file.
package struct FileRecord: Encodable, Sendable {
    /// What came of a file, in one word.
    package enum Status: String, CaseIterable, Encodable, Sendable {
        case passed, failed, impossible, refused, unreadable
        case invariantViolated = "invariant_violated"
        case limitExceeded = "limit_exceeded"
        case internalError = "internal_error"
        /// Read and found fit, but not run.
        case fit
    }

    /// The file.
    package let file: String
    /// What came of it.
    package let status: Status
    /// The exit code that it alone would give.
    package let exitCode: Int32
    /// Why it did not pass.
    package let reasons: [ReasonRecord]
    var scenario: ScenarioRecord?
    var traceHash: String?
    var rollups: [RollupRecord]?
    var beginning: StateRecord?
    var steps: [StepRecord]?
    var gasTable: [GasTableRecord]?
    var invariants: [InvariantReport]?
    var alerts: [AlertReport]?

    /// Of a run.
    package init(file: String, _ result: ScenarioResult) {
        self.file = file
        status = Status(result.verdict)
        exitCode = result.verdict.exitCode
        reasons = result.problems.map { ReasonRecord($0) }
        scenario = ScenarioRecord(result.document)
        traceHash = result.traceHash?.hex
        rollups = result.rollups.map { RollupRecord($0) }
        beginning = result.beginning.map { StateRecord($0) }
        steps = result.timeline.map { StepRecord($0, result.names) }
        gasTable = result.gasTable?.rows.map { GasTableRecord($0) }
        invariants = result.invariants.map { InvariantReport($0) }
        alerts = result.document.monitors.isEmpty ? nil : result.alerts.map { AlertReport($0) }
    }

    /// Of a file that was read and not run.
    package init(file: String, _ document: ScenarioDocument) {
        self.file = file
        status = .fit
        exitCode = 0
        reasons = []
        scenario = ScenarioRecord(document)
    }

    /// Of a file that is no scenario.
    package init(file: String, _ error: ScenarioError) {
        self.file = file
        status = .refused
        exitCode = 2
        reasons = error.diagnostics.map { ReasonRecord(StepProblem($0)) }
    }

    /// Of a file that cannot be read.
    package init(file: String, unreadable reason: String) {
        self.file = file
        status = .unreadable
        exitCode = 2
        reasons = [ReasonRecord(StepProblem(.file, reason))]
    }
}

extension FileRecord.Status {
    init(_ verdict: ScenarioResult.Verdict) {
        self =
            switch verdict {
            case .passed: .passed
            case .failed: .failed
            case .invariantViolated: .invariantViolated
            case .limitExceeded: .limitExceeded
            case .impossible: .impossible
            case .fault: .internalError
            }
    }
}

extension StepProblem {
    /// What is wrong with a file.
    package init(_ diagnostic: ScenarioDiagnostic) {
        self.init(
            .diagnostic,
            diagnostic.message,
            at: diagnostic.location,
            subject: diagnostic.code.rawValue,
            help: diagnostic.help
        )
    }
}

/// Something that is not as it had to be.
package struct ReasonRecord: Encodable, Sendable {
    var kind: String
    var text: String
    var line: Int?
    var column: Int?
    var subject: String?
    var expected: String?
    var failures: [FailureRecord]?
    var help: String?

    /// Of a problem.
    package init(_ problem: StepProblem) {
        kind = problem.kind.rawValue
        text = problem.text
        line = problem.location?.line
        column = problem.location?.column
        subject = problem.subject
        expected = problem.expected
        failures = problem.outcome.map { FailureRecord.list($0) }
        help = problem.help
    }
}

/// A failure on a layer: its code, or the reason that a contract gave.
struct FailureRecord: Encodable, Sendable {
    var layer: String
    var code: String

    static func list(_ outcome: StepOutcome) -> [FailureRecord] {
        OutcomeLayer.allCases.compactMap { layer in
            outcome.failures[layer].map { FailureRecord(layer: layer.rawValue, code: $0) }
        }
    }
}

/// What a file says about itself.
struct ScenarioRecord: Encodable, Sendable {
    var name: String
    var level: UInt64?
    var layers: [String]
    var lesson: String?
    var seed: UInt64
    var l1: String
    var actors: [String]
    var rollups: [String]

    init(_ document: ScenarioDocument) {
        name = document.name
        level = document.level
        layers = document.layers.map(\.rawValue)
        lesson = document.lesson
        seed = document.seed
        l1 = document.l1.preset.rawValue
        actors = document.actors.map(\.name)
        rollups = document.rollups.map(\.name)
    }
}

/// A rollup as it was deployed.
struct RollupRecord: Encodable, Sendable {
    var name: String
    var preset: String
    var chainID: UInt64?
    var l2GasLimit: UInt64?
    var batch: Int?
    var gasRule: String?
    var requestsPolicy: String?
    var challengeWindowSeconds: UInt64?
    /// Whom users trust beyond L1.
    var trust: String?
    var verificationKey: String?
    var securityBits: Int?
    /// The page that says what the bits rest on.
    var securityAssumptions: String?

    init(_ rollup: RollupFacts) {
        name = rollup.name
        preset = rollup.preset.rawValue
        chainID = rollup.chainID
        l2GasLimit = rollup.gasLimit
        batch = rollup.batch
        gasRule = rollup.gasRule
        verificationKey = rollup.verificationKey?.rawValue
        securityBits = rollup.securityBits
        securityAssumptions = rollup.securityBits.map { _ in "docs/trust.md" }
        requestsPolicy = rollup.requestsPolicy?.rawValue
        challengeWindowSeconds = rollup.challengeWindow
        trust = rollup.trust
    }
}

/// A block of the gas table.
struct GasTableRecord: Encodable, Sendable {
    struct Cell: Encodable, Sendable {
        var mode: String
        var provenance: String
        var l1GasUsed: UInt64?
        var isCalldataFloor: Bool
        var failure: String?
    }

    var block: String
    var l2GasUsed: UInt64
    var transactionCount: UInt64
    var payloadByteCount: UInt64
    var modes: [Cell]

    init(_ row: GasTable.Row) {
        block = row.block
        l2GasUsed = row.l2GasUsed
        transactionCount = row.transactionCount
        payloadByteCount = row.payloadByteCount
        modes = row.cells.map { cell in
            Cell(
                mode: cell.mode.rawValue,
                provenance: cell.mode.provenance.rawValue,
                l1GasUsed: cell.gasUsed,
                isCalldataFloor: cell.isFloor,
                failure: cell.failure
            )
        }
    }
}

/// An alert that a monitor has raised.
struct AlertReport: Encodable, Sendable {
    var monitor: String
    var rule: String
    var rollup: String
    var elapsedSeconds: UInt64
    var line: Int
    var saw: String

    init(_ alert: AlertRecord) {
        monitor = alert.monitor
        rule = alert.rule.rawValue
        rollup = alert.rollup
        elapsedSeconds = alert.elapsed
        line = alert.line
        saw = alert.saw
    }
}

/// How an invariant fared.
struct InvariantReport: Encodable, Sendable {
    var name: String
    var treatment: String
    var checkCount: Int
    var violation: ReasonRecord?

    init(_ record: InvariantRecord) {
        name = record.setting.invariant.rawValue
        treatment = record.setting.treatment.rawValue
        checkCount = record.checkCount
        violation = record.violation.map { violation in
            let place = violation.line == 0 ? nil : SourceLocation(line: violation.line, column: 1)
            let invariant = record.setting.invariant.rawValue
            return ReasonRecord(StepProblem(.invariant, violation.reason, at: place, subject: invariant))
        }
    }
}
