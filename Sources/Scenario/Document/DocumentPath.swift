/// Where a value stands in a scenario file: keys from the outside in, and ids of steps, such as `rollups.nat.gas_rule`.
struct DocumentPath: Hashable, Sendable {
    /// As it was written.
    let name: String
    private let keys: [String]

    /// Longest path, in keys.
    private static let maximumLength = 16

    /// Reads a path; nil when a key is empty, or when there are too many.
    init?(_ name: String) {
        let keys = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard keys.count <= Self.maximumLength, keys.allSatisfy({ !$0.isEmpty }) else { return nil }
        self.name = name
        self.keys = keys
    }

    /// The key of the document.
    var section: String { keys[0] }

    fileprivate var steps: ArraySlice<String> { keys[...] }

    /// The name on whose keys the path goes, in a section whose keys are the file's own names; nil elsewhere.
    fileprivate var ownName: String? {
        let sections: Set = ["actors", "provers", "rollups", "contracts", "incidents"]
        return keys.count > 2 && sections.contains(section) ? keys[1] : nil
    }
}

extension DocumentNode {
    /// The node with another value at the end of a path; nil when the path leads nowhere.
    ///
    /// A mapping gets a key that it lacks, and the document a section; items of a list are found by their `id`, steps
    /// in groups included.
    ///
    /// - Parameters:
    ///   - path: Where the value goes.
    ///   - value: The value.
    ///   - place: Where a key is told to stand that the file lacks.
    /// - Returns: The changed node; nil when the path leads nowhere.
    func replacing(_ path: DocumentPath, with value: DocumentNode, location place: SourceLocation) -> DocumentNode? {
        replacing(path.steps, with: value, location: place)
    }

    /// The value at the end of a path; nil when the file has none there.
    func node(at path: DocumentPath) -> DocumentNode? {
        let (nearest, isEnd) = nearest(to: path.steps)
        return isEnd ? nearest : nil
    }

    /// What is wrong with a path to keys of a name that the file does not have; nil for nothing.
    ///
    /// A value in such a place would bring somebody into the scenario whom nobody has thought of.
    func problem(with path: DocumentPath, at place: SourceLocation) -> ScenarioDiagnostic? {
        guard let name = path.ownName else { return nil }
        var names: [String] = []
        if case .mapping(let entries)? = entry(path.section)?.content { names = entries.map(\.key) }
        guard !names.contains(name) else { return nil }
        let message = "`\(path.name.shortened)`: no `\(name.shortened)` stands under `\(path.section)`"
        return ScenarioDiagnostic(.unknownKey, message, at: place, help: Suggestion.help(for: name, among: names))
    }

    /// Where the value at the end of a path stands, or what would hold it.
    func location(nearestTo path: DocumentPath) -> SourceLocation { nearest(to: path.steps).node.location }

    /// The last node on a path, and whether it is its end.
    private func nearest(to path: ArraySlice<String>) -> (node: DocumentNode, isEnd: Bool) {
        guard let name = path.first else { return (self, true) }
        switch content {
        case .mapping: return entry(name)?.nearest(to: path.dropFirst()) ?? (self, false)
        case .sequence(let items, _):
            for item in items {
                if item.id == name { return item.nearest(to: path.dropFirst()) }
                if let inner = item.steps?.nearest(to: path), inner.isEnd || inner.node.id == name { return inner }
            }
            return (self, false)
        case .scalar: return (self, false)
        }
    }

    private func replacing(
        _ path: ArraySlice<String>,
        with value: DocumentNode,
        location place: SourceLocation
    ) -> DocumentNode? {
        guard let name = path.first else { return value }
        let rest = path.dropFirst()
        switch content {
        case .mapping(var entries):
            guard let index = entries.firstIndex(where: { $0.key == name }) else {
                guard let added = Self.nested(rest, value, place, deepest: 1) else { return nil }
                entries.append(Entry(key: name, keyLocation: place, value: added))
                return with(.mapping(entries))
            }
            let entry = entries[index]
            guard let changed = entry.value.replacing(rest, with: value, location: place) else { return nil }
            entries[index] = Entry(key: entry.key, keyLocation: entry.keyLocation, value: changed)
            return with(.mapping(entries))
        case .sequence(var items, let isFlow):
            for (index, item) in items.enumerated() {
                let changed =
                    item.id == name
                    ? item.replacing(rest, with: value, location: place)
                    : item.steps.flatMap { _ in item.replacing(["steps", name] + rest, with: value, location: place) }
                guard let changed else { continue }
                items[index] = changed
                return with(.sequence(items, isFlow: isFlow))
            }
            return nil
        case .scalar:
            return nil
        }
    }

    /// A value under the rest of a path, at most so many mappings deep.
    private static func nested(
        _ path: ArraySlice<String>,
        _ value: DocumentNode,
        _ place: SourceLocation,
        deepest: Int
    ) -> DocumentNode? {
        guard let name = path.first else { return value }
        guard deepest > 0, let inner = nested(path.dropFirst(), value, place, deepest: deepest - 1) else { return nil }
        let entry = Entry(key: name, keyLocation: place, value: inner)
        return DocumentNode(content: .mapping([entry]), location: place, textOffset: nil)
    }

    private func with(_ content: Content) -> DocumentNode {
        DocumentNode(content: content, location: location, textOffset: textOffset)
    }

    private func entry(_ key: String) -> DocumentNode? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.first { $0.key == key }?.value
    }

    private var id: String? { entry("id")?.text }

    private var steps: DocumentNode? { entry("steps") }
}
