import TextOutput

/// `l1_mine`: L1 makes blocks, each in its own slot.
package struct MineL1: ReadableVerb {
    package static let name = "l1_mine"
    package static let actorRule = ActorRule.none

    /// How many blocks are made.
    package let count: BlockCount

    init?(_ node: DocumentNode, step: inout FieldReader) {
        guard let count: BlockCount = FieldReader.read(node, key: Self.name, context: step.context) else { return nil }
        self.count = count
    }
}

extension MineL1 {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        for _ in 0..<count.blocks { try simulation.produceBlock() }
        return StepEffect(summary: "L1 makes \(count.blocks.counted("block"))")
    }
}
