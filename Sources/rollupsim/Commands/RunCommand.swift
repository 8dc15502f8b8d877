import ArgumentParser
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
            A folder stands for its direct *.yaml files. All files are run; the exit code is that of the worst. Proofs that a \
            scenario needs are made, and kept in a folder from which the next run takes them; `rollupsim proofs clear` empties it.
            """
    )

    @Argument(help: "Scenario files or folders.")
    var paths: [String] = []

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
        let files = try ScenarioFiles.resolve(paths)
        let reports = try RunReports(reporting)
        var releases: GuestReleases?
        var cache: ProofCache?
        var code: Int32 = 0
        for file in files {
            switch ScenarioFiles.read(file) {
            case .failure(let error):
                try reports.add(file, error)
                code = Self.graver(code, Exit.usageError)
            case .success(let document):
                let progress = Progress(name: document.name)
                var options = SimulationOptions(observation: reporting.observation)
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
                try reports.begin(file, document)
                var control = progress.control
                control.onEntry = reports.onEntry(file)
                let result = ScenarioRun.run(document, options: options, control: control)
                progress.clear()
                try reports.add(file, result)
                code = Self.graver(code, result.verdict.exitCode)
            }
        }
        code = Self.graver(code, try reports.finish())
        if code != 0 { throw ExitCode(code) }
    }

    /// The graver of two exit codes.
    private static func graver(_ first: Int32, _ second: Int32) -> Int32 {
        severity(first) < severity(second) ? second : first
    }

    /// Internal errors are the worst, then files that are none, violations, limits and failures.
    private static func severity(_ code: Int32) -> Int { [0, 1, 5, 4, 2, 3].firstIndex(of: code) ?? 6 }
}
