import ArgumentParser
import Scenario
import TextOutput

/// `rollupsim run`: scenarios from beginning to end.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run scenarios and print their reports.",
        discussion: """
            A folder stands for its direct *.yaml and *.yml files. All files are run, whatever comes of the others; the exit code \
            is the gravest: 4 before 3, 1, 5, 2 and 0. Proofs that a scenario needs are made, and kept in a folder from \
            which the next run takes them; `rollupsim proofs clear` empties it.
            """
    )

    @Argument(help: "Scenario files or folders, or - for standard input.")
    var paths: [String] = []

    @OptionGroup var knobs: SettingOptions
    @OptionGroup var reporting: ReportOptions
    @OptionGroup var proving: ProvingOptions
    @OptionGroup var proofCache: ProofCacheOptions

    func validate() throws {
        if paths.isEmpty, !reporting.jsonSchema { throw ValidationError("Missing expected argument '<paths> ...'") }
    }

    func run() throws {
        guard !reporting.jsonSchema else {
            writeToStandardOutput(ReportSchema.text)
            return
        }
        let reports = try RunReports(reporting)
        var runner = ScenarioRunner(proving: proving, proofCache: proofCache, observation: reporting.observation)
        var codes: [Int32] = []
        for entry in ScenarioFiles.read(paths, with: knobs.settings) {
            let file = knobs.name(of: entry.file)
            switch entry.content {
            case .failure(let error):
                try reports.add(file, error)
                codes.append(Exit.usageError)
            case .success(let document):
                // A matrix is run in place of the scenario as it stands.
                let matrix = document.matrix
                let runs =
                    matrix.map { matrix in
                        matrix.variants.map { (name: matrix.name(of: $0, in: file), document: $0.document) }
                    } ?? [(file, document)]
                var results: [ScenarioResult] = []
                for (name, document) in runs {
                    try reports.begin(name, of: entry.file, document)
                    let result = try runner.run(document, onEntry: reports.onEntry(name))
                    results.append(result)
                    // Of a matrix, the table tells what passed.
                    try reports.add(name, result, showsText: matrix == nil || result.verdict != .passed)
                    codes.append(result.verdict.exitCode)
                }
                if let matrix { try reports.show(MatrixTable(matrix, of: file, results: results)) }
            }
        }
        codes.append(try reports.finish())
        let code = Exit.gravest(of: codes)
        if code != 0 { throw ExitCode(code) }
    }
}
