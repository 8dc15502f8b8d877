/// What a step does: one conforming type a verb, one file a type, one line in `VerbRegistry`.
package protocol StepVerb: Sendable {
    /// The key that stands for the verb in a step.
    static var name: String { get }
    /// Whether somebody acts in the step.
    static var actorRule: ActorRule { get }
    /// The layers in which the step can fail.
    static var possibleOutcomes: Set<OutcomeLayer> { get }
    /// The modifiers that may stand beside the verb.
    static var modifiers: Set<StepModifier> { get }
    /// What `save` keeps; nil when the step makes nothing that can be kept.
    var savedKind: SavedKind? { get }
    /// Does the step once.
    ///
    /// - Parameters:
    ///   - step: The step, with its modifiers.
    ///   - simulation: The world, changed by what is done.
    /// - Returns: What happened; how it had to end is judged by the run.
    /// - Throws: `SimulationFault` when the simulation cannot go on.
    func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect
}

/// A verb as it is read from a step.
protocol ReadableVerb: StepVerb {
    /// Reads the value of the verb's key; nil, with a report, when it is wrong. `step` holds the keys beside it.
    init?(_ node: DocumentNode, step: inout FieldReader)
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

/// A key that may stand beside a verb.
package enum StepModifier: String, CaseIterable, Hashable, Sendable {
    /// The step's name for later steps and expressions.
    case id
    /// The actor who does it.
    case by
    /// The earliest virtual time, counted from the beginning of the scenario.
    case at
    /// A sentence for the reader.
    case note
    /// How the step must end.
    case expect
    /// The name under which the step's product is kept.
    case save
    /// What must hold afterwards.
    case assert
    /// How many times the step is done.
    case `repeat`

    /// Modifiers of the whole language that are not supported yet.
    static let planned = ["retry", "when", "async"]
}

extension StepVerb {
    package static var possibleOutcomes: Set<OutcomeLayer> { [] }
    package static var modifiers: Set<StepModifier> { Set(StepModifier.allCases) }
    package var savedKind: SavedKind? { nil }
}
