/// What the readers of one file share: its text, the names in scope and the problems found so far.
final class ReadingContext {
    /// Most problems reported for one file.
    static let maximumDiagnostics = 100

    let source: SourceText
    /// Files that contracts come from.
    let files: ContractFiles
    /// Named sets of values that a rollup's `preset` can name beside the designs.
    let presets: PresetLibrary
    var scope = NameScope()
    var defaults = StepDefaults()
    /// Steps read so far, groups included.
    var stepCount = 0
    /// Whether problems are left out from here on, because they would only repeat one that was reported.
    var isMuted = false
    private(set) var diagnostics: [ScenarioDiagnostic] = []

    init(source: SourceText, files: ContractFiles = .none, presets: PresetLibrary) {
        self.source = source
        self.files = files
        self.presets = presets
    }

    func report(_ code: ScenarioDiagnostic.Code, _ message: String, at location: SourceLocation, help: String? = nil) {
        guard !isMuted, diagnostics.count < Self.maximumDiagnostics else { return }
        let diagnostic = ScenarioDiagnostic(code, message, at: location, help: help)
        // A name that several keys of a preset use stands, for the reader, where the preset is named.
        guard !diagnostics.contains(diagnostic) else { return }
        diagnostics.append(diagnostic)
    }

    /// Reads a name that a declaration introduces.
    func declaredName(_ text: String, of what: String, at location: SourceLocation) -> String? {
        guard NameScope.isName(text) else {
            let help = "letters, digits and `_`, beginning with a letter, at most \(NameScope.maximumNameLength)"
            report(.invalidName, "`\(text.shortened)` cannot name \(what)", at: location, help: help)
            return nil
        }
        guard !NameScope.reserved.contains(text) else {
            report(.invalidName, "`\(text)` is a word of the language and cannot name \(what)", at: location)
            return nil
        }
        return text
    }
}

/// What the steps of a scenario leave unsaid.
struct StepDefaults: Sendable {
    /// The actor of steps without `by`.
    var actor: String?
    /// The rollup of verbs without `rollup`.
    var rollup: String?
}
