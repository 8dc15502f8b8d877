import ArgumentParser
import Scenario
import TextOutput

/// `rollupsim schema`: the JSON Schema of scenario files.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema (draft 2020-12) of scenario files, for editors.",
        discussion: """
            An editor with the YAML language server completes, explains and checks a scenario that names the schema in a \
            comment: # yaml-language-server: $schema=rollupsim.schema.json
            """
    )

    func run() throws {
        writeToStandardOutput(try JSONText.document(ScenarioSchema.document))
    }
}
