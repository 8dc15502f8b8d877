import ArgumentParser
import Foundation
import GuestProofs
import GuestProver
import Scenario
import TextOutput

/// `rollupsim run`: scenarios from beginning to end.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run scenarios and print their reports.",
        discussion: """
            A folder stands for its direct *.yaml and *.yml files. All files are run, whatever comes of the others; the exit code \
            is the gravest: 4 before 3, 1, 5, 2 and 0. Proofs that a scenario needs are made, and kept in a folder from which the next run takes them; `rollupsim proofs clear` empties it.
            """
    )

    @Argument(help: "Scenario files or folders, or - for standard input.")
    var paths: [String]

    @Flag(help: "Print one JSON document instead of text.")
    var json = false

    @OptionGroup var proving: ProvingOptions
    @OptionGroup var proofCache: ProofCacheOptions

    func run() throws {
        var releases: GuestReleases?
        var cache: ProofCache?
        var outcomes: [RunOutcome] = []
        for entry in ScenarioFiles.read(paths) {
            let file = entry.file
            switch entry.content {
            case .failure(let error):
                writeToStandardError(error.text)
                outcomes.append(RunOutcome(file: file, result: nil))
            case .success(let document):
                // A matrix is run in place of the scenario as it stands.
                let matrix = document.matrix
                let runs =
                    matrix.map { matrix in
                        matrix.variants.map { (name: "\(file) [\(matrix.label(of: $0))]", document: $0.document) }
                    } ?? [(file, document)]
                var results: [ScenarioResult] = []
                for (name, document) in runs {
                    let progress = Progress(name: document.name)
                    var options = SimulationOptions()
                    if document.takesProofs {
                        let known = try releases ?? ShippedGuest.releases()
                        if releases == nil { cache = try proofCache.preparedCache() }
                        releases = known
                        options.proofs = GuestBlockProofs(
                            known,
                            prover: proving.prover(known.verifier),
                            cache: cache,
                            name: document.name
                        )
                    }
                    let result = ScenarioRun.run(document, options: options, control: progress.control)
                    progress.clear()
                    results.append(result)
                    outcomes.append(RunOutcome(file: name, result: result))
                    // Of a matrix, the table tells what passed.
                    guard !json, matrix == nil || result.verdict != .passed else { continue }
                    writeToStandardOutput((outcomes.count > 1 ? "\n" : "") + TextReport(result).text)
                }
                if let matrix, !json { writeToStandardOutput("\n" + MatrixTable(matrix, results: results).text) }
            }
        }
        if json {
            writeToStandardOutput(try JSONReport.document(outcomes.map { ($0.file, $0.result) }))
        } else if outcomes.count > 1 {
            writeToStandardOutput(summary(of: outcomes))
        }
        let code = Exit.gravest(of: outcomes.map(\.exitCode))
        if code != 0 { throw ExitCode(code) }
    }

    private func summary(of outcomes: [RunOutcome]) -> String {
        let width = outcomes.map(\.file.printable.count).max() ?? 0
        var text = "\nsummary\n"
        for outcome in outcomes {
            text += "  \(outcome.file.printable.padded(to: width))  \(outcome.word)\n"
        }
        let passed = outcomes.count { $0.exitCode == 0 }
        return text + "  \(passed) of \(outcomes.count) passed\n"
    }
}

/// What came of one file.
private struct RunOutcome {
    let file: String
    /// The run; nil when the file is no scenario.
    let result: ScenarioResult?

    var exitCode: Int32 { result?.verdict.exitCode ?? 2 }

    var word: String {
        switch exitCode {
        case 0: "passed"
        case 1: "failed"
        case 2: "not run"
        case 4: "invariant violated"
        case 5: "limit exceeded"
        default: "internal error"
        }
    }
}
