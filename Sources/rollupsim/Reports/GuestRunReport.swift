import Foundation
import GuestExecutor
import GuestProver
import Primitives
import ProofProver
import RISCVProver
import TextOutput

/// What `guest run` prints.
struct GuestRunReport {
    let name: String
    let run: GuestRun
    /// Result of native execution.
    let expected: [UInt8]
    let gasUsed: UInt64
    let functionLimit: Int
    /// What a proof of the run takes; nil without a result.
    let prediction: Result<ProofPrediction, GuestRun.NoPrediction>?

    private var profile: ExecutionProfile? { try? run.outcome.get() }

    /// Why the run shows nothing about the block, in one line; nil when both executions agree.
    var failure: String? {
        switch run.outcome {
        case .success(let profile):
            profile.result.output == expected ? nil : "the guest and native execution disagree"
        case .failure(.stopped(let stop)): Self.reason(for: stop)
        case .failure(let error): "the guest gave no result: \(error)"
        }
    }

    /// A stop in the words of the guest's own exit codes.
    private static func reason(for stop: MachineStop) -> String {
        let place =
            "in \(displayName(stop.function)); no result: \(stop.reason) at pc 0x\(String(stop.programCounter, radix: 16)), "
            + "cycle \(stop.cycle.grouped)"
        return switch stop.reason {
        case .exitCode(let code): "\(GuestExitCode(code)); no result after \(stop.cycle.grouped) cycles"
        case .illegalInstruction: "the guest trapped \(place)"
        case .cycleLimit: "the guest was given up \(place)"
        default: "the guest broke a rule of its machine \(place)"
        }
    }

    private static func displayName(_ function: String?) -> String {
        function.map { FunctionName.display($0) } ?? "unnamed code"
    }

    private var families: [(family: InstructionFamily, cycles: UInt64)] {
        let cycles = profile?.cyclesByFamily ?? [:]
        return InstructionFamily.allCases.map { ($0, cycles[$0] ?? 0) }
    }

    private var calls: [(call: MachineCall, cycles: UInt64)] {
        let cycles = profile?.cyclesByCall ?? [:]
        return MachineCall.allCases.map { ($0, cycles[$0] ?? 0) }
    }

    private var topFunctions: ArraySlice<ExecutionProfile.FunctionCycles> {
        (profile?.cyclesByFunction ?? []).prefix(functionLimit)
    }

    private var megahertz: Double {
        let seconds = run.time / .seconds(1)
        return seconds > 0 ? Double(profile?.result.cycleCount ?? 0) / 1e6 / seconds : 0
    }

    var text: String {
        var rows = [("block", name.printable), ("program", run.program.identity.hex)]
        rows.append(("input", "\(run.inputByteCount.grouped) bytes"))
        guard let profile else {
            rows.append(("result", failure ?? ""))
            return lines(rows)
        }
        let cycles = profile.result.cycleCount
        rows += [
            ("output", Hex.encode(profile.result.output)),
            ("native", profile.result.output == expected ? "agrees" : "disagrees: \(Hex.encode(expected))"),
            (
                "cycles",
                "\(cycles.grouped)   \(String(format: "%.1f", Double(cycles) / Double(max(gasUsed, 1)))) a gas"
            ),
            ("speed", String(format: "%.1f MHz", megahertz)),
        ]
        return lines(rows) + "\n" + familyTable(cycles) + "\n" + functionTable(cycles) + "\n"
            + predictionText
    }

    private func lines(_ rows: [(String, String)]) -> String {
        rows.map { $0.0.padded(to: 9) + $0.1 + "\n" }.joined()
    }

    private func share(_ part: UInt64, of whole: UInt64) -> String {
        String(format: "%.1f %%", 100 * Double(part) / Double(max(whole, 1)))
    }

    private func familyTable(_ cycles: UInt64) -> String {
        var table = TextTable([("family", .left), ("cycles", .right), ("share", .right)])
        let entries = families.map { ("\($0.family)", $0.cycles) } + calls.map { ("\($0.call)", $0.cycles) }
        for entry in entries.filter({ $0.1 > 0 }).sorted(by: { $0.1 > $1.1 }) {
            table.add([entry.0, entry.1.grouped, share(entry.1, of: cycles)])
        }
        return table.text(indent: "")
    }

    /// Names come last: they are long.
    private func functionTable(_ cycles: UInt64) -> String {
        var table = TextTable([("cycles", .right), ("share", .right), ("function", .left)])
        for function in topFunctions {
            table.add([
                function.cycleCount.grouped, share(function.cycleCount, of: cycles), Self.displayName(function.name),
            ])
        }
        return table.text(indent: "")
    }

    private var predictionText: String {
        switch prediction {
        case .success(let prediction): table(prediction) + "\n" + Self.line(prediction) + "\n"
        case .failure(let none): "predicted proof: none: \(none.reason)\n"
        case nil: ""
        }
    }

    private func table(_ prediction: ProofPrediction) -> String {
        var table = TextTable([("predicted", .left), ("rows", .right), ("cells", .right), ("leaves", .right)])
        for entry in prediction.tables {
            table.add([entry.name, entry.rowCount.grouped, entry.cells.grouped, entry.leaves.grouped])
        }
        table.add([
            "all", "", prediction.tables.reduce(0) { $0 + $1.cells }.grouped,
            prediction.tables.reduce(0) { $0 + $1.leaves }.grouped,
        ])
        return table.text(indent: "")
    }

    private static func line(_ prediction: ProofPrediction) -> String {
        switch prediction.outcome {
        case .success(let proof):
            "predicted proof: \(proof.byteCount.grouped) bytes (2^\(proof.footprint.stackedVariableCount) cells, "
                + "2^\(proof.footprint.leafVariableCount) leaves, \(prediction.columnCount.grouped) columns), "
                + "\(ByteCount(proof.peakByteCount)) of memory"
        case .failure(let refusal): "predicted proof: none: \(refusal)"
        }
    }
}

extension GuestRunReport {
    func json() throws -> String {
        try JSONText.document(Document(self))
    }

    /// The report for machines.
    private struct Document: Encodable {
        struct Function: Encodable {
            var name: String
            var symbol: String?
            var cycles: UInt64
        }

        struct Table: Encodable {
            var name: String
            var rows: Int
            var cells: Int
            var leaves: Int
        }

        struct Prediction: Encodable {
            var cells: Int
            var leaves: Int
            var columns: Int
            /// log2 of the committed table; absent with what follows when there can be no proof.
            var logArea: Int?
            var proofBytes: Int?
            var peakBytes: Int?
            var refusal: String?
            var tables: [Table]

            init(_ prediction: ProofPrediction) {
                cells = prediction.tables.reduce(0) { $0 + $1.cells }
                leaves = prediction.tables.reduce(0) { $0 + $1.leaves }
                columns = prediction.columnCount
                switch prediction.outcome {
                case .success(let proof):
                    logArea = proof.footprint.stackedVariableCount
                    proofBytes = proof.byteCount
                    peakBytes = proof.peakByteCount
                case .failure(let reason): refusal = "\(reason)"
                }
                tables = prediction.tables.map {
                    Table(name: $0.name, rows: $0.rowCount, cells: $0.cells, leaves: $0.leaves)
                }
            }
        }

        var name: String
        var program: String
        var inputBytes: Int
        var output: String?
        var nativeOutput: String
        var agrees: Bool
        var failure: String?
        var gasUsed: UInt64
        var cycles: UInt64?
        var cyclesByFamily: [String: UInt64]?
        var cyclesByCall: [String: UInt64]?
        var functions: [Function]?
        var megahertz: Double?
        var predicted: Prediction?

        init(_ report: GuestRunReport) {
            name = report.name
            program = report.run.program.identity.hex
            inputBytes = report.run.inputByteCount
            nativeOutput = Hex.encode(report.expected)
            failure = report.failure
            agrees = report.failure == nil
            gasUsed = report.gasUsed
            guard let profile = report.profile else { return }
            output = Hex.encode(profile.result.output)
            cycles = profile.result.cycleCount
            cyclesByFamily = Dictionary(uniqueKeysWithValues: report.families.map { ("\($0.family)", $0.cycles) })
            cyclesByCall = Dictionary(uniqueKeysWithValues: report.calls.map { ("\($0.call)", $0.cycles) })
            functions = report.topFunctions.map {
                Function(name: GuestRunReport.displayName($0.name), symbol: $0.name, cycles: $0.cycleCount)
            }
            megahertz = report.megahertz
            predicted = (try? report.prediction?.get()).map { Prediction($0) }
        }
    }
}
