import Foundation
import GuestExecutor
import Primitives
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
            + predictionText(ProofPrediction(profile))
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

    private func predictionText(_ prediction: ProofPrediction) -> String {
        var table = TextTable([
            ("predicted", .left), ("rows", .right), ("cells", .right), ("fractions", .right), ("peak MiB", .right),
        ])
        for entry in prediction.tables {
            table.add([
                Self.name(of: entry.table), entry.rowCount.grouped, entry.cells.grouped, entry.fractions.grouped,
                (entry.peakByteCount >> 20).grouped,
            ])
        }
        table.add([
            "all", "", prediction.cells.grouped, prediction.fractions.grouped,
            (prediction.peakByteCount >> 20).grouped,
        ])
        return table.text(indent: "") + "\n" + proofText(prediction) + "\n"
    }

    private func proofText(_ prediction: ProofPrediction) -> String {
        guard let proofs = prediction.proofs else { return "predicted proof: no parameters reach 128 bits" }
        let each =
            "opening of 2^\(proofs.logArea) cells \(proofs.openingByteCount.grouped), "
            + "fraction sum \(proofs.fractionSumByteCount.grouped), "
            + "claims of \(prediction.columnCount) columns \(proofs.claimByteCount.grouped)"
        let origin = "from planned columns, not from a prover"
        guard proofs.count > 1 else {
            return "predicted proof: \(proofs.byteCount.grouped) bytes (\(each)); \(origin)"
        }
        return
            "predicted proof: too large for one, which holds at most 2^\(PredictedProofs.maximumLogArea) cells; cut into parts, "
            + "at least \(proofs.count) proofs of \(proofs.byteCountOfEach.grouped) bytes (\(each)), "
            + "\(proofs.byteCount.grouped) bytes together; \(origin)"
    }

    private static func name(of table: ProofPrediction.Table) -> String {
        switch table {
        case .family(let family): "\(family)"
        case .accelerator(let name): name
        case .memory(let region): "\(region) memory"
        case .program: "program"
        case .fixed: "fixed tables"
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
            var fractions: Int
            var peakBytes: Int
        }

        struct Prediction: Encodable {
            var cells: Int
            var fractions: Int
            var columns: Int
            /// Least number of proofs that hold the cells, and the size of each.
            var proofs: Int?
            var logArea: Int?
            var bytesOfEach: Int?
            /// Bytes of all of them.
            var proofBytes: Int?
            var peakBytes: Int
            var tables: [Table]

            init(_ prediction: ProofPrediction) {
                cells = prediction.cells
                fractions = prediction.fractions
                columns = prediction.columnCount
                let predicted = prediction.proofs
                proofBytes = predicted?.byteCount
                proofs = predicted?.count
                logArea = predicted?.logArea
                bytesOfEach = predicted?.byteCountOfEach
                peakBytes = prediction.peakByteCount
                tables = prediction.tables.map {
                    Table(
                        name: GuestRunReport.name(of: $0.table),
                        rows: $0.rowCount,
                        cells: $0.cells,
                        fractions: $0.fractions,
                        peakBytes: $0.peakByteCount
                    )
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
            predicted = Prediction(ProofPrediction(profile))
        }
    }
}
