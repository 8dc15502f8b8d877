/// The form that a value of a scenario file must have.
///
/// It is made by the Swift type that reads the value, and the reference, the editor's schema and the generated page all
/// take it from there.
package indirect enum ValueShape: Hashable, Sendable {
    /// One text that a type of its own reads.
    case scalar(ScalarShape)
    /// One word of a closed set.
    case choice([Choice])
    /// The name of something: of what kind, with its article.
    case name(String)
    /// One of several forms.
    case either([ValueShape])
    /// A list of values.
    case list(ValueShape)
    /// A mapping with keys of the language.
    case mapping([FieldEntry])
    /// A mapping whose keys are names that the author chooses or has declared: what they name, and the values.
    case named(String, ValueShape)
    /// A mapping from paths of keys in the same file to values.
    case paths(ValueShape)
    /// Whatever something else asks for: by what, in words.
    case any(String)
    /// The steps of a scenario or of a group.
    case steps

    /// A word of a closed set, and what it means.
    package struct Choice: Hashable, Sendable {
        /// The word as it is written.
        package let word: String
        /// What it means, in one sentence without a full stop.
        package let summary: String
        /// The page of the documents that says more, such as "docs/blobs.md"; nil for none.
        package let page: String?

        /// A word with its meaning.
        package init(_ word: String, _ summary: String, page: String? = nil) {
            self.word = word
            self.summary = summary
            self.page = page
        }
    }
}

/// The form of a scalar: in words, and as the pattern that its text has.
package struct ScalarShape: Hashable, Sendable {
    /// What the scalar is, with its article, such as "an amount of ether".
    package let noun: String
    /// How it is written, each in backticks, such as "`1.5 ETH`".
    package let examples: String
    /// Regular expression (ECMA-262) that every accepted text matches; nil for any text.
    package let pattern: String?
    /// Whether YAML may take an accepted text for a number, as it does with `3` and `0x01ff`.
    package let mayBeNumber: Bool
    /// The least and the greatest value in words; nil where the type sets no bound.
    package let range: String?

    /// A form; `pattern` is anchored by its author.
    package init(
        _ noun: String,
        examples: String,
        pattern: String? = nil,
        mayBeNumber: Bool = false,
        range: String? = nil
    ) {
        self.noun = noun
        self.examples = examples
        self.pattern = pattern
        self.mayBeNumber = mayBeNumber
        self.range = range
    }
}

/// What the reference says of one key of a mapping.
package struct FieldEntry: Hashable, Sendable {
    /// When the key has to be there.
    package enum Presence: Hashable, Sendable {
        /// Always.
        case required
        /// Not always: what holds without it, in words.
        case optional(String)
        /// Unless `defaults` says the same for all steps: which key of it.
        case inherited(String)
    }

    /// The key.
    package let key: String
    /// What it is for: one sentence, or a few.
    package let summary: String
    /// The form of its value.
    package let shape: ValueShape
    /// Whether it has to be there, and what holds without it.
    package let presence: Presence
    /// Bounds of the value beyond those of its type; nil for none.
    package let range: String?
    /// Where the rule comes from, such as "EIP-4895" or "decision 0009"; nil for a rule of the simulator itself.
    package let source: String?
    /// Lines of a scenario that use it and pass, in the terms of `ExampleFrame`; nil where an example of the mapping
    /// as a whole has the key.
    var example: String? = nil
}

extension ValueShape {
    /// The form in words, with its article.
    package var noun: String {
        switch self {
        case .scalar(let scalar): scalar.noun
        case .choice(let choices):
            (choices.count > 1 ? "one of " : "") + choices.map { "`\($0.word)`" }.joined(separator: ", ")
        case .name(let what): what
        case .either(let shapes): shapes.map(\.noun).joined(separator: ", or ")
        case .list(let item): "a list, each item \(item.noun)"
        case .mapping: "a mapping"
        case .named(let what, let value): "a mapping from \(what) to \(value.noun)"
        case .paths(let value): "a mapping from paths of keys to \(value.noun)"
        case .any(let what): what
        case .steps: "a list of steps"
        }
    }

    /// The keys of the mappings that the form consists of, at any depth of lists and names.
    package var fields: [FieldEntry] {
        switch self {
        case .scalar, .choice, .name, .steps, .any: []
        case .either(let shapes): shapes.flatMap(\.fields)
        case .list(let item): item.fields
        case .mapping(let fields): fields
        case .named(_, let value), .paths(let value): value.fields
        }
    }

    /// The words among which the form lets an author choose.
    package var choices: [Choice] {
        switch self {
        case .scalar, .name, .mapping, .named, .paths, .any, .steps: []
        case .choice(let choices): choices
        case .either(let shapes): shapes.flatMap(\.choices)
        case .list(let item): item.choices
        }
    }

    /// Bounds that the types of the form set; nil for none.
    package var range: String? {
        switch self {
        case .scalar(let scalar): scalar.range
        case .either(let shapes): shapes.compactMap(\.range).first
        case .list(let item): item.range
        case .choice, .name, .mapping, .named, .paths, .any, .steps: nil
        }
    }
}
