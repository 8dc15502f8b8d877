package import TextOutput
import Yams

/// Validates documents against a JSON Schema: the keywords that ours uses, and no others.
///
/// It is apart from the reader of scenarios in everything, YAML included, as an editor's is.
package struct SchemaValidator {
    /// A keyword that the validator does not know; ignoring one would accept too much.
    package struct UnknownKeyword: Error {
        /// The keyword, or the reference.
        package let name: String
    }

    private let root: JSONTree

    /// A validator of one schema.
    package init(_ schema: JSONTree) { root = schema }

    /// What is wrong with a document, or with a part that one of the schema's `$defs` is for, each with its place as a
    /// JSON pointer; empty when it is valid.
    package func problems(in value: JSONTree, definition: String? = nil) throws -> [String] {
        try problems(value, definition.map { .object(["$ref": .text("#/$defs/\($0)")]) } ?? root, at: "")
    }

    private static let annotations: Set<String> = [
        "$schema", "$id", "$defs", "title", "description", "enumDescriptions", "then",
    ]

    private func problems(_ value: JSONTree, _ schema: JSONTree, at place: String) throws -> [String] {
        if case .boolean(let accepts) = schema { return accepts ? [] : ["\(place): is not allowed"] }
        guard case .object(let keywords) = schema else { throw UnknownKeyword(name: "\(schema)") }
        var found: [String] = []
        for (keyword, rule) in keywords.sorted(by: { $0.key < $1.key }) where !Self.annotations.contains(keyword) {
            found += try problems(value, keyword, rule, keywords, at: place)
        }
        return found
    }

    private func problems(
        _ value: JSONTree,
        _ keyword: String,
        _ rule: JSONTree,
        _ keywords: [String: JSONTree],
        at place: String
    ) throws -> [String] {
        switch (keyword, rule, value) {
        case ("type", _, _):
            let names = texts(rule)
            return names.contains { value.isOf(type: $0) } ? [] : ["\(place): is no \(names.joined(separator: " or "))"]
        case ("enum", .list(let choices), _):
            return choices.contains(value) ? [] : ["\(place): is none of the words"]
        case ("pattern", .text(let pattern), .text(let text)):
            let isMatch = try Regex(pattern).firstMatch(in: text) != nil
            return isMatch ? [] : ["\(place): `\(text)` does not match \(pattern)"]
        case ("minLength", .number(let least), .text(let text)):
            return text.unicodeScalars.count >= least ? [] : ["\(place): is too short"]
        case ("const", _, _):
            return value == rule ? [] : ["\(place): is another value"]
        case ("minimum", .number(let least), .number(let number)):
            return number >= least ? [] : ["\(place): is below \(least)"]
        case ("maximum", .number(let most), .number(let number)):
            return number <= most ? [] : ["\(place): is above \(most)"]
        case ("required", _, .object(let members)):
            return texts(rule).filter { members[$0] == nil }.map { "\(place): lacks \($0)" }
        case ("properties", .object(let schemas), .object(let members)):
            return try members.sorted { $0.key < $1.key }.flatMap { key, member in
                try schemas[key].map { try problems(member, $0, at: "\(place)/\(key)") } ?? []
            }
        case ("additionalProperties", _, .object(let members)):
            var declared: [String: JSONTree] = [:]
            if case .object(let schemas) = keywords["properties"] { declared = schemas }
            return try members.filter { declared[$0.key] == nil }.sorted { $0.key < $1.key }.flatMap { key, member in
                try problems(member, rule, at: "\(place)/\(key)")
            }
        case ("propertyNames", _, .object(let members)):
            return try members.keys.sorted().flatMap { try problems(.text($0), rule, at: "\(place)/\($0)") }
        case ("items", _, .list(let items)):
            return try items.enumerated().flatMap { try problems($1, rule, at: "\(place)/\($0)") }
        case ("$ref", .text(let reference), _):
            guard reference.hasPrefix("#/$defs/"), case .object(let top) = root,
                case .object(let definitions) = top["$defs"],
                let definition = definitions[String(reference.dropFirst(8))]
            else { throw UnknownKeyword(name: reference) }
            return try problems(value, definition, at: place)
        case ("anyOf", .list(let schemas), _):
            let each = try schemas.map { try problems(value, $0, at: place) }
            return each.contains([]) ? [] : ["\(place): fits no alternative"] + each.joined()
        case ("oneOf", .list(let schemas), _):
            let each = try schemas.map { try problems(value, $0, at: place) }
            return each.count(where: \.isEmpty) == 1 ? [] : ["\(place): fits not just one alternative"] + each.joined()
        case ("allOf", .list(let schemas), _):
            return try schemas.flatMap { try problems(value, $0, at: place) }
        case ("not", _, _):
            return try problems(value, rule, at: place).isEmpty ? ["\(place): must not be so"] : []
        case ("if", _, _):
            guard try problems(value, rule, at: place).isEmpty, let then = keywords["then"] else { return [] }
            return try problems(value, then, at: place)
        case ("pattern", .text, _), ("minLength", .number, _), ("minimum", .number, _), ("maximum", .number, _),
            ("required", .list, _), ("properties", .object, _), ("additionalProperties", _, _), ("propertyNames", _, _),
            ("items", _, _):
            // The keyword is for another type of value.
            return []
        default:
            throw UnknownKeyword(name: keyword)
        }
    }

    private func texts(_ rule: JSONTree) -> [String] {
        switch rule {
        case .text(let name): [name]
        case .list(let names): names.flatMap(texts)
        default: []
        }
    }
}

extension JSONTree {
    /// Whether the value is of a type of JSON Schema.
    fileprivate func isOf(type: String) -> Bool {
        switch self {
        case .null: type == "null"
        case .boolean: type == "boolean"
        case .number: type == "integer" || type == "number"
        case .text(let text): type == "string" || (type == "number" && text.hasPrefix(Self.fractionMark))
        case .list: type == "array"
        case .object: type == "object"
        }
    }

    /// Stands before a number that is no whole one, which `JSONTree` has no case for.
    private static let fractionMark = "\u{0}"

    /// The JSON that an editor makes of YAML 1.2: plain scalars by the core schema.
    package init(yaml text: String) throws {
        guard let node = try Yams.compose(yaml: text) else {
            self = .null
            return
        }
        self.init(node)
    }

    private init(_ node: Node) {
        switch node {
        case .scalar(let scalar):
            self = scalar.style == .plain ? Self.resolved(scalar.string) : .text(scalar.string)
        case .mapping(let mapping):
            self = .object(
                Dictionary(mapping.map { ($0.key.string ?? "", JSONTree($0.value)) }, uniquingKeysWith: { $1 })
            )
        case .sequence(let items):
            self = .list(items.map { JSONTree($0) })
        case .alias:
            self = .null
        }
    }

    private static func resolved(_ text: String) -> JSONTree {
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .boolean(true)
        case "false", "False", "FALSE": return .boolean(false)
        default: break
        }
        if text.wholeMatch(of: /[0-9]+|0x[0-9a-fA-F]+|0o[0-7]+/) != nil {
            // Its size does not matter to the schema.
            return .number(UInt64(text) ?? 0)
        }
        if text.wholeMatch(of: /[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?/) != nil {
            return .text(fractionMark + text)
        }
        return .text(text)
    }
}
