extension CheckedExpression {
    /// Reads one expression or a list of them; in brackets, where commas split, each must be quoted.
    static func list(
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

extension [CheckedExpression] {
    /// Evaluates the expressions as assertions: a line for each, and what does not hold.
    func verdicts(in environment: any ExpressionEnvironment) -> (details: [StepDetail], problems: [StepProblem]) {
        var details: [StepDetail] = []
        var problems: [StepProblem] = []
        for condition in self {
            let result = condition.assertion(in: environment)
            let reason = result.explanation.isEmpty ? "" : "   (\(result.explanation))"
            details.append(
                .assertion(AssertionRecord(expression: condition.text, location: condition.location, result: result))
            )
            if !result.holds {
                let text = "`\(condition.text)` does not hold\(reason)"
                problems.append(StepProblem(.assertion, text, at: condition.location, subject: condition.text))
            }
        }
        return (details, problems)
    }
}

extension DocumentNode {
    /// Whether the node is a scalar that was neither quoted nor a literal block.
    fileprivate var isPlainScalar: Bool {
        if case .scalar(_, isPlain: true) = content { true } else { false }
    }
}
