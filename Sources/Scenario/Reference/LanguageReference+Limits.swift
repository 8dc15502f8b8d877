import ContractABI
import TextOutput

extension LanguageReference {
    /// Bounds on what is read, each with the number that the reader itself uses.
    static let limits: [ReferenceEntry] =
        [
            limit("file size", "Longest file.", "\(SourceText.maximumByteCount.grouped) bytes"),
            limit(
                "steps",
                "Most steps of one file, those in groups included.",
                "\(Step.maximumCount.grouped) steps"
            ),
            limit(
                "repetitions",
                "Most repetitions of one step.",
                "\(Step.maximumRepetitions.grouped) times"
            ),
            limit(
                "nesting",
                "Deepest nesting of lists and mappings; of brackets on one line.",
                "\(StrictYAML.maximumDepth) levels; \(SubsetScanner.maximumFlowDepth) brackets"
            ),
            limit("indentation", "Deepest indentation.", "\(SubsetScanner.maximumIndentation) columns"),
            limit(
                "problems",
                "Most problems that are told of one file.",
                "\(ReadingContext.maximumDiagnostics) problems"
            ),
            limit("contracts", "Most contracts of one file.", "\(ContractSection.maximumCount) contracts"),
            limit(
                "artifact size",
                "Longest artifact of a contract.",
                "\(ContractLimits.maxArtifactByteCount.grouped) bytes"
            ),
            limit(
                "init code size",
                "Longest init code of a contract (EIP-3860).",
                "\(ContractLimits.maxInitCodeByteCount.grouped) bytes"
            ),
            limit(
                "transaction lists",
                "Most entries of an access list, and most delegations, of one transaction.",
                "\(TransactionLists.maximumCount) entries"
            ),
            limit(
                "matrix",
                "Most keys, combinations, and steps of all combinations together.",
                """
                \(ScenarioMatrix.maximumKeyCount) keys; \(ScenarioMatrix.maximumCombinationCount) combinations; \
                \(ScenarioMatrix.maximumStepCount.grouped) steps
                """
            ),
            limit(
                "name length",
                "Longest name of an actor, a rollup, a step or a saved value: letters, digits and `_`, a letter first.",
                "\(NameScope.maximumNameLength) characters"
            ),
            limit(
                "scenario name length",
                "Longest name of a scenario.",
                "\(ScenarioDocument.maximumNameLength) characters"
            ),
            limit("digits", "Most digits of a number.", "\(NumberReader.maximumDigits) digits"),
            limit("gas amount", "Most gas that a key takes.", "\(GasAmount.maximum.grouped) gas"),
            limit(
                "duration length",
                "Longest duration that a key takes.",
                "\(Quantity(Rational(VirtualDuration.maximum), .duration))"
            ),
            limit(
                "byte size",
                "Largest size that a key takes.",
                "\(Quantity(Rational(ByteSize.maximum), .size))"
            ),
            limit("block count", "Most blocks that a key takes.", "\(BlockCount.maximum.grouped) blocks"),
            limit("data length", "Longest bytes in hexadecimal.", "\(HexBytes.maximumCount.grouped) bytes"),
            limit(
                "expression length",
                "Longest expression.",
                "\(ExpressionLexer.maximumLength.grouped) characters"
            ),
            limit(
                "expression size",
                "Most words and signs of an expression.",
                "\(ExpressionLexer.maximumTokens) words and signs"
            ),
            limit(
                "expression depth",
                "Deepest nesting of an expression.",
                "\(ExpressionParser.maximumDepth) levels"
            ),
        ] + VerbRegistry.all.flatMap { $0.reference.limits.map { limit($0.name, $0.summary, $0.value) } }

    private static func limit(_ name: String, _ summary: String, _ value: String) -> ReferenceEntry {
        var entry = ReferenceEntry(.limit, name, summary)
        entry.range = value
        return entry
    }
}
