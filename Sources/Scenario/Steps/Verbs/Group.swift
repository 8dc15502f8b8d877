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

    init?(_ node: DocumentNode, step: inout FieldReader) {
        let title: String? = FieldReader.read(node, key: Self.name, context: step.context)
        let items = step.list("steps")
        if items == nil, !step.has("steps") {
            step.context.report(.missingKey, "the group lacks the key `steps`", at: node.location)
        }
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
