import ArgumentParser
import Scenario
import TextOutput

/// `rollupsim explain`: the reference of the scenario language.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain a word of the scenario language, or name all of them.",
        discussion: """
            A word is a section, verb, key, value, unit, function, member, operator, layer, failure or limit. The key of a \
            mapping is `verb.key`, such as deposit.amount; the word alone finds it too. A value is a word that a key takes, \
            such as the preset optimistic.
            """
    )

    @Argument(help: "The word; none for all.")
    var name: String?

    @Flag(help: "Print one JSON document instead of text.")
    var json = false

    @Flag(help: "Print the page docs/scenario-language.md.")
    var markdown = false

    func validate() throws {
        if markdown, name != nil || json { throw ValidationError("--markdown prints the whole page, and only that") }
    }

    func run() throws {
        if markdown {
            writeToStandardOutput(ReferencePage.text)
            return
        }
        guard let name else {
            writeToStandardOutput(
                json ? try JSONText.document(LanguageReference.entries) : ReferenceText.overview
            )
            return
        }
        guard let text = ReferenceText.explanation(of: name) else {
            guard !LanguageReference.isPlanned(name) else {
                throw Exit.usage("\(name) is a word of the language that this version does not support yet")
            }
            let near = LanguageReference.nearestNames(to: name)
            let help =
                near.isEmpty ? "`rollupsim explain` names all" : "did you mean \(near.joined(separator: " or "))?"
            throw Exit.usage("the scenario language has no \(name): \(help)")
        }
        writeToStandardOutput(json ? try JSONText.document(LanguageReference.entries(named: name)) : text)
    }
}
