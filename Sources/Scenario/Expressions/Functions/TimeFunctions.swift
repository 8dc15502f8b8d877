extension ExpressionFunction {
    /// Virtual time: `elapsed()`, `time_since(b1)`, `latency(w)`.
    static let timeFunctions: [ExpressionFunction] = [
        .function(
            "elapsed",
            returning: .number(.duration),
            "Virtual time since the scenario began.",
            example: "elapsed() < 1d"
        ) { (_, environment) throws(EvaluationError) in
            .number(try environment.elapsedSeconds(), .duration)
        },
        .function(
            "time_since",
            .step(nil),
            returning: .number(.duration),
            "Virtual time since a step was done.",
            example: "time_since(dep)"
        ) {
            (arguments, environment) throws(EvaluationError) in
            let now = try environment.elapsedSeconds()
            let then = try environment.elapsedSeconds(atStep: arguments.step(0))
            return .number(Quantity(Rational(now) - Rational(then), .duration))
        },
        .function(
            "latency",
            .saved(.withdrawal),
            returning: .number(.duration),
            "Virtual time from a withdrawal's L2 transaction to its claim on L1.",
            example: "latency(w) < 10m"
        ) {
            (arguments, environment) throws(EvaluationError) in
            .number(try environment.latencySeconds(ofWithdrawal: arguments.saved(0)), .duration)
        },
    ]
}
