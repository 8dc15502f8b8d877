import Yams

/// Reads the strict subset of YAML that scenario files are written in.
enum StrictYAML {
    /// Deepest accepted nesting of lists and mappings.
    static let maximumDepth = 48

    /// Composes the one document of a file.
    ///
    /// - Throws: `ScenarioError` with the place of everything outside the subset.
    static func read(_ source: SourceText) throws(ScenarioError) -> DocumentNode {
        let refused = SubsetScanner.problems(in: source)
        guard refused.isEmpty else { throw ScenarioError(source: source, diagnostics: refused) }
        let root: Node?
        do {
            // Fields know their types, so nothing is resolved: that is most of the time a long file would take.
            root = try Parser(yaml: source.text, resolver: .basic, encoding: .utf8).singleRoot()
        } catch {
            throw ScenarioError(source: source, diagnostics: [diagnostic(for: error, in: source)])
        }
        guard let root else {
            let problem = ScenarioDiagnostic(.emptyDocument, "the file holds no scenario", at: .start)
            throw ScenarioError(source: source, diagnostics: [problem])
        }
        var conversion = Conversion(source: source)
        let node = conversion.convert(root, depth: 0)
        guard conversion.problems.isEmpty else {
            throw ScenarioError(source: source, diagnostics: conversion.problems)
        }
        return node
    }

    private static func diagnostic(for error: any Error, in source: SourceText) -> ScenarioDiagnostic {
        guard let error = error as? YamlError else {
            return ScenarioDiagnostic(.yamlSyntax, "the YAML cannot be read", at: .start)
        }
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let message = context.map { "\(problem) (\($0.text))" } ?? problem
            let isDepth = problem.contains("nesting")
            let isFlow = context?.text.contains("flow sequence") ?? false
            let help = isFlow ? "close the bracket; an expression in brackets must be quoted" : nil
            return ScenarioDiagnostic(isDepth ? .nestingTooDeep : .yamlSyntax, message, at: location(mark), help: help)
        case .duplicatedKeysInMapping(let keys, let context):
            let key = keys.first ?? ""
            let first = SourceLocation(
                line: context.mark.line,
                column: context.mark.column,
                length: key.unicodeScalars.count
            )
            let second = RepeatedKey.place(of: key, after: first, in: source)
            let place = second.map { $0.line == first.line ? "earlier in this line" : "at line \(first.line)" }
            let message = "key `\(key.shortened)` stands in its mapping already" + (place.map { ", \($0)" } ?? "")
            return ScenarioDiagnostic(.duplicateKey, message, at: second ?? first)
        case .reader(let problem, _, _, _):
            return ScenarioDiagnostic(.yamlSyntax, problem, at: .start)
        default:
            return ScenarioDiagnostic(.yamlSyntax, "the YAML cannot be read", at: .start)
        }
    }

    private static func location(_ mark: Mark?) -> SourceLocation {
        SourceLocation(line: max(1, mark?.line ?? 1), column: max(1, mark?.column ?? 1))
    }

    /// Turns composed nodes into document nodes, checking depth, keys and leftovers of the refused constructs.
    private struct Conversion {
        let source: SourceText
        var problems: [ScenarioDiagnostic] = []

        mutating func convert(_ node: Node, depth: Int) -> DocumentNode {
            let place = StrictYAML.location(node.mark)
            if node.anchor != nil {
                problems.append(ScenarioDiagnostic(.anchor, "anchors are not allowed", at: place))
                return DocumentNode(content: .scalar("", isPlain: true), location: place, textOffset: nil)
            }
            guard depth < StrictYAML.maximumDepth else {
                let message = "lists and mappings are nested more than \(StrictYAML.maximumDepth) deep"
                problems.append(ScenarioDiagnostic(.nestingTooDeep, message, at: place))
                return DocumentNode(content: .scalar("", isPlain: true), location: place, textOffset: nil)
            }
            switch node {
            case .scalar(let scalar):
                return convert(scalar, at: place)
            case .sequence(let sequence):
                let isFlow = source.reads(["["], line: place.line, column: place.column)
                let items = sequence.map { convert($0, depth: depth + 1) }
                return DocumentNode(content: .sequence(items, isFlow: isFlow), location: place, textOffset: nil)
            case .mapping(let mapping):
                return convert(mapping, at: place, depth: depth)
            case .alias:
                problems.append(ScenarioDiagnostic(.alias, "aliases are not allowed", at: place))
                return DocumentNode(content: .scalar("", isPlain: true), location: place, textOffset: nil)
            }
        }

        private func convert(_ scalar: Node.Scalar, at place: SourceLocation) -> DocumentNode {
            let isPlain = scalar.style == .plain || scalar.style == .any
            let isQuoted = scalar.style == .doubleQuoted || scalar.style == .singleQuoted
            let text = scalar.string.unicodeScalars
            let offset = isQuoted ? 1 : 0
            let isVerbatim =
                (isPlain || isQuoted) && source.reads(text, line: place.line, column: place.column + offset)
            let location = SourceLocation(
                line: place.line,
                column: place.column,
                length: isVerbatim ? text.count + 2 * offset : 1
            )
            return DocumentNode(
                content: .scalar(scalar.string, isPlain: isPlain),
                location: location,
                textOffset: isVerbatim ? offset : nil
            )
        }

        private mutating func convert(_ mapping: Node.Mapping, at place: SourceLocation, depth: Int) -> DocumentNode {
            var entries: [DocumentNode.Entry] = []
            var seen: Set<String> = []
            for (keyNode, valueNode) in mapping {
                let key = convert(keyNode, depth: depth + 1)
                let value = convert(valueNode, depth: depth + 1)
                guard let text = key.text else {
                    problems.append(ScenarioDiagnostic(.keyNotText, "a key must be a single word", at: key.location))
                    continue
                }
                if text == "<<" {
                    let help = "write the keys out"
                    problems.append(
                        ScenarioDiagnostic(.mergeKey, "merge keys are not allowed", at: key.location, help: help)
                    )
                    continue
                }
                guard seen.insert(text).inserted else {
                    let message = "key `\(text.shortened)` stands in its mapping already"
                    problems.append(ScenarioDiagnostic(.duplicateKey, message, at: key.location))
                    continue
                }
                entries.append(DocumentNode.Entry(key: text, keyLocation: key.location, value: value))
            }
            return DocumentNode(content: .mapping(entries), location: place, textOffset: nil)
        }
    }
}
