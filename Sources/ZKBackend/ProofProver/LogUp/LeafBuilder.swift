import ProofVerifier

/// Computes the leaves of all rows of all chips.
struct LeafBuilder {
    /// The rows of each chip.
    let chips: [ChipRows]
    /// How each chip's leaves are made of its rows.
    let rules: [RowRules]
    /// Where they lie.
    let layout: LeafLayout
    /// Where layers lie in memory.
    let arena: ProverArena
    /// Threads to use.
    let workers: Workers

    /// Rows below which another thread costs more than it does.
    private static let minimumRowsOfThread = 256

    /// The lowest layer of the tree.
    ///
    /// - Throws: `ArenaError`.
    func leaves() throws(ArenaError) -> FractionLayer {
        let layer = try FractionLayer(
            logCount: layout.variableCount,
            ownedCount: layout.ownedCount,
            arena: arena,
            workers: workers
        )
        build { position in (layer, position, false) }
        return layer
    }

    /// The layer above the leaves, made without them: those of the lower half are written there, and then those of the
    /// upper half added.
    ///
    /// A row puts leaves into both halves, so the chips are evaluated twice where they have both.
    ///
    /// - Throws: `ArenaError`.
    func parents() throws(ArenaError) -> FractionLayer {
        guard layout.variableCount > Self.minimumSplitVariableCount else {
            return try leaves().parent(arena: arena, workers: workers)
        }
        let half = 1 << (layout.variableCount - 1)
        let layer = try FractionLayer(
            logCount: layout.variableCount - 1,
            ownedCount: min(half, layout.ownedCount),
            arena: arena,
            workers: workers
        )
        build { position in position < half ? (layer, position, false) : nil }
        build { position in position < half ? nil : (layer, position - half, true) }
        return layer
    }

    /// From here on a chunk of rows never has leaves in both halves, and memory is worth saving.
    private static let minimumSplitVariableCount = 14

    /// Takes from a map what `parents` takes from its arena and keeps.
    static func planParents(_ layout: LeafLayout, in map: inout ArenaMap) throws(ArenaError) -> [Range<Int>] {
        let leaves =
            layout.variableCount > minimumSplitVariableCount
            ? [] : try FractionLayer.plan(logCount: layout.variableCount, in: &map)
        let parents = try FractionLayer.plan(logCount: layout.variableCount - 1, in: &map)
        leaves.forEach { map.give($0) }
        return parents
    }

    /// Computes the leaves for which there is a place, given a leaf's number.
    private func build(_ place: (Int) -> (layer: FractionLayer, position: Int, adds: Bool)?) {
        for (chip, rows) in chips.enumerated() {
            let (region, rules) = (layout.slots.regions[chip], rules[chip])
            let leaves = (0..<rules.leafCount).filter { leaf in
                let first = region.offset(ofColumn: leaf)
                return place(first) != nil || place(first + region.cellsPerColumn - 1) != nil
            }
            guard !leaves.isEmpty else { continue }
            let rowCount = region.cellsPerColumn
            let lanes = RowChunk.lanes(rules, degree: 1, rowCount: 1 << region.logSlotSize)
            workers.forEachRange(of: rowCount, alignment: lanes, minimum: Self.minimumRowsOfThread) { range in
                let chunk = RowChunk(rules, degree: 1, lanes: lanes)
                ChipRows.zeros.withUnsafeBufferPointer { zeros in
                    guard let zeros = zeros.baseAddress else { return }
                    for row in stride(from: range.lowerBound, to: range.upperBound, by: lanes) {
                        rows.point(chunk, to: row, zeros: zeros)
                        chunk.writeFractions { leaf in
                            place(region.offset(ofColumn: leaf) + row).map { layer, position, adds in
                                (layer.numerators + position, layer.denominators + position, adds)
                            }
                        }
                    }
                }
            }
        }
    }
}
