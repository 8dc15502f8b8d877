extension Print {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        var effect = StepEffect(summary: "prints")
        for expression in expressions {
            do {
                effect.details.append("\(expression.text) = \(try expression.value(in: simulation))")
            } catch {
                effect.problems.append("line \(expression.location.line): `\(expression.text)`: \(error)")
            }
        }
        return effect
    }
}
