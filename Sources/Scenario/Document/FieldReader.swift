/// Reads the fields of one mapping, each as its own type, and accounts for every key.
///
/// A reader reports what is wrong and goes on, so that one pass over a file finds as much as it can. Its `nil` means
/// absent or refused; a refusal has been reported.
struct FieldReader {
    let context: ReadingContext
    /// The mapping in the words of a diagnostic, such as "`deposit`".
    let owner: String
    let location: SourceLocation
    private let entries: [DocumentNode.Entry]
    private var asked: Set<String> = []
    private var missing: [String] = []

    /// Opens a mapping; nil, with a report, when the node is none.
    init?(_ node: DocumentNode, owner: String, location: SourceLocation? = nil, context: ReadingContext) {
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

    /// Whether the mapping has a key, which remains to be read.
    func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

    /// Of a step: whether it says that the step must succeed, as it does by saying nothing.
    var expectsSuccess: Bool { entry("expect").map { $0.value.text == "ok" } ?? true }

    /// The keys of the mapping, in order.
    var keys: [(name: String, location: SourceLocation)] { entries.map { ($0.key, $0.keyLocation) } }

    /// The place of a key, or of the mapping when it is absent.
    func place(of key: String) -> SourceLocation { entry(key)?.keyLocation ?? location }

    /// The place of a key's value, or of the mapping when it is absent.
    func value(of key: String) -> SourceLocation { entry(key)?.value.location ?? location }

    /// The value of a key as it stands.
    mutating func node(_ key: String) -> DocumentNode? {
        asked.insert(key)
        return entry(key)?.value
    }

    /// The value of a key that must be there; its absence is reported by `finish`.
    mutating func requiredNode(_ key: String) -> DocumentNode? {
        if let node = node(key) { return node }
        missing.append(key)
        return nil
    }

    /// A typed scalar that may be absent.
    mutating func optional<Field: ScalarField>(_ key: String, as type: Field.Type = Field.self) -> Field? {
        node(key).flatMap { Self.read($0, key: key, context: context) }
    }

    /// A typed scalar that must be there.
    mutating func required<Field: ScalarField>(_ key: String, as type: Field.Type = Field.self) -> Field? {
        requiredNode(key).flatMap { Self.read($0, key: key, context: context) }
    }

    /// The items of a list that may be absent; a list is wanted even for one item.
    mutating func list(_ key: String) -> [DocumentNode]? {
        guard let node = node(key) else { return nil }
        guard case .sequence(let items, _) = node.content else {
            context.report(.wrongShape, "`\(key)` expects a list, found \(node.kind)", at: node.location)
            return nil
        }
        return items
    }

    /// The entries of a mapping whose keys are names the author chose.
    mutating func namedEntries(_ key: String) -> [DocumentNode.Entry] {
        guard let node = node(key) else { return [] }
        switch node.content {
        case .mapping(let entries):
            return entries
        case .scalar("", isPlain: true):
            return []
        default:
            context.report(.wrongShape, "`\(key)` expects a mapping from names, found \(node.kind)", at: node.location)
            return []
        }
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
        for key in missing where !misspelt.contains(key) {
            context.report(.missingKey, "\(owner) lacks the key `\(key)`", at: location)
        }
    }

    /// Reads one scalar node as a field's type.
    static func read<Field: ScalarField>(_ node: DocumentNode, key: String, context: ReadingContext) -> Field? {
        guard let text = node.text else {
            context.report(.wrongShape, "`\(key)` expects a single value, found \(node.kind)", at: node.location)
            return nil
        }
        do {
            return try Field.read(text)
        } catch {
            context.report(error.code, "`\(key)` \(error.phrase)", at: node.location, help: error.help)
            return nil
        }
    }

    private func entry(_ key: String) -> DocumentNode.Entry? { entries.first { $0.key == key } }
}
