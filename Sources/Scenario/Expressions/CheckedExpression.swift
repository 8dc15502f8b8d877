/// An expression of a scenario, parsed and checked against the names in scope, ready to be evaluated.
package struct CheckedExpression: Sendable {
    /// The expression as the author wrote it.
    package let text: String
    /// Where it stands in the file.
    package let location: SourceLocation
    /// The type of its value.
    package var type: ExpressionType { typed.type }
    let typed: TypedExpression

    /// Parses and checks a scalar; nil, with a report, when it is wrong.
    init?(_ node: DocumentNode, expecting type: ExpressionType?, context: ReadingContext) {
        guard let text = node.text, !text.isEmpty else {
            context.report(.wrongShape, "expected an expression, found \(node.kind)", at: node.location)
            return nil
        }
        do {
            let syntax = try ExpressionParser.parse(text)
            self.typed = try ExpressionChecker(scope: context.scope).check(syntax, expecting: type)
        } catch {
            let place = node.location(ofTextAt: error.span.lowerBound, length: error.span.count)
            context.report(error.code, error.message, at: place, help: error.help)
            return nil
        }
        self.text = text
        self.location = node.location
    }

    /// The expression's value in the present state of the simulation.
    ///
    /// - Throws: `EvaluationError` when something it asks for does not exist, or a divisor is zero.
    package func value(in environment: any ExpressionEnvironment) throws(EvaluationError) -> ExpressionValue {
        try ExpressionEvaluator(environment: environment).value(of: typed)
    }
}

/// The result of an assertion.
package struct AssertionResult: Hashable, Sendable {
    /// Whether it held.
    package let holds: Bool
    /// What the sides of the decisive comparison were, or why there was no value.
    package let explanation: String
}

extension CheckedExpression {
    /// Evaluates the expression as an assertion; one without a value does not hold.
    package func assertion(in environment: any ExpressionEnvironment) -> AssertionResult {
        let evaluator = ExpressionEvaluator(environment: environment)
        do {
            let value = try evaluator.value(of: typed)
            return AssertionResult(holds: value == .bool(true), explanation: try explain(typed, evaluator))
        } catch {
            return AssertionResult(holds: false, explanation: error.message)
        }
    }

    private func explain(_ expression: TypedExpression, _ evaluator: ExpressionEvaluator) throws(EvaluationError)
        -> String
    {
        switch expression.form {
        case .binary(.and, let left, let right):
            let decisive = try evaluator.value(of: left) == .bool(false) ? left : right
            return try explain(decisive, evaluator)
        case .binary(.or, let left, let right):
            if try evaluator.value(of: left) == .bool(true) { return try explain(left, evaluator) }
            return try explain(right, evaluator)
        case .not(let operand):
            return try explain(operand, evaluator)
        case .binary(_, let left, let right):
            return try [left, right].map { (side) throws(EvaluationError) in try describe(side, evaluator) }
                .compactMap { $0 }.joined(separator: ", ")
        case .tolerant(let left, let right, let tolerance):
            let (leftNumber, rightNumber) = (try evaluator.number(left), try evaluator.number(right))
            let difference = Quantity((leftNumber.value - rightNumber.value).magnitude, leftNumber.dimension)
            let margin = try evaluator.margin(tolerance, around: rightNumber)
            let sides = try [describe(left, evaluator), describe(right, evaluator)].compactMap { $0 }
            return sides.joined(separator: ", ") + ", apart by \(difference) where \(margin) is allowed"
        case .constant, .list, .call, .negative:
            return try describe(expression, evaluator) ?? ""
        }
    }

    /// `text is value`; nil for constants, which say nothing new.
    private func describe(_ side: TypedExpression, _ evaluator: ExpressionEvaluator) throws(EvaluationError) -> String?
    {
        if case .constant = side.form { return nil }
        let scalars = Array(text.unicodeScalars)
        let range = side.span.clamped(to: 0..<scalars.count)
        let words = String(String.UnicodeScalarView(scalars[range]))
        let value = try evaluator.value(of: side)
        return "\(words) is \(value)\(side.remark(on: value))"
    }
}

extension TypedExpression {
    /// What a reader must know of the expression's value, behind a colon; nothing for most.
    func remark(on value: ExpressionValue) -> String {
        guard case .call(let function, _) = form, let remark = function.remark?(value) else { return "" }
        return ": \(remark)"
    }
}
