import ArgumentParser
import Foundation
import Scenario
import TextOutput

/// `rollupsim init`: a scenario to begin with.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a commented scenario that passes, to begin with.",
        discussion: "The file is NAME.yaml in the present folder. A file that is there already is left alone."
    )

    @Argument(help: "The scenario's name.")
    var name: String

    func run() throws {
        guard ScenarioDocument.isName(name) else {
            throw Exit.usage("\(name) cannot name a scenario: \(ScenarioDocument.nameRule)")
        }
        let path = "\(name).yaml"
        do {
            try Data(StartingScenario.text(named: name).utf8)
                .write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
        } catch let error as CocoaError where error.code == .fileWriteFileExists {
            throw Exit.usage("\(path) is there already, and is left as it is")
        } catch {
            throw Exit.usage("\(path) cannot be written: \(error.localizedDescription)")
        }
        writeToStandardOutput("\(path) is written; `rollupsim run \(path)` runs it\n")
    }
}
