import ArchivedBlocks
import Foundation
import Primitives
import StateTransition
import TextOutput

/// What `execute` prints.
struct ExecuteReport {
    let file: BlockFile
    let validation: BlockValidation
    /// Time for reading the file: JSON and hexadecimal.
    let reading: Duration

    /// Why the block was refused, in one line; nil when it is valid.
    var failure: String? { validation.failure?.description }

    private var decoding: Duration { reading + validation.times.decoding }
    private var total: Duration { reading + validation.times.total }
    private var gasUsed: UInt64 { validation.block?.header.gasUsed ?? 0 }

    /// Millions of gas per second of execution alone, or of the whole; nil for a block that was refused, whose gas is a
    /// claim.
    private func rate(_ time: Duration) -> Double? {
        guard validation.failure == nil else { return nil }
        let seconds = time / .seconds(1)
        return seconds > 0 ? Double(gasUsed) / 1e6 / seconds : 0
    }

    private var result: String {
        guard let failure = validation.failure else { return "valid" }
        return (failure.isAboutFile ? "wrong file: " : "invalid: ") + "\(failure)".printable
    }

    var text: String {
        var rows: [(String, String)] = [("block", file.name.printable)]
        if let block = validation.block {
            rows += [
                ("number", "\(block.header.number)"),
                ("hash", block.hash.hex),
                ("transactions", "\(block.transactions.count)"),
                ("gas used", "\(block.header.gasUsed.grouped) gas"),
                ("state root", block.header.stateRoot.hex),
            ]
        }
        rows.append(("parent", validation.isParentChecked ? "checked" : "parent not checked"))
        rows.append(("result", result))
        if let output = validation.output { rows.append(("output", Hex.encode(output.encoded))) }
        rows += [
            ("decode", milliseconds(decoding)),
            ("signatures", milliseconds(validation.times.signatures)),
            ("execution", milliseconds(validation.times.execution) + megagas(validation.times.execution)),
            ("trie", milliseconds(validation.times.trie)),
            ("total", milliseconds(total) + megagas(total)),
        ]
        let width = rows.map(\.0.count).max() ?? 0
        return rows.map { $0.0.padded(to: width + 2) + $0.1 }
            .joined(separator: "\n") + "\n"
    }

    func json() throws -> String {
        try JSONText.document(Document(self))
    }

    private func milliseconds(_ time: Duration) -> String {
        String(format: "%8.2f ms", time / .milliseconds(1))
    }

    private func megagas(_ time: Duration) -> String {
        rate(time).map { String(format: "   %8.1f Mgas/s", $0) } ?? ""
    }

    /// The report for machines.
    private struct Document: Encodable {
        struct Times: Encodable {
            var decode: Double
            var signatures: Double
            var execution: Double
            var trie: Double
            var total: Double
        }

        var name: String
        var valid: Bool
        var failure: String?
        var parentChecked: Bool
        var number: UInt64?
        var hash: String?
        var transactions: Int?
        var gasUsed: UInt64?
        var stateRoot: String?
        var output: String?
        var milliseconds: Times
        var megagasPerSecond: Double?

        init(_ report: ExecuteReport) {
            let validation = report.validation
            name = report.file.name
            valid = validation.failure == nil
            failure = report.failure
            parentChecked = validation.isParentChecked
            number = validation.block?.header.number
            hash = validation.block?.hash.hex
            transactions = validation.block?.transactions.count
            gasUsed = validation.block?.header.gasUsed
            stateRoot = validation.block?.header.stateRoot.hex
            output = validation.output.map { Hex.encode($0.encoded) }
            let unit = Duration.milliseconds(1)
            milliseconds = Times(
                decode: report.decoding / unit,
                signatures: validation.times.signatures / unit,
                execution: validation.times.execution / unit,
                trie: validation.times.trie / unit,
                total: report.total / unit
            )
            megagasPerSecond = report.rate(report.total)
        }
    }
}
