extension ExpressionFunction {
    /// Alerts of monitors: `alert_count(roots)`, `alert_time(roots)`.
    static let monitorFunctions: [ExpressionFunction] = [
        .function(
            "alert_count",
            .monitor,
            returning: .number(.scalar),
            "How many alerts a monitor has raised.",
            example: "alert_count(roots) == 1"
        ) { (arguments, environment) throws(EvaluationError) in
            .number(try environment.alertCount(of: arguments.text(0)))
        },
        .function(
            "alert_time",
            .monitor,
            returning: .number(.duration),
            "Virtual time of a monitor's newest alert, since the scenario began.",
            example: "alert_time(roots) == 10m"
        ) { (arguments, environment) throws(EvaluationError) in
            .number(try environment.alertSeconds(of: arguments.text(0)), .duration)
        },
    ]
}
