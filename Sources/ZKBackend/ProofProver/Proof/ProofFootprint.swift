package import ProofVerifier

/// What a proof takes, from its shape alone: before there is a trace.
package struct ProofFootprint: Equatable, Sendable {
    /// Cells that columns own in the committed table.
    package let committedCellCount: Int
    /// log2 of the cells of that table.
    package let stackedVariableCount: Int
    /// Leaves that rows own in the tree of fractions.
    package let leafCount: Int
    /// log2 of the leaves of the tree.
    package let leafVariableCount: Int
    /// Most bytes that the layers of the tree, and then the folded columns, take at a time.
    package let argumentByteCount: Int
    /// Bytes of the arena: the most that all buffers of the proof take at a time.
    ///
    /// What the trace takes is not counted.
    package let arenaByteCount: Int

    /// Sums up the buffers of a proof.
    ///
    /// - Parameters:
    ///   - shape: What the used rows decide.
    ///   - machine: The chips.
    /// - Throws: `ArenaError.sizeOutOfRange`.
    package init(_ shape: ProofShape, machine: Machine) throws(ArenaError) {
        committedCellCount = shape.stack.cellCount
        stackedVariableCount = shape.stack.variableCount
        leafCount = shape.leaves.ownedCount
        leafVariableCount = shape.leaves.variableCount
        var argument = ArenaMap()
        try TraceArgumentProver.plan(machine, shape, in: &argument)
        argumentByteCount = argument.peakByteCount
        arenaByteCount = try MachineProver.arenaByteCount(of: shape, machine: machine)
    }
}
