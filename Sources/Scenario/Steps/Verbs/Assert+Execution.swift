extension Assert {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let verdicts = Self.verdicts(on: conditions, in: simulation)
        return StepEffect(summary: "asserts", details: verdicts.details, problems: verdicts.problems)
    }

    /// Evaluates conditions: a line for each, and what does not hold.
    static func verdicts(
        on conditions: [CheckedExpression],
        in simulation: Simulation
    ) -> (details: [String], problems: [String]) {
        var details: [String] = []
        var problems: [String] = []
        for condition in conditions {
            let result = condition.assertion(in: simulation)
            let reason = result.explanation.isEmpty ? "" : "   (\(result.explanation))"
            details.append("\(result.holds ? "✓" : "✗") \(condition.text)\(reason)")
            if !result.holds {
                problems.append("line \(condition.location.line): `\(condition.text)` does not hold\(reason)")
            }
        }
        return (details, problems)
    }
}
