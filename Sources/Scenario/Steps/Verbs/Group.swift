/// `group`: steps under a common heading.
package struct Group: ReadableVerb {
    package static let name = "group"
    package static let actorRule = ActorRule.none
    package static let modifiers: Set<StepModifier> = [.note]
    package static let isHeading = true

    /// The heading.
    package let title: String
    /// The steps, in order.
    package let substeps: [Step]

    /// Keys beside `group`.
    struct Companions: FieldSet {
        static let declared = Companions()
        let steps = Field<[DocumentNode]>.list("steps", "The steps of the group, in order.", of: .steps, absent: nil)
    }

    static let reference = VerbReference(
        "Steps under a common heading, for the reader. The value is the heading.",
        value: String.shape,
        beside: Companions.entries,
        examples: [
            """
            - group: two quiet days
              steps:
                - advance_time: 1d
                - advance_time: 1d
            """
        ]
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        let title: String? = ValueReader.scalar(node, key: Self.name, context: step.context)
        let items = step.read(beside: \Companions.steps)
        self.substeps = Step.list(items ?? [], context: step.context)
        guard let title, items != nil else { return nil }
        self.title = title
    }
}

extension Group {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        StepEffect(summary: title)
    }
}
