/// One step of a scenario: a verb and its modifiers.
package struct Step: Sendable {
    /// Most steps of one file, groups included.
    package static let maximumCount = 5000
    /// Most repetitions of one step.
    package static let maximumRepetitions: UInt64 = 10_000

    /// What is done.
    package let verb: any StepVerb
    /// The step's name.
    package let id: String?
    /// The actor whose key signs; nil when nobody acts, or whoever the rollup names does.
    package let actor: String?
    /// The actor who uses the key, where it is not his own; nil for its owner.
    package let holder: String?
    /// The earliest virtual time at which it is done, from the beginning of the scenario.
    package let earliest: VirtualDuration?
    /// A sentence for the reader.
    package let note: String?
    /// The monitors that have to raise alerts by its end, and no others.
    package let alerts: [String]
    /// How the step must end.
    package let expectation: ExpectedOutcome
    /// The name under which its product is kept.
    package let save: String?
    /// What must hold afterwards.
    package let postconditions: [CheckedExpression]
    /// How many times it is done, at least once.
    package let repetitions: UInt64
    /// Where the verb stands in the file.
    package let location: SourceLocation
}

extension Step {
    /// Reads the items of a `steps` list in order, so that each sees the names of those before it.
    static func list(_ nodes: [DocumentNode], context: ReadingContext) -> [Step] {
        var steps: [Step] = []
        for node in nodes {
            context.stepCount += 1
            guard context.stepCount <= maximumCount else {
                if context.stepCount == maximumCount + 1 {
                    let message = "a scenario has at most \(maximumCount) steps"
                    context.report(.tooManySteps, message, at: node.location)
                }
                break
            }
            if let step = Step(node, context: context) { steps.append(step) }
        }
        return steps
    }

    private init?(_ node: DocumentNode, context: ReadingContext) {
        guard var reader = FieldReader(node, Fields.self, owner: "the step", context: context),
            let type = Self.verb(of: reader),
            let value = reader.node(named: type.name)
        else { return nil }
        self.location = reader.place(of: type.name)

        let problemsBefore = context.diagnostics.count
        let verb = type.init(value, step: &reader)
        Self.checkLedger(of: type, verb?.subject, reader)
        Self.checkModifiers(of: type, reader)

        let id = Self.id(type, verb?.subject, &reader)
        self.id = id
        if let id { context.scope.calls[id] = verb?.calledFunction }
        let signer = Self.signer(type, &reader)
        self.actor = signer.owner
        self.holder = signer.holder
        self.earliest = reader.read(\.at)
        self.note = reader.read(\.note)
        self.repetitions = Self.repetitions(&reader)
        let possible = type.possibleOutcomes
        self.expectation =
            reader.read(\.expect).flatMap {
                ExpectedOutcome($0, of: type.name, possible: possible, context: context)
            } ?? .success
        self.alerts = Self.alerts(&reader)
        self.save = Self.save(verb, &reader)
        self.postconditions = Self.postconditions(type, &reader)
        reader.finish(planned: StepModifier.planned)
        guard let verb, context.diagnostics.count == problemsBefore else { return nil }
        self.verb = verb
    }

    /// The one verb of a step; a key that is a modifier too, as `assert` is, is the verb only when it stands alone.
    private static func verb(of reader: FieldReader<Fields>) -> (any ReadableVerb.Type)? {
        let context = reader.context
        let keys = reader.keys
        let candidates = keys.filter { key in VerbRegistry.all.contains { $0.name == key.name } }
        let verbs = candidates.count > 1 ? candidates.filter { StepModifier(rawValue: $0.name) == nil } : candidates
        if verbs.count > 1 {
            let message = "a step has one verb, but `\(verbs[0].name)` and `\(verbs[1].name)` stand here"
            context.report(.severalVerbs, message, at: verbs[1].location, help: "make two steps of it")
            return nil
        }
        if let planned = keys.first(where: { VerbRegistry.planned.contains($0.name) }) {
            context.report(.notSupportedYet, "`\(planned.name)` is not supported yet", at: planned.location)
            return nil
        }
        guard let key = verbs.first, let type = VerbRegistry.all.first(where: { $0.name == key.name }) else {
            let known = VerbRegistry.all.map { $0.name } + StepModifier.allCases.map(\.rawValue) + StepModifier.planned
            if let unknown = keys.first(where: { !known.contains($0.name) }) {
                let help = Suggestion.help(for: unknown.name, among: VerbRegistry.all.map { $0.name })
                let message = "unknown verb `\(unknown.name.shortened)`"
                context.report(.unknownKey, message, at: unknown.location, help: help)
            } else {
                let names = VerbRegistry.all.map { $0.name }.joined(separator: ", ")
                context.report(.noVerb, "the step has no verb", at: reader.location, help: "expected one of: \(names)")
            }
            return nil
        }
        return type
    }

    /// Refuses a verb that means nothing to the L2 of the rollup that the step is about.
    private static func checkLedger(
        of type: any ReadableVerb.Type,
        _ rollup: String?,
        _ reader: FieldReader<Fields>
    ) {
        guard let rollup, let section = reader.context.scope.rollupSections[rollup],
            !type.fits(section.design)
        else { return }
        let verbs = VerbRegistry.all.filter { $0.fits(section.design) }.map { $0.name }
        reader.context.report(
            .wrongStepKind,
            "`\(type.name)` means nothing to `\(rollup)`, whose preset is \(section.preset.rawValue)",
            at: reader.place(of: type.name),
            help: "its verbs are \(verbs.joined(separator: ", "))"
        )
    }

    private static func checkModifiers(of type: any ReadableVerb.Type, _ reader: FieldReader<Fields>) {
        for modifier in StepModifier.allCases where reader.has(modifier.rawValue) && modifier.rawValue != type.name {
            let key = modifier.rawValue
            if modifier.needsActor, type.actorRule == .none, type.modifiers.contains(modifier) {
                let message = "nobody acts in a `\(type.name)` step"
                reader.context.report(.misplacedModifier, message, at: reader.place(of: key), help: "remove `\(key)`")
            } else if !type.modifiers.contains(modifier) {
                let message = "`\(key)` cannot stand beside `\(type.name)`"
                reader.context.report(.misplacedModifier, message, at: reader.place(of: key))
            }
        }
    }

    private static func id(
        _ type: any ReadableVerb.Type,
        _ rollup: String?,
        _ reader: inout FieldReader<Fields>
    ) -> String? {
        let context = reader.context
        guard let node = reader.read(\.id), let text: String = ValueReader.scalar(node, key: "id", context: context),
            let id = context.declaredName(text, of: "a step", at: node.location)
        else { return nil }
        guard context.scope.steps[id] == nil else {
            let line = context.scope.steps[id].map { " at line \($0.location.line)" } ?? ""
            context.report(.duplicateName, "another step has the id `\(id)`\(line)", at: node.location)
            return nil
        }
        context.scope.steps[id] = NameScope.StepName(verb: type.name, rollup: rollup, location: node.location)
        return id
    }

    private static func actor(_ type: any ReadableVerb.Type, _ reader: inout FieldReader<Fields>) -> String? {
        let actor = reader.read(\.by)
        if reader.has(\.by) { return actor }
        guard type.actorRule == .required else { return nil }
        if let fallback = reader.context.defaults.actor { return fallback }
        let help = "add `by` to the step, or to `defaults`"
        reader.context.report(
            .missingKey,
            "a `\(type.name)` step lacks `by`: somebody must do it",
            at: reader.place(of: type.name),
            help: help
        )
        return nil
    }

    /// Whose key signs, and who uses it where that is somebody else.
    private static func signer(
        _ type: any ReadableVerb.Type,
        _ reader: inout FieldReader<Fields>
    ) -> (owner: String?, holder: String?) {
        let actor = actor(type, &reader)
        guard let owner = reader.read(\.signAs) else { return (actor, nil) }
        if actor == nil, type.actorRule == .optional, !reader.has(\.by) {
            let message = "`sign_as` needs `by`: somebody has the key"
            reader.context.report(.missingKey, message, at: reader.place(of: \.signAs))
        }
        return (owner, actor == owner ? nil : actor)
    }

    /// What must hold after the step; of a step whose verb is `assert`, that is the verb's own affair.
    private static func postconditions(_ type: any ReadableVerb.Type, _ reader: inout FieldReader<Fields>)
        -> [CheckedExpression]
    {
        let key = StepModifier.assert.rawValue
        guard type.name != key, let node = reader.read(\.assert) else { return [] }
        return CheckedExpression.list(node, key: key, expecting: .bool, context: reader.context)
    }

    /// The names of monitors, each once.
    private static func alerts(_ reader: inout FieldReader<Fields>) -> [String] {
        let context = reader.context
        var names: [String] = []
        for node in reader.read(\.alerts) ?? [] {
            guard let name = ValueReader.monitor(node, key: "alerts", context: context) else { continue }
            if names.contains(name) {
                context.report(.duplicateName, "`\(name)` is expected already", at: node.location)
            } else {
                names.append(name)
            }
        }
        return names
    }

    private static func repetitions(_ reader: inout FieldReader<Fields>) -> UInt64 {
        guard let count = reader.read(\.repeat) else { return 1 }
        guard count >= 1, count <= maximumRepetitions else {
            let message = "`repeat` is between 1 and \(maximumRepetitions), found \(count)"
            reader.context.report(.outOfRange, message, at: reader.place(of: \.repeat))
            return 1
        }
        return count
    }

    private static func save(_ verb: (any StepVerb)?, _ reader: inout FieldReader<Fields>) -> String? {
        let context = reader.context
        guard let node = reader.read(\.save),
            let text: String = ValueReader.scalar(node, key: "save", context: context),
            let name = context.declaredName(text, of: "a saved value", at: node.location), let verb
        else { return nil }
        guard let kind = verb.savedKind else {
            let message = "the step makes nothing that can be saved"
            let forms = VerbRegistry.all.compactMap { $0.savableForm }.joined(separator: " or ")
            context.report(.nothingToSave, message, at: node.location, help: "\(forms) does")
            return nil
        }
        guard context.scope.saves[name] == nil else {
            context.report(.duplicateName, "`\(name)` is saved already", at: node.location)
            return nil
        }
        context.scope.saves[name] = kind
        return name
    }
}
