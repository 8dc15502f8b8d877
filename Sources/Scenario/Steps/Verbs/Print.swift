/// `print`: expressions whose values the report shows.
package struct Print: ReadableVerb {
    package static let name = "print"
    package static let actorRule = ActorRule.none
    package static let modifiers: Set<StepModifier> = [.note]

    /// The expressions.
    package let expressions: [CheckedExpression]

    static let reference = VerbReference(
        "The report shows the values of expressions.",
        value: CheckedExpression.shape,
        examples: [
            "- print: l1.head.base_fee",
            """
            - print:
                - l1.head.number
                - l2(nat).balance(alice)
            """,
        ]
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        expressions = CheckedExpression.list(node, key: Self.name, expecting: nil, context: step.context)
    }
}

extension Print {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        var effect = StepEffect(summary: "prints")
        for expression in expressions {
            do {
                let value = try expression.value(in: simulation)
                effect.details.append(
                    .value(
                        ValueRecord(
                            expression: expression.text,
                            location: expression.location,
                            value: value,
                            remark: expression.typed.remark(on: value)
                        )
                    )
                )
            } catch {
                let text = "`\(expression.text)`: \(error)"
                effect.problems.append(
                    StepProblem(.value, text, at: expression.location, subject: expression.text)
                )
            }
        }
        return effect
    }
}
