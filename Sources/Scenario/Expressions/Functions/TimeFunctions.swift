extension ExpressionFunction {
    /// Virtual time: `elapsed()`, `time_since(b1)`, `latency(w)`.
    static let timeFunctions: [ExpressionFunction] = [
        .function("elapsed", returning: .number(.duration)) { (_, environment) throws(EvaluationError) in
            .number(try environment.elapsedSeconds(), .duration)
        },
        .function("time_since", .step(nil), returning: .number(.duration)) {
            (arguments, environment) throws(EvaluationError) in
            let now = try environment.elapsedSeconds()
            let then = try environment.elapsedSeconds(atStep: arguments.step(0))
            return .number(Quantity(Rational(now) - Rational(then), .duration))
        },
        .function("latency", .saved(.withdrawal), returning: .number(.duration)) {
            (arguments, environment) throws(EvaluationError) in
            .number(try environment.latencySeconds(ofWithdrawal: arguments.saved(0)), .duration)
        },
    ]
}
