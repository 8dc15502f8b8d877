import TextOutput

/// One problem found in a scenario file, with its place and, where there is one, the way out.
package struct ScenarioDiagnostic: Hashable, Sendable {
    /// The rule that was broken.
    package let code: Code
    /// What is wrong, in one sentence without a full stop.
    package let message: String
    /// Where it is wrong.
    package let location: SourceLocation
    /// What to write instead.
    package let help: String?

    init(_ code: Code, _ message: String, at location: SourceLocation, help: String? = nil) {
        self.code = code
        self.message = message
        self.location = location
        self.help = help
    }

    /// Everything that can be wrong with a scenario file.
    package enum Code: String, CaseIterable, Sendable {
        // The bytes and the YAML subset.
        case fileTooLarge, invalidUTF8, forbiddenCharacter, tab, nestingTooDeep, anchor, alias, tag, directive
        case multipleDocuments, mergeKey, yamlSyntax, duplicateKey, keyNotText, emptyDocument
        // The schema.
        case unknownKey, notSupportedYet, missingKey, wrongShape, unsupportedFormat
        // Values.
        case invalidValue, wrongUnit, notExact, outOfRange, conflictingKeys
        // Names.
        case invalidName, duplicateName, unknownActor, unknownRollup, unknownStep, unknownSave, wrongStepKind
        // Contracts.
        case invalidArtifact, unknownContract, unknownFunction
        // Steps.
        case noVerb, severalVerbs, nothingToSave, misplacedModifier, impossibleOutcome, unquotedFlowExpression
        case unknownCode, tooManySteps
        // Expressions.
        case expressionSyntax, expressionTooLarge, undefinedName, undefinedFunction, undefinedMember
        case wrongArguments, typeMismatch, misplacedTolerance
    }
}

extension ScenarioDiagnostic {
    /// The diagnostic as a compiler prints it: place and message, the line of the file, a caret, and help.
    package func rendered(in source: SourceText) -> String {
        var text = "\(source.name):\(location.line):\(location.column): error: \(message)".printable + "\n"
        let line = source.line(at: location)
        if !line.isEmpty {
            let number = String(location.line)
            let margin = String(repeating: " ", count: max(0, 5 - number.count)) + number
            let blank = String(repeating: " ", count: margin.count)
            let window = Self.window(of: line, around: location.column)
            let caretOffset = max(0, location.column - 1 - window.lowerBound)
            let underlineEnd = min(location.length - 1, max(0, window.upperBound - location.column))
            var shown = String.UnicodeScalarView()
            shown.append(contentsOf: line[window].map { $0 == "\t" ? " " : $0 })
            text += "\(margin) | \(String(shown).printable)\n"
            text += "\(blank) | " + String(repeating: " ", count: caretOffset) + "^"
            text += String(repeating: "~", count: max(0, underlineEnd)) + "\n"
        }
        if let help { text += "      = \(help.printable)\n" }
        return text
    }

    /// At most 160 scalars of a line, chosen so that the column is among them.
    private static func window(of line: [Unicode.Scalar], around column: Int) -> Range<Int> {
        let width = 160
        guard line.count > width else { return 0..<line.count }
        let start = max(0, min(column - 1 - width / 2, line.count - width))
        return start..<start + width
    }
}
