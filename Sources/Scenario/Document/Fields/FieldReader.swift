/// Reads the declared keys of one mapping, each as its own type, and accounts for every key.
///
/// A reader reports what is wrong and goes on, so that one pass over a file finds as much as it can. Its `nil` means
/// absent or refused; a refusal has been reported.
struct FieldReader<Fields: FieldSet> {
    let context: ReadingContext
    /// The mapping in the words of a diagnostic, such as "`deposit`".
    let owner: String
    let location: SourceLocation
    private let entries: [DocumentNode.Entry]
    private var asked: Set<String> = []
    private var missing: [(key: String, help: String?)] = []

    /// Opens a mapping; nil, with a report, when the node is none.
    init?(
        _ node: DocumentNode,
        _ fields: Fields.Type = Fields.self,
        owner: String,
        location: SourceLocation? = nil,
        context: ReadingContext
    ) {
        self.context = context
        self.owner = owner
        self.location = location ?? node.location
        switch node.content {
        case .mapping(let entries):
            self.entries = entries
        case .scalar("", isPlain: true):
            self.entries = []
        default:
            context.report(.wrongShape, "\(owner) expects a mapping of fields, found \(node.kind)", at: node.location)
            return nil
        }
    }

    /// Of a step: whether it says that the step must succeed, as it does by saying nothing.
    var expectsSuccess: Bool { entry("expect").map { $0.value.text == "ok" } ?? true }

    /// The keys of the mapping, in order.
    var keys: [(name: String, location: SourceLocation)] { entries.map { ($0.key, $0.keyLocation) } }

    /// Whether the mapping has a field's key, which remains to be read.
    func has<Value>(_ field: KeyPath<Fields, Field<Value>>) -> Bool { has(Fields.declared[keyPath: field].entry.key) }

    /// Whether the mapping has a key, whoever reads it.
    func has(_ key: String) -> Bool { entry(key) != nil }

    /// The text of a key's value, whoever reads it; nil when it is absent or no text.
    func text(of key: String) -> String? { entry(key)?.value.text }

    /// The place of a field's key, or of the mapping when it is absent.
    func place<Value>(of field: KeyPath<Fields, Field<Value>>) -> SourceLocation {
        place(of: Fields.declared[keyPath: field].entry.key)
    }

    /// The place of a key, or of the mapping when it is absent.
    func place(of key: String) -> SourceLocation { entry(key)?.keyLocation ?? location }

    /// The place of a field's value, or of the mapping when it is absent.
    func valuePlace<Value>(of field: KeyPath<Fields, Field<Value>>) -> SourceLocation {
        entry(Fields.declared[keyPath: field].entry.key)?.value.location ?? location
    }

    /// The value of a field; the absence of one that must be there is reported by `finish`.
    mutating func read<Value>(_ field: KeyPath<Fields, Field<Value>>) -> Value? {
        read(Fields.declared[keyPath: field])
    }

    /// The value of a field that another set declares for this mapping, as a verb does for the key beside it.
    mutating func read<Others: FieldSet, Value>(beside field: KeyPath<Others, Field<Value>>) -> Value? {
        read(Others.declared[keyPath: field])
    }

    /// The value of a key that is no field but a name that the owner knows, such as that of a verb.
    mutating func node(named key: String) -> DocumentNode? {
        asked.insert(key)
        return entry(key)?.value
    }

    /// The value of such a key that must be there; its absence is reported by `finish`.
    mutating func requiredNode(named key: String) -> DocumentNode? {
        if let node = node(named: key) { return node }
        missing.append((key, nil))
        return nil
    }

    private mutating func read<Value>(_ field: Field<Value>) -> Value? {
        let key = field.entry.key
        asked.insert(key)
        guard let node = entry(key)?.value else {
            if let value = field.fallback?(context.defaults) { return value }
            if field.isRequired { missing.append((key, field.help)) }
            return nil
        }
        return field.reading(node, key, context)
    }

    /// Reports every key that nobody asked for, and every required one that is absent and was not just misspelt.
    ///
    /// `planned` names the keys of the whole language that are not supported yet.
    func finish(planned: [String] = []) {
        var misspelt: Set<String> = []
        for entry in entries where !asked.contains(entry.key) {
            if planned.contains(entry.key) {
                context.report(.notSupportedYet, "`\(entry.key)` is not supported yet", at: entry.keyLocation)
                continue
            }
            if let nearest = Suggestion.nearest(to: entry.key, among: asked) { misspelt.insert(nearest) }
            let help = Suggestion.help(for: entry.key, among: asked)
            let message = "unknown key `\(entry.key.shortened)` in \(owner)"
            context.report(.unknownKey, message, at: entry.keyLocation, help: help)
        }
        for (key, help) in missing where !misspelt.contains(key) {
            context.report(.missingKey, "\(owner) lacks the key `\(key)`", at: location, help: help)
        }
    }

    private func entry(_ key: String) -> DocumentNode.Entry? { entries.first { $0.key == key } }
}
