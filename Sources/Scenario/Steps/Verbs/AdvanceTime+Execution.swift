import L1Sim

extension AdvanceTime {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let (time, overflow) = simulation.l1.clock.now.addingReportingOverflow(duration.seconds)
        guard !overflow else { throw .l1(.endOfTime) }
        try simulation.wait(until: time)
        return StepEffect(summary: "time passes: \(Quantity(Rational(duration.seconds), .duration))")
    }
}

extension Simulation {
    /// Lets virtual time pass; slots in which nothing waits for a block are missed.
    mutating func wait(until time: UInt64) throws(SimulationFault) {
        guard time > l1.clock.now else { return }
        do {
            _ = try l1.advance(to: time)
        } catch {
            throw .l1(error)
        }
    }
}
