/// A value that takes the place of one in a scenario file: a knob that is turned from outside, without an editor.
package struct ScenarioSetting: Sendable {
    /// The key and the value, as a file has them: `rollups.nat.gas_rule: flat`.
    package let label: String
    /// Where the value stands.
    let path: DocumentPath
    /// The value, written as in a file.
    let value: String

    /// Reads `KEY=VALUE`, such as `rollups.nat.gas_rule=flat`; nil when it is none.
    package init?(_ text: String) {
        guard let equals = text.firstIndex(of: "="), let path = DocumentPath(String(text[..<equals])) else {
            return nil
        }
        self.path = path
        value = String(text[text.index(after: equals)...])
        label = "\(path.name): \(value)"
    }

    /// The document with the value in its place.
    ///
    /// - Throws: `ScenarioError`: the path leads nowhere, it is of a matrix, or the value is no YAML of the language.
    func applied(to root: DocumentNode, of source: SourceText) throws(ScenarioError) -> DocumentNode {
        func failure(_ code: ScenarioDiagnostic.Code, _ message: String, help: String? = nil) -> ScenarioError {
            ScenarioError(source: source, diagnostics: [ScenarioDiagnostic(code, message, at: .start, help: help)])
        }
        guard path.section != "matrix" else { throw failure(.invalidName, "a setting cannot change a matrix") }
        if let problem = root.problem(with: path, at: .start) {
            throw ScenarioError(source: source, diagnostics: [problem])
        }
        let place = root.location(nearestTo: path)
        guard let changed = root.replacing(path, with: try node(at: place, of: source), location: place) else {
            let help = "a path of keys to a value, or to a key that its section may have; steps go by their ids"
            throw failure(.unknownKey, "`\(path.name.shortened)` leads to no place of this scenario", help: help)
        }
        return changed
    }

    /// The value as a node, all of which stands where the old value does.
    private func node(at place: SourceLocation, of source: SourceText) throws(ScenarioError) -> DocumentNode {
        let read: DocumentNode
        do throws(ScenarioError) {
            read = try StrictYAML.read(try SourceText(name: "--set \(path.name)", bytes: Array("value: \(value)".utf8)))
        } catch {
            let message = "\(error.diagnostics.first?.message ?? "no value"), in `\(value.shortened)`"
            let problem = ScenarioDiagnostic(.yamlSyntax, message, at: place)
            throw ScenarioError(source: source, diagnostics: [problem])
        }
        guard case .mapping(let entries) = read.content, entries.count == 1, let entry = entries.first else {
            let problem = ScenarioDiagnostic(.wrongShape, "`\(value.shortened)` is no value", at: place)
            throw ScenarioError(source: source, diagnostics: [problem])
        }
        return entry.value.moved(to: place)
    }
}

extension DocumentNode {
    /// The node with everything in it at one place.
    fileprivate func moved(to place: SourceLocation) -> DocumentNode {
        let content: Content
        switch self.content {
        case .scalar: content = self.content
        case .sequence(let items, let isFlow): content = .sequence(items.map { $0.moved(to: place) }, isFlow: isFlow)
        case .mapping(let entries):
            let moved = entries.map { Entry(key: $0.key, keyLocation: place, value: $0.value.moved(to: place)) }
            content = .mapping(moved)
        }
        return DocumentNode(content: content, location: place, textOffset: nil)
    }
}
