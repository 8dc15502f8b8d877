import Primitives
import TextOutput

/// A run's report for machines.
package enum JSONReport {
    /// One document for the runs of some files, in order; the result is nil for a file that is no scenario.
    ///
    /// - Throws: `EncodingError` when a value has no JSON form.
    package static func document(_ runs: [(file: String, result: ScenarioResult?)]) throws -> String {
        try JSONText.document(Document(runs: runs.map { Run(file: $0.file, $0.result) }))
    }

    private struct Document: Encodable {
        var runs: [Run]
    }

    private struct Run: Encodable {
        var file: String
        var name: String?
        var seed: UInt64?
        var verdict: String
        var exitCode: Int32
        var reasons: [String]
        var traceHash: String?
        var rollups: [Rollup]?
        var timeline: [Entry]?
        var gasTable: [Row]?
        var invariants: [Invariant]?

        init(file: String, _ result: ScenarioResult?) {
            self.file = file
            exitCode = result?.verdict.exitCode ?? 2
            guard let result else {
                verdict = "refused"
                reasons = []
                return
            }
            name = result.document.name
            seed = result.document.seed
            (verdict, reasons) = result.verdict.wordAndReasons
            traceHash = result.traceHash?.hex
            rollups = result.rollups.map { Rollup($0) }
            timeline = result.timeline.map { Entry($0) }
            gasTable = result.gasTable?.rows.map { Row($0) }
            invariants = result.invariants.map { Invariant($0) }
        }
    }

    private struct Rollup: Encodable {
        var name: String
        var preset: String
        var chainID: UInt64
        var l2GasLimit: UInt64
        var gasRule: String
        var requestsPolicy: String
        var verificationKey: String?
        var securityBits: Int?

        init(_ rollup: RollupFacts) {
            name = rollup.name
            preset = rollup.preset.rawValue
            chainID = rollup.chainID
            l2GasLimit = rollup.gasLimit
            gasRule = rollup.gasRule
            verificationKey = rollup.verificationKey?.rawValue
            securityBits = rollup.securityBits
            requestsPolicy = rollup.requestsPolicy.rawValue
        }
    }

    private struct Entry: Encodable {
        var line: Int
        var verb: String
        var id: String?
        var depth: Int
        var slot: UInt64
        var elapsedSeconds: UInt64
        var repetitions: UInt64
        var actor: String?
        var summary: String
        var note: String?
        var gasUsed: UInt64?
        var failures: [String: String]
        var details: [String]
        var problems: [String]

        init(_ entry: TimelineEntry) {
            line = entry.line
            verb = entry.verb
            id = entry.id
            depth = entry.depth
            slot = entry.slot
            elapsedSeconds = entry.elapsed
            repetitions = entry.repetitions
            actor = entry.effect.actor
            summary = entry.effect.summary
            note = entry.note
            gasUsed = entry.gasUsed
            failures = Dictionary(
                entry.effect.outcome.failures.map { ($0.key.rawValue, $0.value) },
                uniquingKeysWith: { first, _ in first }
            )
            details = entry.effect.details
            problems = entry.effect.problems
        }
    }

    private struct Row: Encodable {
        struct Cell: Encodable {
            var mode: String
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
            modes = row.cells.map {
                Cell(mode: $0.mode.rawValue, l1GasUsed: $0.gasUsed, isCalldataFloor: $0.isFloor, failure: $0.failure)
            }
        }
    }

    private struct Invariant: Encodable {
        var name: String
        var treatment: String
        var checkCount: Int
        var violation: String?
        var violationLine: Int?

        init(_ record: InvariantRecord) {
            name = record.setting.invariant.rawValue
            treatment = record.setting.treatment.rawValue
            checkCount = record.checkCount
            violation = record.violation?.reason
            violationLine = record.violation?.line
        }
    }
}

extension ScenarioResult.Verdict {
    fileprivate var wordAndReasons: (String, [String]) {
        switch self {
        case .passed: ("passed", [])
        case .failed(let reasons): ("failed", reasons)
        case .invariantViolated(let reason): ("invariant_violated", [reason])
        case .limitExceeded(let reason): ("limit_exceeded", [reason])
        case .impossible(let reason): ("impossible", [reason])
        case .fault(let reason): ("internal_error", [reason])
        }
    }
}
