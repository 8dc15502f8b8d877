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
        text += source.excerpt(at: location)
        if let help { text += "      = \(help.printable)\n" }
        return text
    }
}
