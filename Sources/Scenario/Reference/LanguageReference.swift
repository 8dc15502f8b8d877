/// The reference of the scenario language, made of what its types say of themselves.
package enum LanguageReference {
    /// Every name of the language, owners before what belongs to them.
    package static let entries: [ReferenceEntry] =
        keyed + values(of: keyed) + functions + operators + quantities + layers + limits

    /// The entries that a name stands for: the one that has it in full, or else all that end in it.
    package static func entries(named name: String) -> [ReferenceEntry] {
        let exact = entries.filter { $0.name == name }
        return exact.isEmpty ? entries.filter { $0.word == name } : exact
    }

    /// Whether a name is a word of the whole language that this version does not support yet.
    package static func isPlanned(_ name: String) -> Bool {
        let words = [
            ScenarioDocument.planned, VerbRegistry.planned, StepModifier.planned, ExpressionFunction.planned,
            Invariant.planned, plannedValues,
        ]
        return words.contains { $0.contains(name) }
    }

    /// Names near to one that is unknown, at most five, the nearest first.
    package static func nearestNames(to name: String) -> [String] {
        let letters = Array(name.lowercased().unicodeScalars.prefix(64))
        func distance(_ candidate: String) -> Int {
            Suggestion.editDistance(letters, Array(candidate.lowercased().unicodeScalars.prefix(64)))
        }
        let words = Set(entries.flatMap { [$0.name, $0.word] })
        let near = words.map { (distance: distance($0), word: $0) }
            .filter {
                $0.distance <= max(1, letters.count / 3) || (letters.count > 2 && $0.word.contains(name))
            }
        return near.sorted { ($0.distance, $0.word) < ($1.distance, $1.word) }.prefix(5).map(\.word)
    }

    /// What has keys and values.
    private static let keyed: [ReferenceEntry] = sections + verbs + modifiers

    private static let sections: [ReferenceEntry] = ScenarioDocument.Fields.entries.flatMap { field in
        var entry = entry(.section, field, owner: nil)
        let keys = keys(of: field.shape, owner: field.key)
        entry.parts = keys.filter { $0.name.split(separator: ".").count == 2 }.map(\.name)
        return [entry] + keys
    }

    private static let verbs: [ReferenceEntry] = VerbRegistry.all.flatMap { verb in
        let reference = verb.reference
        var entry = ReferenceEntry(.verb, verb.name, reference.summary)
        let keys = keys(of: reference.value, owner: verb.name)
        let beside = reference.beside.map { LanguageReference.entry(.key, $0, owner: verb.name) }
        entry.form = reference.value.noun
        entry.range = reference.value.range
        entry.facts = verb.facts
        entry.parts = (keys + beside).filter { $0.name.split(separator: ".").count == 2 }.map(\.name)
        entry.examples = reference.examples
        entry.source = reference.source
        return [entry] + keys + beside
    }

    private static let modifiers: [ReferenceEntry] = Step.Fields.entries.flatMap { field in
        var entry = entry(.modifier, field, owner: "step")
        if let modifier = StepModifier(rawValue: field.key) {
            entry.facts = ["It may stand \(modifier.place)."]
            entry.examples = [modifier.example]
            if modifier == .expect { entry.parts = OutcomeLayer.allCases.map(\.rawValue) }
        }
        return [entry]
    }

    /// The keys of a form, each followed by those of its own value.
    private static func keys(of shape: ValueShape, owner: String) -> [ReferenceEntry] {
        shape.fields.flatMap { field in
            var entry = entry(.key, field, owner: owner)
            let inner = keys(of: field.shape, owner: entry.name)
            entry.parts = inner.filter { !$0.name.dropFirst(entry.name.count + 1).contains(".") }.map(
                \.name
            )
            return [entry] + inner
        }
    }

    private static func entry(_ kind: ReferenceEntry.Kind, _ field: FieldEntry, owner: String?)
        -> ReferenceEntry
    {
        let name = owner.map { "\($0).\(field.key)" } ?? field.key
        var entry = ReferenceEntry(kind, name, field.summary)
        entry.form = field.shape.noun
        entry.range = field.range ?? field.shape.range
        entry.choices = field.shape.choices
        entry.examples = field.example.map { [$0] } ?? []
        entry.source = field.source
        switch field.presence {
        case .required: entry.isRequired = true
        case .optional(let absent): entry.absent = absent
        case .inherited(let key): entry.absent = "`\(key)` of `defaults`; required without it"
        }
        return entry
    }

    private static let quantities: [ReferenceEntry] = Dimension.allCases.flatMap { dimension in
        var entry = ReferenceEntry(.quantity, dimension.rawValue, dimension.summary)
        let units = Unit.all.filter { $0.dimension == dimension }
        entry.form = dimension.examples
        entry.parts = units.map(\.name)
        return [entry]
            + units.map { unit in
                var entry = ReferenceEntry(.unit, unit.name, "\(unit.summary.capitalizedFirst).")
                entry.form = "\(dimension.noun), directly behind the number or after one space"
                entry.examples = [
                    dimension == .amount || dimension == .size ? "2 \(unit.name)" : "2\(unit.name)"
                ]
                return entry
            }
    }

    private static let layers: [ReferenceEntry] = OutcomeLayer.allCases.flatMap { layer in
        var entry = ReferenceEntry(.layer, layer.rawValue, layer.summary)
        let codes = layer.codes ?? layer.knownReasons
        let verbs = VerbRegistry.all.filter { $0.possibleOutcomes.contains(layer) }.map {
            "`\($0.name)`"
        }
        entry.facts = [
            verbs.isEmpty
                ? "No verb of this version can end so."
                : "These can end so: \(verbs.joined(separator: ", ")).",
            layer.codes == nil
                ? "The reason is the contract's or the rule's own: write it out, `any`, or a part as `~\"part\"`."
                : "Write a code, `any`, or a part of one as `~\"part\"`.",
        ]
        entry.parts = codes.map { "\(layer.rawValue).\($0.name)" }
        return [entry]
            + codes.map { code in
                var entry = ReferenceEntry(.code, "\(layer.rawValue).\(code.name)", code.summary)
                entry.examples = ["expect: {\(layer.rawValue): \(code.name)}"]
                entry.source = code.source
                return entry
            }
    }
}

extension StepVerb {
    /// Who acts, how a step can end and what it leaves behind, in sentences.
    fileprivate static var facts: [String] {
        var facts: [String] = []
        switch actorRule {
        case .required: facts.append("Needs an actor, by `by` or by `defaults`.")
        case .optional:
            facts.append("The actor is that of `by`, or else the one that the rollup names.")
        case .none: facts.append("Nobody acts, so that `by` is refused.")
        }
        let layers = OutcomeLayer.allCases.filter(possibleOutcomes.contains).map { "`\($0.rawValue)`" }
        if !layers.isEmpty { facts.append("Can end in `ok`, \(layers.joined(separator: ", ")).") }
        let left = [
            (StepProduct.block, "a block"), (.transaction, "a transaction"),
            (.execution, "a call of EXECUTE"),
        ].filter { products.contains($0.0) }.map(\.1)
        if !left.isEmpty {
            facts.append("With an `id` it leaves \(left.joined(separator: " and ")) for expressions.")
        }
        if let savableForm { facts.append("`save` keeps what \(savableForm) makes.") }
        return facts
    }
}

extension String {
    /// The text with a capital at its beginning.
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
