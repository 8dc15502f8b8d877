extension ExpressionFunction {
    /// `sum`, `min` and `max` of numbers of one dimension.
    static let aggregateFunctions: [ExpressionFunction] = [
        .aggregate("sum") { (arguments, _) throws(EvaluationError) in
            let (first, rest) = try arguments.numbers()
            return .number(Quantity(rest.reduce(first.value) { $0 + $1.value }, first.dimension))
        },
        .aggregate("min") { (arguments, _) throws(EvaluationError) in
            let (first, rest) = try arguments.numbers()
            return .number(Quantity(rest.reduce(first.value) { Swift.min($0, $1.value) }, first.dimension))
        },
        .aggregate("max") { (arguments, _) throws(EvaluationError) in
            let (first, rest) = try arguments.numbers()
            return .number(Quantity(rest.reduce(first.value) { Swift.max($0, $1.value) }, first.dimension))
        },
    ]
}
