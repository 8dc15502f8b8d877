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
        var entries: [CheckEntry] = []
        for file in try ScenarioFiles.resolve(paths) {
            switch ScenarioFiles.read(file) {
            case .success(let document):
                entries.append(CheckEntry(file: file, name: document.name, error: nil))
                if !json { writeToStandardOutput("\(file.printable): ok\n") }
            case .failure(let error):
                isEveryFileFit = false
                entries.append(CheckEntry(file: file, name: nil, error: error.message))
                if !json { writeToStandardError(error.text) }
            }
        }
        if json { writeToStandardOutput(try JSONText.document(entries)) }
        if !isEveryFileFit { throw ExitCode(2) }
    }

    private struct CheckEntry: Encodable {
        var file: String
        var name: String?
        var error: String?
    }
}
