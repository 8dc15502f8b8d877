extension Group {
    /// Only the heading: the run does the steps one by one, so that each is judged and shown on its own.
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        StepEffect(summary: title)
    }
}
