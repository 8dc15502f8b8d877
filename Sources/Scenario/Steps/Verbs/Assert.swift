/// `assert`: conditions that must hold; beside another verb, they must hold after it.
package struct Assert: ReadableVerb {
    package static let name = "assert"
    package static let actorRule = ActorRule.none
    package static let modifiers: Set<StepModifier> = [.note]

    /// The conditions.
    package let conditions: [CheckedExpression]

    init?(_ node: DocumentNode, step: inout FieldReader) {
        self.conditions = Self.conditions(node, context: step.context)
    }

    /// Reads one condition or a list of them.
    static func conditions(_ node: DocumentNode, context: ReadingContext) -> [CheckedExpression] {
        expressions(node, key: name, expecting: .bool, context: context)
    }

    /// Reads one expression or a list of them; in brackets, where commas split, each must be quoted.
    static func expressions(
        _ node: DocumentNode,
        key: String,
        expecting type: ExpressionType?,
        context: ReadingContext
    ) -> [CheckedExpression] {
        switch node.content {
        case .scalar:
            return CheckedExpression(node, expecting: type, context: context).map { [$0] } ?? []
        case .mapping:
            let help = "quote an expression that contains `: `"
            context.report(
                .wrongShape,
                "`\(key)` expects an expression or a list, found a mapping",
                at: node.location,
                help: help
            )
            return []
        case .sequence(let items, let isFlow):
            if isFlow, let plain = items.first(where: \.isPlainScalar) {
                let help = "write a block list, one expression a line, or quote each"
                let message = "an expression in brackets must be quoted, for a comma would split it silently"
                context.report(.unquotedFlowExpression, message, at: plain.location, help: help)
                return []
            }
            return items.compactMap { CheckedExpression($0, expecting: type, context: context) }
        }
    }
}

extension DocumentNode {
    /// Whether the node is a scalar that was neither quoted nor a literal block.
    fileprivate var isPlainScalar: Bool {
        if case .scalar(_, isPlain: true) = content { true } else { false }
    }
}
