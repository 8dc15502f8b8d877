import TextOutput

/// The refusal of a scenario file: every problem that was found, in the order of the text.
package struct ScenarioError: Error, Sendable {
    /// The path or label of the file.
    package let file: String
    /// The problems, at least one, ordered by place.
    package let diagnostics: [ScenarioDiagnostic]
    /// The diagnostics as a compiler prints them.
    package let rendered: String

    init(source: SourceText, diagnostics: [ScenarioDiagnostic]) {
        self.file = source.name
        self.diagnostics = diagnostics.sorted { ($0.location, $0.message) < ($1.location, $1.message) }
        self.rendered = self.diagnostics.map { $0.rendered(in: source) }.joined()
    }

    /// A problem found before the text could be split in lines.
    init(file: String, diagnostic: ScenarioDiagnostic) {
        self.file = file
        self.diagnostics = [diagnostic]
        let place = "\(file):\(diagnostic.location.line):\(diagnostic.location.column)"
        let help = diagnostic.help.map { "      = \($0.printable)\n" } ?? ""
        self.rendered = "\(place): error: \(diagnostic.message)".printable + "\n\(help)"
    }
}

extension ScenarioError: CustomStringConvertible {
    /// The rendered diagnostics.
    package var description: String { rendered }
}
