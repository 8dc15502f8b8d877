import ArgumentParser
import Scenario
import TextOutput

/// `rollupsim check`: schema and types of scenarios, without running them.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check scenarios without running them: schema, names, types, units and codes."
    )

    @Argument(help: "Scenario files or folders.")
    var paths: [String]

    @Flag(help: "Print one JSON document instead of text.")
    var json = false

    func run() throws {
        var isEveryFileFit = true
        var records: [FileRecord] = []
        for file in try ScenarioFiles.resolve(paths) {
            switch ScenarioFiles.read(file) {
            case .success(let document):
                records.append(FileRecord(file: file, document))
                if !json { writeToStandardOutput("\(file.printable): ok\n") }
            case .failure(let error):
                isEveryFileFit = false
                records.append(error.record(of: file))
                if !json { writeToStandardError(error.text) }
            }
        }
        if json { writeToStandardOutput(try ReportDocument(.check, records).text()) }
        if !isEveryFileFit { throw ExitCode(2) }
    }
}
