import ArgumentParser
import Scenario
import TextOutput

/// `rollupsim incidents`: what has really happened, re-enacted, and what native verification would have changed.
struct IncidentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incidents",
        abstract: "Run the scenarios that re-enact incidents, and attribute the losses.",
        discussion: """
            Of the files only those with `incidents` are run. A row says what happened, where its cause was, what was \
            reported lost, whether it happens here, and what native verification changes; docs/incidents.md has the sources.
            """
    )

    @Argument(help: "Scenario files or folders.")
    var paths: [String] = ["scenarios"]

    @Flag(help: "Print one JSON document instead of text.")
    var json = false

    @OptionGroup var output: OutputStyle
    @OptionGroup var proving: ProvingOptions
    @OptionGroup var proofCache: ProofCacheOptions

    func run() throws {
        var runner = ScenarioRunner(proving: proving, proofCache: proofCache, observation: .none)
        var table = IncidentTable()
        var codes: [Int32] = []
        for entry in ScenarioFiles.read(paths) {
            switch entry.content {
            case .failure(let error):
                writeToStandardError(error.text)
                codes.append(Exit.usageError)
            case .success(let document):
                guard !document.incidents.isEmpty else { continue }
                let results = try document.runs.map { try runner.run($0) }
                codes += results.map(\.verdict.exitCode)
                table.add(results, of: entry.file)
            }
        }
        if table.incidents.isEmpty {
            writeToStandardError("rollupsim: no scenario here re-enacts an incident\n")
            codes.append(Exit.usageError)
        } else {
            writeToStandardOutput(json ? try JSONText.document(table) : table.text(output.style))
        }
        let code = Exit.gravest(of: codes)
        if code != 0 { throw ExitCode(code) }
    }
}
