/// `group`: steps under a common heading.
package struct Group: ReadableVerb {
    package static let name = "group"
    package static let actorRule = ActorRule.none
    package static let modifiers: Set<StepModifier> = [.note]

    /// The heading.
    package let title: String
    /// The steps, in order.
    package let steps: [Step]

    init?(_ node: DocumentNode, step: inout FieldReader) {
        let title: String? = FieldReader.read(node, key: Self.name, context: step.context)
        let items = step.list("steps")
        if items == nil, !step.has("steps") {
            step.context.report(.missingKey, "the group lacks the key `steps`", at: node.location)
        }
        self.steps = Step.list(items ?? [], context: step.context)
        guard let title, items != nil else { return nil }
        self.title = title
    }
}
