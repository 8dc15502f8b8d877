extension ExpressionFunction {
    /// `sum`, `min` and `max` of numbers of one dimension.
    static let aggregateFunctions: [ExpressionFunction] = [
        .aggregate("sum", "The sum of numbers of one kind.", example: "sum(1 ETH, 20 gwei)") {
            (arguments, _) throws(EvaluationError) in
            let (first, rest) = try arguments.numbers()
            return .number(Quantity(rest.reduce(first.value) { $0 + $1.value }, first.dimension))
        },
        .aggregate("min", "The least of numbers of one kind.", example: "min(gas(adv1), 15M)") {
            (arguments, _) throws(EvaluationError) in
            let (first, rest) = try arguments.numbers()
            return .number(Quantity(rest.reduce(first.value) { Swift.min($0, $1.value) }, first.dimension))
        },
        .aggregate("max", "The greatest of numbers of one kind.", example: "max(2, 3)") {
            (arguments, _) throws(EvaluationError) in
            let (first, rest) = try arguments.numbers()
            return .number(Quantity(rest.reduce(first.value) { Swift.max($0, $1.value) }, first.dimension))
        },
    ]
}
