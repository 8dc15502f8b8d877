import L1Sim

/// `advance_time`: virtual time passes; slots in which nothing happens are missed slots.
package struct AdvanceTime: ReadableVerb {
    package static let name = "advance_time"
    package static let actorRule = ActorRule.none

    /// How much time passes.
    package let duration: VirtualDuration

    static let reference = VerbReference(
        "Virtual time passes. Slots in which nothing happens are missed slots; waiting transactions get their block.",
        value: VirtualDuration.shape,
        examples: ["- advance_time: 3.5d", "- advance_time: 90m"]
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard let duration: VirtualDuration = ValueReader.scalar(node, key: Self.name, context: step.context) else {
            return nil
        }
        self.duration = duration
    }
}

extension AdvanceTime {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let (time, overflow) = simulation.l1.clock.now.addingReportingOverflow(duration.seconds)
        guard !overflow else { throw .l1(.endOfTime) }
        try simulation.wait(until: time)
        return StepEffect(summary: "time passes: \(Quantity(Rational(duration.seconds), .duration))")
    }
}
