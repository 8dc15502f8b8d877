extension MineL1 {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        for _ in 0..<count.blocks { try simulation.produceBlock() }
        return StepEffect(summary: "L1 makes \(count.blocks) \(count.blocks == 1 ? "block" : "blocks")")
    }
}
