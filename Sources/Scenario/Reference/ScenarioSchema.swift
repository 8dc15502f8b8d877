package import TextOutput

/// The JSON Schema (draft 2020-12) of scenario files, made of the forms that the readers declare.
///
/// It keeps to the keywords that draft 7 has too, but for the place of definitions, because editors read either. A step
/// is one object with all verbs as properties instead of a choice between objects: an editor that has to choose tells
/// every alternative that failed, and here it tells the one key that is wrong.
///
/// The schema is wider than the reader where a schema cannot follow: names, types of expressions, what may stand
/// together. Everything that the reader accepts it accepts, and structure that the reader refuses it refuses.
package enum ScenarioSchema {
    /// The whole schema.
    package static var document: JSONTree {
        var definitions: [String: JSONTree] = ["step": step]
        for verb in VerbRegistry.all {
            definitions[verb.name] = schema(of: verb.reference.value, saying: verb.reference.summary)
        }
        var schema = members(of: .mapping(ScenarioDocument.Fields.entries))
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        schema["title"] = "Scenario of rollupsim"
        schema["description"] =
            "A scenario: an L1, rollups on it, and steps with what must come of them."
        schema["$defs"] = .object(definitions)
        return .object(schema)
    }

    // MARK: Steps

    private static var step: JSONTree {
        var properties: [String: JSONTree] = [:]
        for field in Step.Fields.entries { properties[field.key] = schema(of: field) }
        for verb in VerbRegistry.all where StepModifier(rawValue: verb.name) == nil {
            properties[verb.name] = ["$ref": .text("#/$defs/\(verb.name)")]
            for field in verb.reference.beside { properties[field.key] = schema(of: field) }
        }
        return [
            "type": "object",
            "description": "A step: one verb, and modifiers beside it.",
            "properties": .object(properties),
            "additionalProperties": false,
            "anyOf": .list(VerbRegistry.all.map { ["required": [.text($0.name)]] }),
            "allOf": .list(VerbRegistry.all.map(rules)),
        ]
    }

    /// What may not stand beside a verb, and what must.
    private static func rules(for verb: any ReadableVerb.Type) -> JSONTree {
        var properties: [String: JSONTree] = [:]
        let others = VerbRegistry.all.filter { $0.name != verb.name }
        for other in others {
            if StepModifier(rawValue: other.name) == nil { properties[other.name] = false }
            for field in other.reference.beside { properties[field.key] = false }
        }
        for modifier in StepModifier.allCases where modifier.rawValue != verb.name {
            let isFree = modifier != .by || verb.actorRule != .none
            if !isFree || !verb.modifiers.contains(modifier) { properties[modifier.rawValue] = false }
        }
        if verb.modifiers.contains(.expect) {
            let impossible = OutcomeLayer.allCases.filter { !verb.possibleOutcomes.contains($0) }
            properties[StepModifier.expect.rawValue] = [
                "properties": .object(
                    Dictionary(uniqueKeysWithValues: impossible.map { ($0.rawValue, false) })
                )
            ]
        }
        var consequence: [String: JSONTree] = ["properties": .object(properties)]
        let needed = required(among: verb.reference.beside)
        if !needed.isEmpty { consequence["required"] = .list(needed) }
        var condition: [String: JSONTree] = ["required": [.text(verb.name)]]
        if StepModifier(rawValue: verb.name) != nil {
            // The key is the verb only where no other verb stands.
            condition["not"] = ["anyOf": .list(others.map { ["required": [.text($0.name)]] })]
        }
        return ["if": .object(condition), "then": .object(consequence)]
    }

    // MARK: Forms

    private static func schema(of field: FieldEntry) -> JSONTree {
        var words = [field.summary]
        switch field.presence {
        case .required: break
        case .optional(let absent): words.append("Default: \(absent).")
        case .inherited(let key): words.append("Default: `\(key)` of `defaults`.")
        }
        if let range = field.range ?? field.shape.range { words.append("Range: \(range).") }
        if let source = field.source { words.append("Source: \(source).") }
        return schema(of: field.shape, saying: words.joined(separator: " "))
    }

    private static func schema(of shape: ValueShape, saying description: String) -> JSONTree {
        var members = members(of: shape)
        members["description"] = .text(description)
        return .object(members)
    }

    private static func members(of shape: ValueShape) -> [String: JSONTree] {
        switch shape {
        case .scalar(let scalar): return members(of: scalar)
        case .choice(let choices): return members(of: choices)
        case .name: return ["type": "string", "pattern": .text(namePattern)]
        case .either(let shapes): return ["anyOf": .list(shapes.map { .object(members(of: $0)) })]
        case .list(let item): return ["type": "array", "items": .object(members(of: item))]
        case .steps: return ["type": "array", "items": ["$ref": "#/$defs/step"]]
        case .mapping(let fields):
            var members: [String: JSONTree] = [
                "properties": .object(
                    Dictionary(uniqueKeysWithValues: fields.map { ($0.key, schema(of: $0)) })
                ),
                "additionalProperties": false,
            ]
            let required = required(among: fields)
            // A mapping of which nothing must be there can be left out behind its key.
            members["type"] = required.isEmpty ? ["object", "null"] : "object"
            if !required.isEmpty { members["required"] = .list(required) }
            return members
        case .paths(let value):
            return ["type": "object", "additionalProperties": schema(of: value, saying: "Keys are paths of keys.")]
        case .any: return [:]
        case .named(let what, let value):
            return [
                "type": ["object", "null"],
                "additionalProperties": schema(of: value, saying: "Keys are \(what)."),
                "propertyNames": ["pattern": .text(namePattern)],
            ]
        }
    }

    private static func members(of scalar: ScalarShape) -> [String: JSONTree] {
        guard let pattern = scalar.pattern else {
            // YAML takes a text such as `5` or `true` for something else, and the reader does not mind.
            return ["type": ["string", "number", "boolean"], "minLength": 1]
        }
        guard scalar.mayBeNumber else { return ["type": "string", "pattern": .text(pattern)] }
        return ["type": ["string", "integer"], "pattern": .text(pattern), "minimum": 0]
    }

    private static func members(of choices: [ValueShape.Choice]) -> [String: JSONTree] {
        let booleans: [JSONTree] = choices.compactMap { ["true": true, "false": false][$0.word] }
        let meanings: [JSONTree] = choices.map { .text($0.summary) }
        return [
            "enum": .list(choices.map { .text($0.word) } + booleans),
            // For editors that show meanings beside words; no keyword of the standard.
            "enumDescriptions": .list(meanings + meanings.prefix(booleans.count)),
        ]
    }

    private static func required(among fields: [FieldEntry]) -> [JSONTree] {
        fields.filter { $0.presence == .required }.map { .text($0.key) }
    }

    private static let namePattern = "^[A-Za-z_][A-Za-z0-9_]{0,\(NameScope.maximumNameLength - 1)}$"
}
