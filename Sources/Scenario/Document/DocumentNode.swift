/// A node of a scenario file: YAML reduced to text, lists and ordered mappings, each with its place.
struct DocumentNode: Sendable {
    /// A key and its value.
    struct Entry: Sendable {
        let key: String
        let keyLocation: SourceLocation
        let value: DocumentNode
    }

    /// The three kinds of YAML node that scenario files use.
    enum Content: Sendable {
        /// Text; `isPlain` when it was neither quoted nor a literal block.
        case scalar(String, isPlain: Bool)
        /// A list; `isFlow` when written in brackets.
        case sequence([DocumentNode], isFlow: Bool)
        /// A mapping, in the order of the file.
        case mapping([Entry])
    }

    let content: Content
    let location: SourceLocation
    /// Columns between the node's first character and its text (1 behind a quote); nil when text and source differ,
    /// as they do with escapes, folding and literal blocks.
    let textOffset: Int?

    /// The kind of node in the words of a diagnostic.
    var kind: String {
        switch content {
        case .scalar("", isPlain: true): "nothing"
        case .scalar: "a single value"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }

    /// The text of a scalar.
    var text: String? {
        if case .scalar(let text, _) = content { text } else { nil }
    }

    /// Whether the value was left out, as in `bob:`.
    var isEmpty: Bool {
        if case .scalar("", isPlain: true) = content { true } else { false }
    }

    /// The place of a part of a scalar's text, as exact as the source allows.
    func location(ofTextAt offset: Int, length: Int) -> SourceLocation {
        guard let textOffset else { return location }
        return location.part(offset: textOffset + offset, length: length)
    }
}
