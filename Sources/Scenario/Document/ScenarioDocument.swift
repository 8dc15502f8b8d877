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
    /// The proof systems, in the order of the file; then those that presets bring, by their names.
    package let provers: [ProverSection]
    /// The rollups, in the order of the file.
    package let rollups: [RollupSection]
    /// Whether a rollup's blocks are established by proofs, which somebody has to make.
    package var takesProofs: Bool { rollups.contains { $0.takesProofs } }
    /// Whether a rollup of it needs proofs of payments.
    package var takesBatchProofs: Bool { rollups.contains { $0.design.ledger == .payments } }
    /// The contracts that steps deploy, in the order of the file.
    package let contracts: [ContractSection]
    /// Who watches the rollups, in the order of the file.
    package let monitors: [MonitorSection]
    /// The treatment of each supported invariant, defaults included, in the order of `Invariant.allCases`.
    package let invariants: [InvariantSetting]
    /// The steps.
    package let steps: [Step]
    /// What has really happened and is re-enacted by the steps, in the order of the file.
    package let incidents: [IncidentSection]
    /// What the report shows beyond the timeline.
    package let report: ReportSection
    /// Expressions whose values at the end are columns of the matrix' table.
    package let shown: [CheckedExpression]
    /// Steps of the file, those in groups included.
    private let stepCount: Int
    /// The combinations that a matrix asks for, and what their table shows; nil without one.
    package private(set) var matrix: ScenarioMatrix?
    /// What is run: the scenario as it stands, or in its place each combination of its matrix.
    package var runs: [ScenarioDocument] { matrix?.variants.map(\.document) ?? [self] }

    /// Layers of a rollup.
    package enum Layer: String, CaseIterable, Sendable, ChoiceField {
        case execution, sequencing
        case dataAvailability = "data_availability"
        case settlement, proving, bridging, monitoring, governance

        /// What the layer does, in one sentence.
        package var summary: String {
            switch self {
            case .execution: "transactions are executed and state roots computed"
            case .sequencing: "somebody orders transactions into L2 blocks"
            case .dataAvailability: "the data from which anybody can derive the L2 is published"
            case .settlement: "L1 accepts an L2 block as final"
            case .proving: "proofs of blocks are made"
            case .bridging: "ether and messages move between L1 and L2"
            case .monitoring: "somebody watches and raises alarms"
            case .governance: "somebody may change the rules"
            }
        }
    }

    /// Learning levels.
    package static let levels: ClosedRange<UInt64> = 1...8
    /// Longest name of a scenario, in characters.
    package static let maximumNameLength = 100

    /// Keys of the whole language that are not supported yet.
    static let planned = ["bridges", "sweep"]

    /// Reads a file's bytes.
    ///
    /// - Parameters:
    ///   - name: The path or label that diagnostics show.
    ///   - bytes: The file, at most `SourceText.maximumByteCount` bytes.
    ///   - files: Files beside it that its contracts come from.
    ///   - settings: Values in the place of the file's.
    ///   - presets: Named sets of values for its rollups.
    /// - Throws: `ScenarioError` with everything found wrong.
    package init(
        name: String,
        bytes: [UInt8],
        files: ContractFiles = .none,
        settings: [ScenarioSetting] = [],
        presets: PresetLibrary = .shipped
    ) throws(ScenarioError) {
        let source = try SourceText(name: name, bytes: bytes)
        var root = try StrictYAML.read(source)
        let files = files.remembering
        var document = try ScenarioDocument(root, of: source, files: files, presets: presets)
        if !settings.isEmpty {
            root = try Self.root(root, with: settings, of: source)
            document = try Self.blaming(settings.map(\.label).joined(separator: ", "), of: source) {
                () throws(ScenarioError) in
                try ScenarioDocument(root, of: source, files: files, presets: presets)
            }
        }
        self = document
        guard let plan = try MatrixPlan(root, of: source) else { return }
        try plan.checkKeys(areNoneOf: settings.map(\.path))
        try plan.checkWork(stepCount: stepCount)
        var variants: [ScenarioMatrix.Variant] = []
        for combination in plan.combinations {
            let document = try Self.blaming(plan.label(of: combination), of: source) {
                () throws(ScenarioError) in
                let changed = try plan.root(root, with: combination)
                return try ScenarioDocument(changed, of: source, files: files, presets: presets)
            }
            variants.append(ScenarioMatrix.Variant(values: combination.map(\.text), document: document))
        }
        matrix = ScenarioMatrix(keys: plan.keys.map(\.path.name), variants: variants)
    }

    /// The document with settings in their places, one after the other.
    private static func root(
        _ root: DocumentNode,
        with settings: [ScenarioSetting],
        of source: SourceText
    ) throws(ScenarioError) -> DocumentNode {
        var changed = root
        for setting in settings { changed = try setting.applied(to: changed, of: source) }
        return changed
    }

    /// Reads a document with other values than the file's, which is sound as it stands: what is wrong is theirs.
    private static func blaming(
        _ values: String,
        of source: SourceText,
        _ read: () throws(ScenarioError) -> ScenarioDocument
    ) throws(ScenarioError) -> ScenarioDocument {
        do throws(ScenarioError) {
            return try read()
        } catch {
            let told = error.diagnostics.map { problem in
                let message = "\(problem.message), with \(values)"
                return ScenarioDiagnostic(problem.code, message, at: problem.location, help: problem.help)
            }
            throw ScenarioError(source: source, diagnostics: told)
        }
    }

    /// Reads a whole document, whose matrix is left aside.
    private init(
        _ root: DocumentNode,
        of source: SourceText,
        files: ContractFiles,
        presets: PresetLibrary
    ) throws(ScenarioError) {
        let context = ReadingContext(source: source, files: files, presets: presets)
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
        guard var fields = FieldReader(root, Fields.self, owner: "the scenario", context: context) else { return nil }
        guard Self.hasSupportedFormat(&fields) else { return nil }

        self.source = context.source
        let name = Self.name(&fields)
        self.level = Self.level(&fields)
        self.layers = (fields.read(\.layers) ?? []).compactMap {
            ValueReader.scalar($0, key: "layers", context: context)
        }
        self.lesson = fields.read(\.teaches)
        self.seed = fields.read(\.seed) ?? 0
        self.limits = Limits(fields.read(\.limits), context: context)
        self.l1 = L1Section(fields.read(\.l1), context: context)

        let actorEntries = fields.read(\.actors) ?? []
        let rollupEntries = fields.read(\.rollups) ?? []
        context.declare(actors: actorEntries, rollups: rollupEntries)
        self.actors = actorEntries.compactMap { ActorSection($0, context: context) }
        let ownProvers = ProverSection.all(fields.read(\.provers) ?? [], context: context)
        self.rollups = rollupEntries.compactMap { RollupSection($0, context: context) }
        let brought = context.scope.proversOfPresets.keys.sorted().compactMap { context.scope.provers[$0] }
        self.provers = ownProvers + brought
        context.scope.rollupSections = Dictionary(
            rollups.map { ($0.name, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        context.scope.l1 = l1
        GenesisEther.check(actorEntries, actors, context: context)
        if !rollups.isEmpty { l1.checkRoomForDeployments(context: context) }
        self.monitors = MonitorSection.all(fields.read(\.monitors) ?? [], context: context)
        self.contracts = ContractSection.all(fields.read(\.contracts) ?? [], context: context)
        self.invariants = InvariantSetting.all(fields.read(\.invariants), context: context)
        StepDefaults.read(fields.read(\.defaults), context: context)

        let stepNodes = fields.read(\.steps) ?? []
        context.scope.allSteps = Self.stepIDs(in: stepNodes)
        self.steps = Step.list(stepNodes, context: context)
        self.incidents = IncidentSection.all(fields.read(\.incidents) ?? [], context: context)
        self.report = ReportSection(fields.read(\.report), context: context)
        self.shown = MatrixPlan.shown(fields.read(\.matrix), context: context)
        self.stepCount = context.stepCount
        fields.finish(planned: Self.planned)
        guard let name else { return nil }
        self.name = name
    }

    private static func hasSupportedFormat(_ fields: inout FieldReader<Fields>) -> Bool {
        let help = "write `format: \(format)`"
        guard let node = fields.read(\.format) else {
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

    private static func name(_ fields: inout FieldReader<Fields>) -> String? {
        guard let name = fields.read(\.name) else { return nil }
        guard isName(name) else {
            let help = nameRule
            let message = "`\(name.shortened)` cannot name a scenario"
            fields.context.report(.invalidName, message, at: fields.valuePlace(of: \.name), help: help)
            return nil
        }
        return name
    }

    /// What `isName` accepts, in words.
    package static let nameRule = "letters, digits, `-` and `_`, at most \(maximumNameLength)"

    /// Whether a text can name a scenario.
    package static func isName(_ text: String) -> Bool {
        let isFit = text.unicodeScalars.allSatisfy { NameScope.isLetter($0) || $0 == "-" || ("0"..."9").contains($0) }
        return isFit && !text.isEmpty && text.unicodeScalars.count <= maximumNameLength
    }

    private static func level(_ fields: inout FieldReader<Fields>) -> UInt64? {
        guard let level = fields.read(\.level) else { return nil }
        guard levels.contains(level) else {
            let message = "`level` is between \(levels.lowerBound) and \(levels.upperBound), found \(level)"
            fields.context.report(.outOfRange, message, at: fields.valuePlace(of: \.level))
            return nil
        }
        return level
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
    /// Keys of `defaults`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let actor = Field<String>.actor("by", "The actor of steps without `by`.", absent: "each step needs its own")
        let rollup = Field<String>.rollup(
            "rollup",
            "The rollup of verbs without one.",
            absent: "each verb needs its own"
        )
    }

    /// Reads `defaults` into the context.
    fileprivate static func read(_ node: DocumentNode?, context: ReadingContext) {
        guard let node, var fields = FieldReader(node, Fields.self, owner: "`defaults`", context: context) else {
            return
        }
        let actor = fields.read(\.actor)
        let rollup = fields.read(\.rollup)
        fields.finish()
        context.defaults = StepDefaults(actor: actor, rollup: rollup)
    }
}
