package import ProofVerifier

// The buffers of the argument in their order, for the size of a proof's arena and the prediction of its memory.

extension TraceArgumentProver {
    /// Takes from a map what `prove` takes from its arena, and gives all of it back.
    ///
    /// - Parameters:
    ///   - machine: The chips.
    ///   - shape: What the used rows decide.
    ///   - map: What is taken when the argument begins.
    /// - Throws: `ArenaError.sizeOutOfRange`.
    package static func plan(_ machine: Machine, _ shape: ProofShape, in map: inout ArenaMap) throws(ArenaError) {
        let variableCount = shape.leaves.variableCount
        if variableCount > 0 {
            var layers = try LeafBuilder.planParents(shape.leaves, in: &map)
            for logCount in stride(from: variableCount - 2, through: 0, by: -1) {
                layers += try FractionLayer.plan(logCount: logCount, in: &map)
            }
            layers.forEach { map.give($0) }
        }
        let leaves = try FractionLayer.plan(logCount: variableCount, in: &map)
        leaves.forEach { map.give($0) }
        var tables: [Range<Int>] = []
        for (polynomials, logHeight) in zip(machine.polynomials, shape.logHeights) {
            let count = ChipSumcheck.wordCount(polynomials, logHeight: logHeight)
            tables.append(try map.take(UInt64.self, count: count))
        }
        tables.forEach { map.give($0) }
    }
}
