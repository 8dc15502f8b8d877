import ArgumentParser
import Scenario
import TextOutput

/// `rollupsim list`: what scenarios there are, and what they teach.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List scenarios with their level and lesson."
    )

    @Argument(help: "Scenario files or folders.")
    var paths: [String] = ["scenarios"]

    @Flag(help: "Print one JSON document instead of text.")
    var json = false

    func run() throws {
        var entries: [ListEntry] = []
        var isEveryFileFit = true
        for entry in ScenarioFiles.read(paths) {
            switch entry.content {
            case .success(let document): entries.append(ListEntry(file: entry.file, document))
            case .failure(let error):
                isEveryFileFit = false
                writeToStandardError(error.text)
            }
        }
        writeToStandardOutput(json ? try JSONText.document(entries) : text(of: entries))
        if !isEveryFileFit { throw ExitCode(2) }
    }

    private func text(of entries: [ListEntry]) -> String {
        let width = entries.map(\.name.count).max() ?? 0
        return entries.map { entry in
            let level = entry.level.map(String.init) ?? "-"
            return "\(entry.name.padded(to: width))  level \(level)  \((entry.lesson ?? "").printable)\n"
        }.joined()
    }

    private struct ListEntry: Encodable {
        var file: String
        var name: String
        var level: UInt64?
        var layers: [String]
        var lesson: String?

        init(file: String, _ document: ScenarioDocument) {
            self.file = file
            name = document.name
            level = document.level
            layers = document.layers.map(\.rawValue)
            lesson = document.lesson
        }
    }
}
