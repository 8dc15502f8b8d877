import ArchivedBlocks
import ArgumentParser
import Foundation
import HostAccelerators
import Primitives
import Scenario
import StateTransition

/// `rollupsim execute`: stateless validation of public blocks.
struct ExecuteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "execute",
        abstract: "Validate a public block with its execution witness, statelessly.",
        discussion: "BLOCK.json holds a mainnet or Hoodi block's RLP and its witness: state nodes, codes, headers."
    )

    @Argument(help: "The block's file.")
    var file: String

    @Flag(help: "Print one JSON document instead of a table.")
    var json = false

    func run() throws {
        let clock = ContinuousClock()
        let start = clock.now
        let block = try BlockFile.read(file)
        let reading = clock.now - start
        let report = ExecuteReport(file: block, validation: BlockValidation(block), reading: reading)
        writeToStandardOutput(json ? try report.json() : report.text)
        if let failure = report.failure {
            throw Exit.assertionFailed("\(file): \(failure)")
        }
    }
}

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

    /// Millions of gas a second of execution alone, and of the whole.
    private func rate(_ time: Duration) -> Double {
        let seconds = time / .seconds(1)
        return seconds > 0 ? Double(gasUsed) / 1e6 / seconds : 0
    }

    var text: String {
        var rows: [(String, String)] = [("block", file.name)]
        if let block = validation.block {
            rows += [
                ("number", "\(block.header.number)"),
                ("hash", block.hash.hex),
                ("transactions", "\(block.transactions.count)"),
                ("gas used", "\(grouped(block.header.gasUsed)) gas"),
                ("state root", block.header.stateRoot.hex),
            ]
        }
        rows.append(("parent", validation.isParentChecked ? "checked" : "parent not checked"))
        rows.append(("result", failure.map { "invalid: \($0)" } ?? "valid"))
        if let output = validation.output { rows.append(("output", Hex.encode(output.encoded))) }
        rows += [
            ("decode", milliseconds(decoding)),
            ("signatures", milliseconds(validation.times.signatures)),
            ("execution", "\(milliseconds(validation.times.execution))   \(megagas(validation.times.execution))"),
            ("trie", milliseconds(validation.times.trie)),
            ("total", "\(milliseconds(total))   \(megagas(total))"),
        ]
        let width = rows.map(\.0.count).max() ?? 0
        return rows.map { $0.0.padding(toLength: width + 2, withPad: " ", startingAt: 0) + $0.1 }
            .joined(separator: "\n") + "\n"
    }

    func json() throws -> String {
        try JSONText.encode(Document(self))
    }

    private func milliseconds(_ time: Duration) -> String {
        String(format: "%8.2f ms", time / .milliseconds(1))
    }

    private func megagas(_ time: Duration) -> String {
        String(format: "%8.1f Mgas/s", rate(time))
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
        var megagasPerSecond: Double

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
