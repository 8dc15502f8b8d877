import ArgumentParser
import Scenario
import TextOutput

/// `rollupsim check`: schema and types of scenarios, without running them.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check scenarios without running them: schema, names, types, units, codes, lengths and bounds."
    )

    @Argument(help: "Scenario files or folders, or - for standard input.")
    var paths: [String]

    @OptionGroup var knobs: SettingOptions

    @Flag(help: "Print one JSON document instead of text.")
    var json = false

    func run() throws {
        var isEveryFileFit = true
        var records: [FileRecord] = []
        for entry in ScenarioFiles.read(paths, with: knobs.settings) {
            switch entry.content {
            case .success(let document):
                records.append(FileRecord(file: entry.file, document))
                if !json { writeToStandardOutput("\(entry.file.printable): ok\n") }
            case .failure(let error):
                isEveryFileFit = false
                records.append(error.record(of: entry.file))
                if !json { writeToStandardError(error.text) }
            }
        }
        if json { writeToStandardOutput(try ReportDocument(.check, records).text()) }
        if !isEveryFileFit { throw ExitCode(Exit.usageError) }
    }
}
