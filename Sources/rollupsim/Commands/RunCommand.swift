import ArgumentParser
import GuestProofs
import GuestProver
import RollupActors
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
        var releases: GuestReleases?
        var cache: ProofCache?
        var isCachePrepared = false
        // Keys of circuits are made once for all runs.
        var batchProofs: Groth16BatchProofs?
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
                    let progress = Progress(name: document.name)
                    var options = SimulationOptions(observation: reporting.observation)
                    if document.takesProofs || document.takesBatchProofs, !isCachePrepared {
                        cache = try proofCache.preparedCache()
                        isCachePrepared = true
                    }
                    if document.takesBatchProofs {
                        let proofs = batchProofs ?? proving.batchProofs(cache)
                        batchProofs = proofs
                        options.batchProofs = proofs
                    }
                    if document.takesProofs {
                        let known = try releases ?? ShippedGuest.releases()
                        releases = known
                        options.proofs = GuestBlockProofs(
                            known,
                            prover: proving.prover(known.verifier),
                            cache: cache,
                            name: document.name
                        )
                    }
                    try reports.begin(name, of: entry.file, document)
                    var control = progress.control
                    control.onEntry = reports.onEntry(name)
                    let result = ScenarioRun.run(document, options: options, control: control)
                    progress.clear()
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
