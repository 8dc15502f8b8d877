import ArgumentParser
import Scenario
import TextOutput

/// `rollupsim list`: what scenarios there are, and what they teach.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List scenarios by level, with topics and lesson.",
        discussion: """
            Levels go from 1, Ethereum's basics, to 8, monitoring in production. Topics are the layers of a rollup that \
            a scenario touches.
            """
    )

    @Argument(help: "Scenario files or folders.")
    var paths: [String] = ["scenarios"]

    @Option(help: "Only scenarios of a level, from 1 to 8. May be given several times.")
    var level: [UInt64] = []

    @Option(help: "Only scenarios with a topic. May be given several times, for scenarios with any of them.")
    var topic: [Topic] = []

    @Flag(help: "Print one JSON document instead of text.")
    var json = false

    @OptionGroup var output: OutputStyle

    func validate() throws {
        if let wrong = level.first(where: { !(1...8).contains($0) }) {
            throw ValidationError("--level is \(wrong), not 1 to 8")
        }
    }

    func run() throws {
        var documents: [ScenarioDocument] = []
        var records: [FileRecord] = []
        var isEveryFileFit = true
        for entry in ScenarioFiles.read(paths) {
            let file = entry.file
            switch entry.content {
            case .success(let document):
                guard isWanted(document) else { continue }
                documents.append(document)
                records.append(FileRecord(file: file, document))
            case .failure(let error):
                isEveryFileFit = false
                records.append(error.record(of: file))
                writeToStandardError(error.text)
            }
        }
        writeToStandardOutput(json ? try ReportDocument(.list, records).text() : text(of: documents))
        if !isEveryFileFit { throw ExitCode(Exit.usageError) }
    }

    private func isWanted(_ document: ScenarioDocument) -> Bool {
        if !level.isEmpty {
            guard let own = document.level, level.contains(own) else { return false }
        }
        return topic.isEmpty || document.layers.contains { layer in topic.contains { $0.layer == layer } }
    }

    /// The scenarios below their levels, those without one last.
    private func text(of documents: [ScenarioDocument]) -> String {
        let style = output.style
        let levels = Set(documents.map(\.level)).sorted { ($0 ?? .max) < ($1 ?? .max) }
        return levels.map { level in
            let heading = style.paint(level.map { "level \($0)" } ?? "no level", .heading) + "\n"
            return heading
                + documents.filter { $0.level == level }.map { document in
                    let topics = document.layers.map(\.rawValue).joined(separator: ", ")
                    let name = document.name + (topics.isEmpty ? "" : " (\(topics))")
                    let lesson = document.lesson.map { style.wrapped($0.printable, first: "      ", indent: "      ") }
                    return style.wrapped(name, first: "  ", indent: "    ") + (lesson ?? "")
                }.joined()
        }.joined(separator: "\n")
    }

    /// A layer of a rollup, as an argument.
    struct Topic: ExpressibleByArgument {
        let layer: ScenarioDocument.Layer

        init?(argument: String) {
            guard let layer = ScenarioDocument.Layer(rawValue: argument) else { return nil }
            self.layer = layer
        }

        static var allValueStrings: [String] { ScenarioDocument.Layer.allCases.map(\.rawValue) }
    }
}
