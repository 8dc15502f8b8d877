import Foundation

/// Validates JSON against the keywords of JSON Schema (draft 2020-12) that the program's own schemas use.
///
/// A keyword that it does not know is an error, so that no schema says more than is checked.
struct ReportValidator {
    private let root: [String: Any]

    init(_ schema: String) throws {
        guard let root = try JSONSerialization.jsonObject(with: Data(schema.utf8)) as? [String: Any] else {
            throw CocoaError(.propertyListReadCorrupt)
        }
        self.root = root
    }

    /// What is wrong with a document, by place; nothing when it is as the schema wants it.
    ///
    /// - Parameters:
    ///   - text: The document.
    ///   - definition: A schema among `$defs`; nil for the schema itself.
    /// - Returns: A line for each problem.
    /// - Throws: When the text is no JSON.
    func problems(_ text: String, definition: String? = nil) throws -> [String] {
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
        let schema = definition.map { ["$ref": "#/$defs/\($0)"] as [String: Any] } ?? root
        return problems(value, schema, at: "$")
    }

    private static let notes: Set<String> = ["$schema", "$id", "$defs", "title", "description"]

    private func problems(_ value: Any, _ schema: [String: Any], at place: String) -> [String] {
        schema.keys.sorted().flatMap { keyword in
            problems(value, keyword, schema[keyword] as Any, schema, place)
        }
    }

    private func problems(
        _ value: Any,
        _ keyword: String,
        _ argument: Any,
        _ schema: [String: Any],
        _ place: String
    ) -> [String] {
        let object = value as? [String: Any]
        switch keyword {
        case _ where Self.notes.contains(keyword):
            return []
        case "$ref":
            guard let path = argument as? String, path.hasPrefix("#/$defs/"),
                let definitions = root["$defs"] as? [String: Any],
                let target = definitions[String(path.dropFirst(8))] as? [String: Any]
            else { return ["\(place): no definition \(argument)"] }
            return problems(value, target, at: place)
        case "type":
            return Self.isOf(argument as? String ?? "", value) ? [] : ["\(place): not \(argument)"]
        case "const":
            return (value as? String) == (argument as? String) ? [] : ["\(place): not \(argument)"]
        case "enum":
            let words = argument as? [String] ?? []
            return (value as? String).map(words.contains) == true ? [] : ["\(place): not one of \(words)"]
        case "pattern":
            guard let text = value as? String, let pattern = argument as? String else { return [] }
            return text.range(of: pattern, options: .regularExpression) == nil ? ["\(place): not \(pattern)"] : []
        case "minimum", "maximum":
            guard let number = value as? NSNumber, let bound = argument as? NSNumber else { return [] }
            let isWithin =
                keyword == "minimum"
                ? number.compare(bound) != .orderedAscending
                : number.compare(bound) != .orderedDescending
            return isWithin ? [] : ["\(place): beyond the \(keyword) \(bound)"]
        case "required":
            let missing = (argument as? [String] ?? []).filter { object?[$0] == nil }
            return object == nil ? [] : missing.map { "\(place): lacks \($0)" }
        case "properties":
            let members = argument as? [String: [String: Any]] ?? [:]
            return members.keys.sorted().flatMap { key in
                (object?[key]).map { problems($0, members[key] ?? [:], at: "\(place).\(key)") } ?? []
            }
        case "additionalProperties":
            guard (argument as? NSNumber)?.boolValue == false else { return ["\(place): unknown keyword value"] }
            let known = Set((schema["properties"] as? [String: Any] ?? [:]).keys)
            return (object?.keys.filter { !known.contains($0) }.sorted() ?? []).map { "\(place): unknown \($0)" }
        case "items":
            let items = value as? [Any] ?? []
            return items.enumerated().flatMap { index, item in
                problems(item, argument as? [String: Any] ?? [:], at: "\(place)[\(index)]")
            }
        case "oneOf":
            let results = (argument as? [[String: Any]] ?? []).map { problems(value, $0, at: place) }
            return results.count(where: \.isEmpty) == 1 ? [] : ["\(place): not exactly one of: \(results)"]
        default:
            return ["\(place): unknown keyword \(keyword)"]
        }
    }

    private static func isOf(_ type: String, _ value: Any) -> Bool {
        let number = value as? NSNumber
        let isBool = number.map { CFBooleanLike.isBoolean($0) } ?? false
        switch type {
        case "object": return value is [String: Any]
        case "array": return value is [Any]
        case "string": return value is String
        case "boolean": return isBool
        case "integer": return !isBool && number.map { $0.doubleValue.rounded() == $0.doubleValue } == true
        default: return false
        }
    }

    /// Tells JSON's truth values, which Foundation hands over as numbers, from numbers.
    private enum CFBooleanLike {
        static func isBoolean(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }
    }
}
