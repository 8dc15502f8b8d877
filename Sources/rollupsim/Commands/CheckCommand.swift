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

    @Flag(help: "Print one JSON document instead of text.")
    var json = false

    func run() throws {
        var isEveryFileFit = true
        var entries: [CheckEntry] = []
        for entry in ScenarioFiles.read(paths) {
            switch entry.content {
            case .success(let document):
                entries.append(CheckEntry(file: entry.file, name: document.name, error: nil))
                if !json { writeToStandardOutput("\(entry.file.printable): ok\n") }
            case .failure(let error):
                isEveryFileFit = false
                entries.append(CheckEntry(file: entry.file, name: nil, error: error.message))
                if !json { writeToStandardError(error.text) }
            }
        }
        if json { writeToStandardOutput(try JSONText.document(entries)) }
        if !isEveryFileFit { throw ExitCode(Exit.usageError) }
    }

    private struct CheckEntry: Encodable {
        var file: String
        var name: String?
        var error: String?
    }
}
