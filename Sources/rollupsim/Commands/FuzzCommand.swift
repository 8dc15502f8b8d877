import ArgumentParser
import EVM
import Foundation
import Fuzzing
import InputFiles
import TextOutput

/// `rollupsim fuzz`: generated transactions, executed here and by an independent implementation.
struct FuzzCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fuzz",
        abstract: "Compare generated transactions with an independent implementation of the EVM.",
        discussion: """
            `make fuzz` installs the oracles and runs both. A difference is shrunk and saved as a state test. \
            See docs/fuzzing.md.
            """
    )

    @Option(help: "Rules: \(FuzzCommand.forkNames).", transform: FuzzCommand.fork)
    var fork: Fork = .cancun

    @Option(
        help: "How large the cases are: large, without base fee, as revm's binding needs; small, for the specification."
    )
    var profile: FuzzProfileName = .large

    @Option(help: "What tells one campaign from another.")
    var seed: UInt64 = 1

    @Option(help: "Index of the first case.")
    var start: UInt64 = 0

    @Option(help: "Number of cases.")
    var count: UInt64 = 1000

    @Option(help: "Oracles at work at the same time.")
    var workers: Int = 2

    @Option(help: "Cases that an oracle is asked about at once.")
    var batch: UInt64 = 64

    @Option(help: "Begin nothing more once so many differences have been found.")
    var differences: Int = 5

    @Option(help: "Folder where findings are saved.")
    var findings = "fuzz-findings"

    @Option(help: "File that keeps how far the campaign has come.")
    var progressFile: String?

    @Flag(help: "Go on where the progress file ends.")
    var resume = false

    @Flag(help: "Print what the cases did: instructions, endings, precompiles.")
    var stats = false

    @Flag(help: "Print the cases as an oracle would read them, and run nothing.")
    var emit = false

    @Argument(parsing: .postTerminator, help: "Program and arguments of the oracle, behind `--`.")
    var oracle: [String] = []

    /// Greatest size of a progress file in bytes.
    private static let progressByteLimit = 1 << 28

    func validate() throws {
        if workers < 1 { throw ValidationError("at least one worker is needed") }
        if batch < 1 { throw ValidationError("a batch has at least one case") }
        if resume, progressFile == nil { throw ValidationError("--resume needs --progress-file") }
        if oracle.isEmpty, !emit { throw ValidationError("an oracle is needed behind `--`") }
        if start.addingReportingOverflow(count).overflow { throw ValidationError("the range of cases is too large") }
    }

    func run() throws {
        let generator = CaseGenerator(fork: fork, seed: seed, profile: profile.profile)
        if emit {
            for index in start..<start + count {
                writeToStandardOutput(generator.fuzzCase(at: index).oracleLine + "\n")
            }
            return
        }
        do throws(OutputFileError) {
            try OutputFolder.judge(findings)
            if let progressFile { _ = try OutputFile(progressFile) }
        } catch {
            throw Exit.usage("\(error)")
        }
        // An oracle that has died is an error of writing to it, not the end of this program.
        signal(SIGPIPE, SIG_IGN)
        let before = try earlierProgress()
        let first = before?.nextIndex ?? start
        let display = FuzzProgress(name: "fuzz \(fork.name)", first: first, end: start + count)
        let clock = ContinuousClock()
        let begin = clock.now
        let found: CampaignReport
        do throws(OracleError) {
            found = try campaign(generator).run(min(first, start + count)..<start + count) { next, report in
                display.show(next, differences: report.findings.count)
                save(
                    FuzzProgressFile(
                        self,
                        nextIndex: next,
                        report: (before?.report ?? CampaignReport()).merging(report)
                    )
                )
            }
        } catch {
            throw switch error {
            // The user names the program.
            case .notStarted: Exit.usage("\(error)")
            case .ended: Exit.internalFailure("\(error)")
            }
        }
        display.clear()
        let seconds = (clock.now - begin) / .seconds(1)
        let whole = (before?.report ?? CampaignReport()).merging(found)
        writeToStandardOutput(summary(of: whole, added: found, seconds: seconds))
        if stats { writeToStandardOutput(whole.coverage.text) }
        try saveFindings(whole.findings)
        if !whole.findings.isEmpty { throw ExitCode(1) }
        if whole.comparedCount == 0 {
            throw Exit.nothingJudged(notCovered: whole.exclusions.mapValues { Int(clamping: $0) })
        }
    }

    private static func fork(named name: String) throws -> Fork {
        guard let fork = Fork.allCases.first(where: { $0.name == name }) else {
            throw ValidationError("no fork is called \(name.printable); there are \(forkNames)")
        }
        return fork
    }

    private static var forkNames: String { Fork.allCases.map(\.name).joined(separator: ", ") }

    private func campaign(_ generator: CaseGenerator) -> Campaign {
        let command = oracle
        return Campaign(
            generator: generator,
            detail: profile == .large ? .kind : .receipt,
            workerCount: workers,
            batchSize: batch,
            findingLimit: differences
        ) { () throws(OracleError) in
            try OracleProcess(command: command)
        }
    }

    private func earlierProgress() throws -> FuzzProgressFile? {
        guard resume, let progressFile else { return nil }
        let bytes: [UInt8]
        do throws(InputFileError) {
            bytes = try InputFile.read(progressFile, upTo: Self.progressByteLimit)
        } catch {
            // A campaign that has not come to its first batch has left nothing.
            if error.problem == .absent { return nil }
            throw Exit.usage("\(error)")
        }
        guard let progress = try? JSONDecoder().decode(FuzzProgressFile.self, from: Data(bytes)) else {
            throw Exit.usage("\(progressFile): not a progress file")
        }
        guard progress.isOf(self) else {
            throw Exit.usage("\(progressFile): belongs to another campaign")
        }
        return progress
    }

    private func save(_ progress: FuzzProgressFile) {
        guard let progressFile, let text = try? JSONText.document(progress) else { return }
        if !FileManager.default.createFile(atPath: progressFile, contents: Data(text.utf8)) {
            tell("\(progressFile): cannot be written")
        }
    }

    private func saveFindings(_ list: [CampaignReport.Finding]) throws {
        guard !list.isEmpty else { return }
        for finding in list {
            let path = "\(findings)/\(fork.name)-\(seed)-\(finding.index).json"
            do throws(OutputFileError) {
                try OutputFolder.make(findings)
                try OutputFile(path).replace(with: Array(finding.stateTest.utf8))
            } catch {
                throw Exit.usage("\(error)")
            }
            writeToStandardOutput(
                "\ncase \(finding.index), shrunk to \(finding.codeByteCount) bytes of code: \(path)\n"
            )
            writeToStandardOutput(finding.text)
        }
    }

    private func summary(of report: CampaignReport, added: CampaignReport, seconds: Double) -> String {
        let rate = seconds > 0 ? Double(added.caseCount) / seconds : 0
        var text = "fuzz \(fork.name), seed \(seed): \(report.caseCount) cases, \(report.comparedCount) compared, "
        text += "\(report.findings.count) differences, \(String(format: "%.0f", rate)) cases/s\n"
        for (name, count) in report.agreements.sorted(by: { $0.key < $1.key }) { text += "  both \(name): \(count)\n" }
        for (name, count) in report.exclusions.sorted(by: { $0.key < $1.key }) {
            text += "  not compared, \(name.printable): \(count)\n"
        }
        return text
    }
}

/// How large cases are, as the command line spells it.
enum FuzzProfileName: String, ExpressibleByArgument, CaseIterable {
    case large
    case small

    var profile: FuzzProfile {
        switch self {
        case .large: .large
        case .small: .small
        }
    }
}
