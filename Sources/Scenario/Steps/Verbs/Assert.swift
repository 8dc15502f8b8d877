/// `assert`: conditions that must hold; beside another verb, they must hold after it.
package struct Assert: ReadableVerb {
    package static let name = "assert"
    package static let actorRule = ActorRule.none
    package static let modifiers: Set<StepModifier> = [.note]

    /// The conditions.
    package let conditions: [CheckedExpression]

    static let reference = VerbReference(
        """
        Conditions that must hold now. If one does not, the run ends with exit code 1. Beside another verb, they must \
        hold after it.
        """,
        value: CheckedExpression.shape,
        examples: [
            "- assert: l1.balance(alice) == 100 ETH",
            """
            - assert:
                - nat.head.number == 0
                - escrow(nat) == 0 ETH and not l1.balance(bob) > 0 ETH
            """,
        ]
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        conditions = CheckedExpression.list(node, key: Self.name, expecting: .bool, context: step.context)
    }
}

extension Assert {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let verdicts = conditions.verdicts(in: simulation)
        return StepEffect(summary: "asserts", details: verdicts.details, problems: verdicts.problems)
    }
}
