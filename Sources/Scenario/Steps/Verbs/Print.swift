/// `print`: expressions whose values the report shows.
package struct Print: ReadableVerb {
    package static let name = "print"
    package static let actorRule = ActorRule.none
    package static let modifiers: Set<StepModifier> = [.note]

    /// The expressions.
    package let expressions: [CheckedExpression]

    init?(_ node: DocumentNode, step: inout FieldReader) {
        self.expressions = Assert.expressions(node, key: Self.name, expecting: nil, context: step.context)
    }
}
