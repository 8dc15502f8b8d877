import ExecutePrecompile

/// A scenario file, read and checked: every name is resolved, every value typed.
package struct ScenarioDocument: Sendable {
    /// The only format of this version.
    package static let format = "rollupsim/1"

    /// The text it was read from.
    package let source: SourceText
    /// The scenario's name.
    package let name: String
    /// Learning level, 1 (Ethereum basics) to 8 (production monitoring).
    package let level: UInt64?
    /// Layers of a rollup that the scenario touches.
    package let layers: [Layer]
    /// What a reader learns.
    package let lesson: String?
    /// Seed of every random choice.
    package let seed: UInt64
    /// What a run may spend.
    package let limits: Limits
    /// The L1 chain.
    package let l1: L1Section
    /// The actors, in the order of the file.
    package let actors: [ActorSection]
    /// The rollups, in the order of the file.
    package let rollups: [RollupSection]
    /// Whether a rollup's blocks are established by proofs, which somebody has to make.
    package var takesProofs: Bool { rollups.contains { $0.mode == .proof } }
    /// The treatment of each supported invariant, defaults included, in the order of `Invariant.allCases`.
    package let invariants: [InvariantSetting]
    /// The steps.
    package let steps: [Step]
    /// What the report shows beyond the timeline.
    package let report: ReportSection

    /// Layers of a rollup.
    package enum Layer: String, CaseIterable, Sendable, ChoiceField {
        case execution, sequencing
        case dataAvailability = "data_availability"
        case settlement, proving, bridging, monitoring, governance
    }

    /// Keys of the whole language that are not supported yet.
    private static let planned = ["provers", "bridges", "monitors", "sweep"]

    /// Reads a file's bytes.
    ///
    /// - Parameters:
    ///   - name: The path or label that diagnostics show.
    ///   - bytes: The file, at most `SourceText.maximumByteCount` bytes.
    /// - Throws: `ScenarioError` with everything found wrong.
    package init(name: String, bytes: [UInt8]) throws(ScenarioError) {
        let source = try SourceText(name: name, bytes: bytes)
        let root = try StrictYAML.read(source)
        let context = ReadingContext(source: source)
        guard let document = ScenarioDocument(root, context: context), context.diagnostics.isEmpty else {
            throw ScenarioError(source: source, diagnostics: context.diagnostics)
        }
        self = document
    }

    /// Reads the sections in the order in which they need each other's names, whatever their order in the file.
    private init?(_ root: DocumentNode, context: ReadingContext) {
        guard case .mapping(let entries) = root.content, !entries.isEmpty else {
            let help = "begin with `format: \(Self.format)`"
            context.report(.wrongShape, "a scenario is a mapping, found \(root.kind)", at: root.location, help: help)
            return nil
        }
        guard var fields = FieldReader(root, owner: "the scenario", context: context) else { return nil }
        guard Self.hasSupportedFormat(&fields) else { return nil }

        self.source = context.source
        let name = Self.name(&fields)
        self.level = Self.level(&fields)
        self.layers = (fields.list("layers") ?? []).compactMap {
            FieldReader.read($0, key: "layers", context: context)
        }
        self.lesson = fields.optional("teaches")
        self.seed = fields.optional("seed") ?? 0
        self.limits = Limits(fields.node("limits"), context: context)
        self.l1 = L1Section(fields.node("l1"), context: context)

        let actorEntries = fields.namedEntries("actors")
        let rollupEntries = fields.namedEntries("rollups")
        context.declare(actors: actorEntries, rollups: rollupEntries)
        self.actors = actorEntries.compactMap { ActorSection($0, context: context) }
        self.rollups = rollupEntries.compactMap { RollupSection($0, context: context) }
        context.scope.rollupSections = Dictionary(
            rollups.map { ($0.name, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        context.scope.l1 = l1
        GenesisEther.check(actorEntries, actors, context: context)
        if !rollups.isEmpty { l1.checkRoomForDeployments(context: context) }
        self.invariants = InvariantSetting.all(fields.node("invariants"), context: context)
        StepDefaults.read(fields.node("defaults"), context: context)

        let stepNodes = Self.stepNodes(&fields)
        context.scope.allSteps = Self.stepIDs(in: stepNodes)
        self.steps = Step.list(stepNodes, context: context)
        self.report = ReportSection(fields.node("report"), context: context)
        fields.finish(planned: Self.planned)
        guard let name else { return nil }
        self.name = name
    }

    private static func hasSupportedFormat(_ fields: inout FieldReader) -> Bool {
        let help = "write `format: \(format)`"
        guard let node = fields.node("format") else {
            fields.context.report(.missingKey, "the scenario lacks the key `format`", at: fields.location, help: help)
            return false
        }
        guard node.text == format else {
            let found = node.text.map { "`\($0.shortened)`" } ?? node.kind
            let message = "the format \(found) is not read by this version"
            fields.context.report(.unsupportedFormat, message, at: node.location, help: help)
            return false
        }
        return true
    }

    private static func name(_ fields: inout FieldReader) -> String? {
        guard let name: String = fields.required("name") else { return nil }
        let isFit = name.unicodeScalars.allSatisfy { NameScope.isLetter($0) || $0 == "-" || ("0"..."9").contains($0) }
        guard isFit, name.unicodeScalars.count <= 100 else {
            let help = "letters, digits, `-` and `_`, at most 100"
            let place = fields.node("name")?.location ?? fields.location
            fields.context.report(.invalidName, "`\(name.shortened)` cannot name a scenario", at: place, help: help)
            return nil
        }
        return name
    }

    private static func level(_ fields: inout FieldReader) -> UInt64? {
        guard let level: UInt64 = fields.optional("level") else { return nil }
        guard (1...8).contains(level) else {
            let place = fields.node("level")?.location ?? fields.location
            fields.context.report(.outOfRange, "`level` is between 1 and 8, found \(level)", at: place)
            return nil
        }
        return level
    }

    private static func stepNodes(_ fields: inout FieldReader) -> [DocumentNode] {
        guard fields.has("steps") else {
            _ = fields.requiredNode("steps")
            return []
        }
        return fields.list("steps") ?? []
    }

    /// The ids of all steps, those in groups included.
    private static func stepIDs(in nodes: [DocumentNode]) -> [String: SourceLocation] {
        var ids: [String: SourceLocation] = [:]
        for node in nodes {
            guard case .mapping(let entries) = node.content else { continue }
            for entry in entries {
                if entry.key == "id", let id = entry.value.text, ids[id] == nil { ids[id] = entry.value.location }
                if entry.key == "steps", case .sequence(let items, _) = entry.value.content {
                    ids.merge(stepIDs(in: items)) { first, _ in first }
                }
            }
        }
        return ids
    }
}

extension ReadingContext {
    /// Brings the declared actors and rollups into scope.
    fileprivate func declare(actors: [DocumentNode.Entry], rollups: [DocumentNode.Entry]) {
        for entry in actors {
            if let name = declaredName(entry.key, of: "an actor", at: entry.keyLocation) { scope.actors.insert(name) }
        }
        for entry in rollups {
            guard let name = declaredName(entry.key, of: "a rollup", at: entry.keyLocation) else { continue }
            if scope.actors.contains(name) {
                report(.duplicateName, "`\(name)` names an actor already", at: entry.keyLocation)
            }
            scope.rollups.insert(name)
        }
    }
}

extension StepDefaults {
    /// Reads `defaults` into the context.
    fileprivate static func read(_ node: DocumentNode?, context: ReadingContext) {
        guard let node, var fields = FieldReader(node, owner: "`defaults`", context: context) else { return }
        let actor = fields.actor("by")
        let rollup = fields.has("rollup") ? fields.rollup("rollup") : nil
        _ = fields.node("rollup")
        fields.finish()
        context.defaults = StepDefaults(actor: actor, rollup: rollup)
    }
}
