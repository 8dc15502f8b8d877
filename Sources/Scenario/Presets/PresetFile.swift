/// A preset: the values with which a design of this project stands for a deployed rollup, or a specified one.
///
/// A file of its own with date and source. What L2BEAT has published of the rollup stands in it too, for comparison
/// alone: nothing is derived from it.
package struct PresetFile: Sendable {
    /// The only format of this version.
    package static let format = "rollupsim-preset/1"

    /// What L2BEAT has published.
    package struct Published: Sendable {
        /// Of which rollup.
        package let subject: String
        /// As of which date.
        package let date: String
        /// Where it is taken from.
        package let source: String
        /// The stage as a digit, or `none`; nil where it is not known.
        package let stage: String?
        /// The answers, as far as they are known.
        package let answers: [Rosette.Question: Answer]
    }

    /// An answer of a published rosette.
    package struct Answer: Hashable, Sendable {
        /// The answer.
        package let value: String
        /// How good it is.
        package let sentiment: Rosette.Sentiment
    }

    /// The text it was read from.
    package let source: SourceText
    /// The preset's name.
    package let name: String
    /// As of which date its values are.
    package let date: String
    /// Where they are taken from.
    package let origin: String
    /// The preset in one sentence without a full stop.
    package let summary: String
    /// The design of this project that it gives values to.
    package let design: RollupSection.Preset
    /// Names of actors that its values use.
    package let parties: [String]
    /// Proof systems that its values name.
    let provers: [DocumentNode.Entry]
    /// Keys of the rollup, with their values.
    let values: [DocumentNode.Entry]
    /// What the rollup that it stands for has and these contracts do not, each in one sentence.
    package let notModelled: [String]
    /// What L2BEAT has published; nil for nothing.
    package let published: Published?
    /// Why there is nothing published; nil where there is something.
    package let unpublished: String?
    /// Why an answer, or the `stage`, differs from what is published.
    package let explanations: [String: String]

    /// Keys of a preset.
    struct Fields: FieldSet {
        static let declared = Fields()
        let format = Field<String>.required("format", "The format of the file, always the first line.")
        let name = Field<String>.required("name", "The preset's name.")
        let date = Field<String>.required("date", "As of which date its values are, as `2026-04-28`.")
        let source = Field<String>.required("source", "Where the values are taken from.")
        let summary = Field<String>.required("summary", "The preset in one sentence without a full stop.")
        let design = Field<String>.required("design", "The design of this project that it gives values to.")
        let parties = Field<[DocumentNode]>.list(
            "parties",
            "Names of actors that its values use; a scenario declares them, or gives the keys others.",
            of: .list(.name("a name")),
            absent: "nobody"
        )
        let provers = Field<[DocumentNode.Entry]>.entries(
            "provers",
            "Proof systems that its values name, as a scenario has them; those of a scenario come first.",
            .named("proof systems", ProverSection.Fields.shape),
            absent: "none"
        )
        let rollup = Field<[DocumentNode.Entry]>.entries(
            "rollup",
            "Keys of the rollup, with their values.",
            .any("the keys of a rollup"),
            absent: "what the design has where a file says nothing"
        )
        let notModelled = Field<[DocumentNode]>.list(
            "not_modelled",
            "What the rollup that it stands for has and these contracts do not.",
            of: .list(String.shape),
            absent: "nothing that an answer hangs on"
        )
        let published = Field<DocumentNode>.node(
            "published",
            "What L2BEAT has published, for comparison alone.",
            PublishedFields.shape,
            absent: "nothing; then `unpublished` says why"
        )
        let unpublished = Field<String>.optional(
            "unpublished",
            "Why there is nothing published.",
            absent: "something is"
        )
        let explanations = Field<[DocumentNode.Entry]>.entries(
            "explanations",
            "Why an answer, or the `stage`, differs from what is published.",
            .named("answers", String.shape),
            absent: "nothing differs"
        )
    }

    /// Keys of `published`.
    struct PublishedFields: FieldSet {
        static let declared = PublishedFields()
        let subject = Field<String>.required("of", "Which rollup it is of.")
        let date = Field<String>.required("date", "As of which date it is.")
        let source = Field<String>.required("source", "Where it is taken from.")
        let stage = Field<String>.optional("stage", "The stage in quotes, or `none`.", absent: "not known")
        let sequencerFailure = answer(.sequencerFailure)
        let stateValidation = answer(.stateValidation)
        let dataAvailability = answer(.dataAvailability)
        let exitWindow = answer(.exitWindow)
        let proposerFailure = answer(.proposerFailure)

        private static func answer(_ question: Rosette.Question) -> Field<DocumentNode> {
            .node(question.rawValue, "The answer to a question.", AnswerFields.shape, absent: "not known")
        }

        static func field(_ question: Rosette.Question) -> KeyPath<PublishedFields, Field<DocumentNode>> {
            switch question {
            case .sequencerFailure: \.sequencerFailure
            case .stateValidation: \.stateValidation
            case .dataAvailability: \.dataAvailability
            case .exitWindow: \.exitWindow
            case .proposerFailure: \.proposerFailure
            }
        }
    }

    /// Keys of a published answer.
    struct AnswerFields: FieldSet {
        static let declared = AnswerFields()
        let value = Field<String>.required("value", "The answer, in L2BEAT's words.")
        let sentiment = Field<Rosette.Sentiment>.required("sentiment", "How good it is.")
    }

    /// Reads a file's bytes.
    ///
    /// - Parameters:
    ///   - name: The path or label that diagnostics show.
    ///   - bytes: The file, at most `SourceText.maximumByteCount` bytes.
    /// - Throws: `ScenarioError` with everything found wrong, the values of the rollup included.
    package init(name: String, bytes: [UInt8]) throws(ScenarioError) {
        let source = try SourceText(name: name, bytes: bytes)
        let root = try StrictYAML.read(source)
        // A preset names a design, never another preset.
        let context = ReadingContext(source: source, presets: PresetLibrary([]))
        guard let file = PresetFile(root, context: context), context.diagnostics.isEmpty else {
            throw ScenarioError(source: source, diagnostics: context.diagnostics)
        }
        self = file
    }

    private init?(_ root: DocumentNode, context: ReadingContext) {
        guard var fields = FieldReader(root, Fields.self, owner: "the preset", context: context) else { return nil }
        guard let format = fields.read(\.format) else {
            fields.finish()
            return nil
        }
        guard format == Self.format else {
            let message = "the format `\(format.shortened)` is not read by this version"
            let place = fields.valuePlace(of: \.format)
            context.report(.unsupportedFormat, message, at: place, help: "write `format: \(Self.format)`")
            return nil
        }
        let name = fields.read(\.name)
        if let name, !ScenarioDocument.isName(name) {
            let place = fields.valuePlace(of: \.name)
            context.report(.invalidName, "`\(name.shortened)` cannot name a preset", at: place)
        }
        let date = Self.date(\.date, &fields)
        let origin = fields.read(\.source)
        let summary = fields.read(\.summary)
        let designName = fields.read(\.design)
        let design = designName.flatMap { RollupSection.Preset(rawValue: $0) }
        if let designName, design == nil {
            let names = RollupSection.Preset.allCases.map(\.rawValue)
            let help = Suggestion.help(for: designName, among: names)
            let message = "`\(designName.shortened)` is no design"
            context.report(.invalidValue, message, at: fields.valuePlace(of: \.design), help: help)
        }
        var parties: [String] = []
        for node in fields.read(\.parties) ?? [] {
            guard let text: String = ValueReader.scalar(node, key: "parties", context: context),
                let party = context.declaredName(text, of: "a party", at: node.location)
            else { continue }
            guard context.scope.actors.insert(party).inserted else {
                context.report(.duplicateName, "`\(party)` stands here already", at: node.location)
                continue
            }
            parties.append(party)
        }
        self.parties = parties
        provers = fields.read(\.provers) ?? []
        _ = ProverSection.all(provers, context: context)
        values = fields.read(\.rollup) ?? []
        notModelled = (fields.read(\.notModelled) ?? []).compactMap {
            ValueReader.scalar($0, key: "not_modelled", context: context)
        }
        unpublished = fields.read(\.unpublished)
        published = fields.read(\.published).flatMap { Published($0, context: context) }
        if fields.has(\.published) == fields.has(\.unpublished) {
            let message = "a preset has either `published` or `unpublished`"
            context.report(.conflictingKeys, message, at: fields.place(of: \.unpublished))
        }
        var explanations: [String: String] = [:]
        for entry in fields.read(\.explanations) ?? [] {
            guard entry.key == "stage" || Rosette.Question(rawValue: entry.key) != nil else {
                let names = Rosette.Question.allCases.map(\.rawValue) + ["stage"]
                let help = Suggestion.help(for: entry.key, among: names)
                let message = "a rosette has no `\(entry.key.shortened)`"
                context.report(.unknownKey, message, at: entry.keyLocation, help: help)
                continue
            }
            explanations[entry.key] = ValueReader.scalar(entry.value, key: entry.key, context: context)
        }
        self.explanations = explanations
        fields.finish()
        source = context.source
        guard let name, let date, let origin, let summary, let design else { return nil }
        self.name = name
        self.date = date
        self.origin = origin
        self.summary = summary
        self.design = design
        checkValues(context)
    }

    /// Reads the values as those of a rollup, each in its place of this file.
    private func checkValues(_ context: ReadingContext) {
        for entry in values where ["preset", "auto", "chain_id"].contains(entry.key) {
            let message = "`\(entry.key)` is the scenario's to say, not a preset's"
            context.report(.invalidValue, message, at: entry.keyLocation)
        }
        let place = values.first?.keyLocation ?? .start
        func word(_ key: String, _ text: String) -> DocumentNode.Entry {
            let value = DocumentNode(content: .scalar(text, isPlain: true), location: place, textOffset: nil)
            return DocumentNode.Entry(key: key, keyLocation: place, value: value)
        }
        let section = DocumentNode(
            content: .mapping(
                [word("preset", design.rawValue), word("auto", "off")]
                    + values.filter { !["preset", "auto", "chain_id"].contains($0.key) }
            ),
            location: place,
            textOffset: nil
        )
        let entry = DocumentNode.Entry(key: "rollup", keyLocation: place, value: section)
        _ = RollupSection(entry, context: context)
    }

    /// A date as people write it: digits in their places; whether the month has that day is not checked.
    fileprivate static func date<Keys: FieldSet>(
        _ field: KeyPath<Keys, Field<String>>,
        _ fields: inout FieldReader<Keys>
    ) -> String? {
        guard let text = fields.read(field) else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isDate =
            parts.map(\.utf8.count) == [4, 2, 2]
            && parts.allSatisfy { $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }
            && (1...12).contains(Int(parts[1]) ?? 0) && (1...31).contains(Int(parts[2]) ?? 0)
        guard isDate else {
            let message = "expects a date such as 2026-04-28, found `\(text.shortened)`"
            fields.context.report(.invalidValue, message, at: fields.valuePlace(of: field))
            return nil
        }
        return text
    }
}

extension PresetFile.Published {
    fileprivate init?(_ node: DocumentNode, context: ReadingContext) {
        guard
            var fields = FieldReader(node, PresetFile.PublishedFields.self, owner: "`published`", context: context)
        else { return nil }
        let subject = fields.read(\.subject)
        let date = PresetFile.date(\.date, &fields)
        let source = fields.read(\.source)
        stage = fields.read(\.stage)
        if let stage, !["0", "1", "2", "none"].contains(stage) {
            let message = "`stage` is 0, 1, 2 or none, found `\(stage.shortened)`"
            context.report(.outOfRange, message, at: fields.valuePlace(of: \.stage))
        }
        var answers: [Rosette.Question: PresetFile.Answer] = [:]
        for question in Rosette.Question.allCases {
            guard let node = fields.read(PresetFile.PublishedFields.field(question)) else { continue }
            answers[question] = PresetFile.Answer(node, owner: question.rawValue, context: context)
        }
        self.answers = answers
        fields.finish()
        guard let subject, let date, let source else { return nil }
        self.subject = subject
        self.date = date
        self.source = source
    }
}

extension PresetFile.Answer {
    fileprivate init?(_ node: DocumentNode, owner: String, context: ReadingContext) {
        guard
            var fields = FieldReader(node, PresetFile.AnswerFields.self, owner: "`\(owner)`", context: context)
        else { return nil }
        let value = fields.read(\.value)
        let sentiment = fields.read(\.sentiment)
        fields.finish()
        guard let value, let sentiment else { return nil }
        self.value = value
        self.sentiment = sentiment
    }
}

extension Rosette.Sentiment: ChoiceField {
    /// The sentiment in one sentence.
    var summary: String {
        switch self {
        case .good: "as it should be"
        case .warning: "something to know of"
        case .bad: "something to be afraid of"
        }
    }
}

extension PresetFile {
    /// A scenario without steps that deploys the preset as it is.
    ///
    /// - Parameters:
    ///   - others: Names of actors beside those of the preset.
    ///   - keys: More of the rollup, as a flow mapping has it, such as ", pace: fast".
    ///   - steps: Steps to be done, as lines of a list; none for `[]`.
    /// - Returns: The scenario's text; the rollup has the preset's name with `_` in the place of `-`.
    package func scenario(others: [String] = [], keys: String = "", steps: String = "  []") -> String {
        let actors = (parties + others).map { "\($0): {l1: 10000 ETH}" }.joined(separator: ", ")
        return """
            format: \(ScenarioDocument.format)
            name: \(name)
            actors: {\(actors)}
            rollups: {\(rollupName): {preset: \(name), auto: off\(keys)}}
            defaults: {rollup: \(rollupName)}
            steps:
            \(steps)

            """
    }

    /// What its scenario calls the rollup.
    package var rollupName: String { String(name.map { $0 == "-" ? "_" : $0 }) }
}
