/// One key of a mapping: what it is for, and how its value is read.
///
/// A key is declared once, as a stored property of the mapping's `FieldSet`. The reader takes nothing else, so that
/// what is read is what the reference, the schema and the generated page say.
struct Field<Value: Sendable>: Sendable {
    /// How the value of a key that is there is read; nil, with a report, when it is wrong.
    typealias Reading = @Sendable (DocumentNode, String, ReadingContext) -> Value?

    let entry: FieldEntry
    let reading: Reading
    /// What `defaults` say instead of an absent key; nil when they have no say.
    let fallback: (@Sendable (StepDefaults) -> Value?)?
    /// What an author who left a required key out should do; nil when its name says it all.
    let help: String?

    private init(
        _ key: String,
        _ summary: String,
        _ shape: ValueShape,
        _ presence: FieldEntry.Presence,
        range: String?,
        source: String?,
        example: String? = nil,
        fallback: (@Sendable (StepDefaults) -> Value?)? = nil,
        help: String? = nil,
        reading: @escaping Reading
    ) {
        entry = FieldEntry(
            key: key,
            summary: summary,
            shape: shape,
            presence: presence,
            range: range,
            source: source,
            example: example
        )
        self.reading = reading
        self.fallback = fallback
        self.help = help
    }
}

extension Field where Value: ScalarField {
    /// A scalar that must be there.
    static func required(
        _ key: String,
        _ summary: String,
        range: String? = nil,
        source: String? = nil,
        example: String? = nil
    ) -> Field {
        Field(key, summary, Value.shape, .required, range: range, source: source, example: example) {
            (node, key, context) in
            ValueReader.scalar(node, key: key, context: context)
        }
    }

    /// A scalar that may be absent; `absent` says what holds then.
    static func optional(
        _ key: String,
        _ summary: String,
        absent: String,
        range: String? = nil,
        source: String? = nil,
        example: String? = nil
    ) -> Field {
        Field(
            key,
            summary,
            Value.shape,
            .optional(absent),
            range: range,
            source: source,
            example: example
        ) {
            (node, key, context) in
            ValueReader.scalar(node, key: key, context: context)
        }
    }
}

extension Field where Value == String {
    /// A declared rollup, or that of `defaults`.
    static func rollup(_ key: String, _ summary: String, source: String? = nil) -> Field {
        Field(
            key,
            summary,
            .name("a rollup's name"),
            .inherited("rollup"),
            range: nil,
            source: source,
            fallback: { $0.rollup },
            reading: ValueReader.rollup
        )
    }

    /// A declared rollup that may be absent, whatever `defaults` say.
    static func rollup(_ key: String, _ summary: String, absent: String) -> Field {
        Field(
            key,
            summary,
            .name("a rollup's name"),
            .optional(absent),
            range: nil,
            source: nil,
            reading: ValueReader.rollup
        )
    }

    /// A declared actor who may be absent.
    static func actor(_ key: String, _ summary: String, absent: String, source: String? = nil)
        -> Field
    {
        Field(
            key,
            summary,
            .name("an actor's name"),
            .optional(absent),
            range: nil,
            source: source,
            reading: ValueReader.actor
        )
    }

    /// A declared actor who must be there.
    static func requiredActor(_ key: String, _ summary: String) -> Field {
        Field(
            key,
            summary,
            .name("an actor's name"),
            .required,
            range: nil,
            source: nil,
            reading: ValueReader.actor
        )
    }

    /// An earlier step that leaves something behind; nil for `absent` when it must be there.
    static func step(
        _ key: String,
        _ summary: String,
        making product: StepProduct,
        absent: String? = nil,
        source: String? = nil
    ) -> Field {
        let presence = absent.map(FieldEntry.Presence.optional) ?? .required
        return Field(key, summary, .name(product.noun), presence, range: nil, source: source) {
            node,
            key,
            context in
            ValueReader.step(node, key: key, making: product, context: context)
        }
    }

    /// A value that an earlier step saved, and that must be there.
    static func saved(_ key: String, _ summary: String, _ kind: SavedKind, source: String? = nil)
        -> Field
    {
        let shape = ValueShape.name("the name of a saved \(kind.rawValue)")
        return Field(key, summary, shape, .required, range: nil, source: source) { node, key, context in
            ValueReader.saved(node, key: key, kind, context: context)
        }
    }
}

extension Field where Value == AccountReference {
    /// The two ways to name an account.
    static var accountShape: ValueShape {
        .either([
            .name("the name of an actor, a deployed contract or a rollup"), .scalar(AccountReference.addressShape),
        ])
    }

    /// An account; nil for `absent` when it must be there.
    static func account(_ key: String, _ summary: String, absent: String?, source: String? = nil)
        -> Field
    {
        let presence = absent.map(FieldEntry.Presence.optional) ?? .required
        return Field(
            key,
            summary,
            accountShape,
            presence,
            range: nil,
            source: source,
            reading: ValueReader.account
        )
    }
}

extension Field where Value == ChainReference {
    /// L1 or the L2 of a rollup, or that of the rollup of `defaults`.
    static func chain(_ key: String, _ summary: String, source: String? = nil) -> Field {
        Field(
            key,
            summary,
            chainShape,
            .inherited("rollup"),
            range: nil,
            source: source,
            fallback: { $0.rollup.map { .l2($0) } },
            reading: readChain
        )
    }
}

extension Field where Value == ChainReference {
    /// One end of a message.
    ///
    /// An end that is absent follows from the other, and not from this key alone.
    static func end(_ key: String, _ summary: String) -> Field {
        Field(
            key,
            summary,
            chainShape,
            .optional("`l1` where the other end is a rollup, the `rollup` of `defaults` where it is `l1`"),
            range: nil,
            source: nil,
            reading: readChain
        )
    }

    private static var chainShape: ValueShape {
        .either([.choice([ValueShape.Choice("l1", "L1")]), .name("a rollup's name")])
    }

    private static func readChain(_ node: DocumentNode, _ key: String, _ context: ReadingContext) -> ChainReference? {
        node.text == "l1" ? .l1 : ValueReader.rollup(node, key: key, context: context).map { .l2($0) }
    }
}

extension Field where Value == [DocumentNode] {
    /// A list, whose items the owner of the field reads; nil for `absent` when it must be there.
    static func list(
        _ key: String,
        _ summary: String,
        of shape: ValueShape,
        absent: String?,
        range: String? = nil,
        source: String? = nil,
        example: String? = nil
    ) -> Field {
        let presence = absent.map(FieldEntry.Presence.optional) ?? .required
        return Field(
            key,
            summary,
            shape,
            presence,
            range: range,
            source: source,
            example: example,
            reading: ValueReader.list
        )
    }
}

extension Field where Value == [DocumentNode.Entry] {
    /// A mapping whose keys the owner of the field reads, and which may be absent.
    static func entries(
        _ key: String,
        _ summary: String,
        _ shape: ValueShape,
        absent: String,
        source: String? = nil,
        example: String? = nil
    ) -> Field {
        Field(
            key,
            summary,
            shape,
            .optional(absent),
            range: nil,
            source: source,
            example: example,
            reading: ValueReader.entries
        )
    }
}

extension Field where Value == DocumentNode {
    /// A value that the owner of the field reads; nil for `absent` when it must be there.
    static func node(
        _ key: String,
        _ summary: String,
        _ shape: ValueShape,
        absent: String?,
        help: String? = nil,
        range: String? = nil,
        source: String? = nil,
        example: String? = nil
    ) -> Field {
        let presence = absent.map(FieldEntry.Presence.optional) ?? .required
        return Field(
            key,
            summary,
            shape,
            presence,
            range: range,
            source: source,
            example: example,
            help: help
        ) { node, _, _ in node }
    }
}

extension Field {
    /// Whether the reader reports the absence of the key.
    var isRequired: Bool {
        switch entry.presence {
        case .required, .inherited: true
        case .optional: false
        }
    }
}

/// The keys of one mapping: a struct whose stored properties are its `Field`s, in the order of the reference.
protocol FieldSet: Sendable {
    /// The one instance.
    static var declared: Self { get }
}

extension FieldSet {
    /// What the reference says of each key, in order.
    static var entries: [FieldEntry] {
        Mirror(reflecting: declared).children.compactMap { ($0.value as? any AnyField)?.entry }
    }

    /// A mapping with these keys.
    static var shape: ValueShape { .mapping(entries) }
}

/// No declared keys, for mappings whose keys come from elsewhere, such as a contract's interface.
struct NoFields: FieldSet {
    static let declared = NoFields()
}

/// A field of any type.
private protocol AnyField {
    var entry: FieldEntry { get }
}

extension Field: AnyField {}
