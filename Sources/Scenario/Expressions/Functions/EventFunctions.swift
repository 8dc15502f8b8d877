extension ExpressionFunction {
    /// Events: `events(nat, "BlockAdded").count`.
    static let eventFunctions: [ExpressionFunction] = [
        .function("events", .rollup, .event, returning: .events) { (arguments, _) throws(EvaluationError) in
            .events(EventQuery(rollup: try arguments.rollup(0), name: try arguments.text(1)))
        },
        .property("count", of: .events, returning: .number(.scalar)) {
            (arguments, environment) throws(EvaluationError) in
            .number(try environment.count(of: arguments.events(0)))
        },
    ]
}
