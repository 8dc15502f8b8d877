package import ContractABI

/// What a step does: one conforming type per verb, one file per type, one line in `VerbRegistry`.
///
/// What the language and the engine must know of a verb they ask here; nothing outside the verb's file names it.
package protocol StepVerb: Sendable {
    /// The key that stands for the verb in a step.
    static var name: String { get }
    /// Whether somebody acts in the step.
    static var actorRule: ActorRule { get }
    /// The layers in which the step can fail.
    static var possibleOutcomes: Set<OutcomeLayer> { get }
    /// Codes with which only steps of this verb fail, by layer.
    static var codes: [OutcomeLayer: [FailureCode]] { get }
    /// The modifiers that may stand beside the verb.
    static var modifiers: Set<StepModifier> { get }
    /// The L2s on which it means anything, for a verb that is about a rollup.
    static var ledgers: Set<RollupDesign.Ledger> { get }
    /// Whether it is about dispute games, and means nothing to rollups without them.
    static var isAboutGames: Bool { get }
    /// Whether it means anything to a rollup of a design.
    static func fits(_ design: RollupDesign) -> Bool
    /// What a step of the verb leaves behind under its id.
    static var products: Set<StepProduct> { get }
    /// Whether the verb is no event but the heading of `substeps`: shown, and neither counted nor traced nor judged.
    static var isHeading: Bool { get }
    /// How a step that `save` can stand beside is written, such as "an `x` with `y`"; nil when none can.
    static var savableForm: String? { get }
    /// The rollup that a step of the verb is about; nil for none, or for several.
    var subject: String? { get }
    /// The contract function that the step's transaction calls; nil when it calls none that is known by name.
    var calledFunction: ContractFunction? { get }
    /// What `save` keeps; nil when the step makes nothing that can be kept.
    var savedKind: SavedKind? { get }
    /// The monitor whose alert the step waits for, which it therefore need not name in `alerts`; nil for none.
    var awaitedMonitor: String? { get }
    /// Steps that the run does after the verb, each counted, judged and shown on its own.
    var substeps: [Step] { get }
    /// Why an outcome is not the expected one; nil when it is, or when a later step will tell.
    func mismatch(between expectation: ExpectedOutcome, and outcome: StepOutcome) -> String?
    /// Does the step once.
    ///
    /// - Parameters:
    ///   - step: The step, with its modifiers.
    ///   - simulation: The world, changed by what is done.
    /// - Returns: What happened; how it had to end is judged by the run.
    /// - Throws: `SimulationFault` when the simulation cannot go on.
    func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect
}

extension StepVerb {
    package static var possibleOutcomes: Set<OutcomeLayer> { [] }
    package static var codes: [OutcomeLayer: [FailureCode]] { [:] }
    package static var modifiers: Set<StepModifier> { Set(StepModifier.allCases) }
    package static var ledgers: Set<RollupDesign.Ledger> { [.evm] }
    package static var isAboutGames: Bool { false }
    package static func fits(_ design: RollupDesign) -> Bool {
        isAboutGames ? design.hasGames : ledgers.contains(design.ledger)
    }
    package static var products: Set<StepProduct> { [] }
    package static var isHeading: Bool { false }
    package static var savableForm: String? { nil }
    package var subject: String? { nil }
    package var calledFunction: ContractFunction? { nil }
    package var savedKind: SavedKind? { nil }
    package var awaitedMonitor: String? { nil }
    package var substeps: [Step] { [] }
    package func mismatch(between expectation: ExpectedOutcome, and outcome: StepOutcome) -> String? {
        expectation.mismatch(with: outcome)
    }
}

/// A verb as it is read from a step.
protocol ReadableVerb: StepVerb {
    /// What an author has to know of the verb.
    static var reference: VerbReference { get }
    /// Reads the value of the verb's key; nil, with a report, when it is wrong. `step` holds the keys beside it.
    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>)
}

/// Whether a verb is done by an actor.
package enum ActorRule: Sendable {
    /// Some actor, by `by` or by the defaults.
    case required
    /// An actor, or else whoever the rollup names for it.
    case optional
    /// Nobody.
    case none
}

/// What a step leaves behind under its id, for the steps and expressions after it.
package enum StepProduct: Hashable, Sendable {
    /// An L2 block.
    case block
    /// A transaction, on L1 or on an L2.
    case transaction
    /// A call of EXECUTE.
    case execution
    /// A dispute game.
    case game
    /// A sequencer's promise.
    case preconfirmation
    /// A withdrawal that L1 was shown.
    case demand

    /// What names it in a scenario, with its article.
    var noun: String {
        let verbs = VerbRegistry.names(making: self).map { "`\($0)`" }
        guard let last = verbs.last, verbs.count > 1 else { return "the id of a \(verbs.joined()) step" }
        return "the id of a " + verbs.dropLast().joined(separator: ", ") + " or \(last) step"
    }
}

/// A key that may stand beside a verb.
package enum StepModifier: String, CaseIterable, Hashable, Sendable {
    /// The step's name for later steps and expressions.
    case id
    /// The actor who does it.
    case by
    /// The actor whose key signs, where it is not the actor's own.
    case signAs = "sign_as"
    /// The earliest virtual time, counted from the beginning of the scenario.
    case at
    /// A sentence for the reader.
    case note
    /// How the step must end.
    case expect
    /// The name under which the step's product is kept.
    case save
    /// The monitors that raise alerts by the end of it.
    case alerts
    /// What must hold afterwards.
    case assert
    /// How many times the step is done.
    case `repeat`

    /// Whether it means something only where somebody acts.
    var needsActor: Bool { self == .by || self == .signAs }

    /// Beside which verbs it may stand, in words.
    var place: String {
        let verbs = VerbRegistry.all.filter { $0.modifiers.contains(self) && (!needsActor || $0.actorRule != .none) }
        let without = VerbRegistry.all.filter { verb in !verbs.contains { $0.name == verb.name } }
        func words(_ verbs: [any ReadableVerb.Type]) -> String { verbs.map { "`\($0.name)`" }.joined(separator: ", ") }
        if without.isEmpty { return "beside every verb" }
        return without.count < verbs.count ? "beside all but \(words(without))" : "beside \(words(verbs))"
    }

    /// Modifiers of the whole language that are not supported yet.
    static let planned = ["retry", "when", "async"]
}
