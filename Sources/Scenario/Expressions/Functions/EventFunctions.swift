extension ExpressionFunction {
    /// Events: `events(nat, "BlockAdded").count`.
    static let eventFunctions: [ExpressionFunction] = [
        .function(
            "events",
            .rollup,
            .event,
            returning: .events,
            "Events of a name that the rollup's contract on L1 has emitted.",
            example: "events(nat, \"BlockAdded\").count"
        ) { (arguments, _) throws(EvaluationError) in
            .events(EventQuery(rollup: try arguments.rollup(0), name: try arguments.text(1)))
        },
        .property(
            "count",
            of: .events,
            returning: .number(.scalar),
            "How many events there are.",
            example: "events(nat, \"MessageSent\").count == 1"
        ) {
            (arguments, environment) throws(EvaluationError) in
            .number(try environment.count(of: arguments.events(0)))
        },
    ]
}
