/// What the reference says of one name of the language.
package struct ReferenceEntry: Hashable, Sendable {
    /// What a name is the name of; the reference is in this order.
    package enum Kind: String, CaseIterable, Hashable, Sendable, Encodable {
        /// A key at the top of a scenario.
        case section
        /// What a step does.
        case verb
        /// A key that may stand beside a verb.
        case modifier
        /// A key of a mapping.
        case key
        /// A word that a key takes.
        case value
        /// A function of expressions.
        case function
        /// A member of a value in expressions.
        case member
        /// An operator of expressions.
        case `operator`
        /// What a number counts, with its units.
        case quantity
        /// A unit behind a number.
        case unit
        /// A layer in which a step can fail.
        case layer
        /// The name of a failure in a layer.
        case code
        /// A bound on what is read or run.
        case limit
    }

    /// What the name is the name of.
    package let kind: Kind
    /// The name; that of a key, value or member behind the name of its owner and a point, such as `deposit.amount`.
    package let name: String
    /// What it is for, in plain sentences.
    package let summary: String
    /// The form of its value, or how a function is called and what it gives.
    package var form: String?
    /// Bounds of its value.
    package var range: String?
    /// What holds without it; nil when it must be there, or when nothing could be absent.
    package var absent: String?
    /// Whether it must be there.
    package var isRequired = false
    /// The words among which an author chooses.
    package var choices: [ValueShape.Choice] = []
    /// Facts of a verb: who acts, how it can end, what it leaves behind.
    package var facts: [String] = []
    /// Names of the entries that belong to this one, in order.
    package var parts: [String] = []
    /// Lines of a scenario, or an expression.
    package var examples: [String] = []
    /// Where the rule comes from, such as "EIP-4895" or "decision 0009"; nil for a rule of the simulator itself.
    package var source: String?
    /// The page of the documents that says more, such as "docs/blobs.md"; nil for none.
    package var page: String?
    /// The format of scenario files that first had the name.
    package var since = ScenarioDocument.format

    /// The name without that of its owner, as it stands in a scenario.
    package var word: String {
        switch kind {
        case .operator, .limit, .unit: name
        default: name.split(separator: ".").last.map(String.init) ?? name
        }
    }

    init(_ kind: Kind, _ name: String, _ summary: String) {
        self.kind = kind
        self.name = name
        self.summary = summary
    }
}

extension ReferenceEntry: Encodable {
    private enum CodingKeys: String, CodingKey {
        case kind, name, summary, form, range
        case absent = "default"
        case required, choices, facts, parts, examples, source, page
        case since
    }

    private struct EncodedChoice: Encodable {
        let word: String
        let summary: String
    }

    /// One object, without the members that do not apply.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .kind)
        try container.encode(name, forKey: .name)
        try container.encode(summary, forKey: .summary)
        try container.encodeIfPresent(form, forKey: .form)
        try container.encodeIfPresent(range, forKey: .range)
        try container.encodeIfPresent(absent, forKey: .absent)
        if isRequired { try container.encode(true, forKey: .required) }
        if !choices.isEmpty {
            try container.encode(
                choices.map { EncodedChoice(word: $0.word, summary: $0.summary) },
                forKey: .choices
            )
        }
        if !facts.isEmpty { try container.encode(facts, forKey: .facts) }
        if !parts.isEmpty { try container.encode(parts, forKey: .parts) }
        if !examples.isEmpty { try container.encode(examples, forKey: .examples) }
        try container.encodeIfPresent(source, forKey: .source)
        try container.encodeIfPresent(page, forKey: .page)
        try container.encode(since, forKey: .since)
    }
}
