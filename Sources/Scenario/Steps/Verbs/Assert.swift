/// `assert`: conditions that must hold; beside another verb, they must hold after it.
package struct Assert: ReadableVerb {
    package static let name = "assert"
    package static let actorRule = ActorRule.none
    package static let modifiers: Set<StepModifier> = [.note]

    /// The conditions.
    package let conditions: [CheckedExpression]

    init?(_ node: DocumentNode, step: inout FieldReader) {
        conditions = CheckedExpression.list(node, key: Self.name, expecting: .bool, context: step.context)
    }
}

extension Assert {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let verdicts = conditions.verdicts(in: simulation)
        return StepEffect(summary: "asserts", details: verdicts.details, problems: verdicts.problems)
    }
}
