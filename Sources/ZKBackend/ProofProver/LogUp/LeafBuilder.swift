import ProofVerifier

/// Computes the fractions of all rows of all interactions.
enum LeafBuilder {
    /// The lowest layer of the tree; leaves that no interaction owns stay 0 / 1.
    ///
    /// - Parameters:
    ///   - chips: The rows of each chip.
    ///   - machine: Their declarations.
    ///   - layout: Where their interactions lie.
    ///   - challenges: alpha and the powers of beta.
    ///   - workers: Threads to use.
    /// - Returns: 2^(the layout's variables) fractions.
    static func leaves(
        of chips: [ChipRows],
        machine: Machine,
        layout: LeafLayout,
        challenges: BusChallenges,
        workers: Workers
    ) -> FractionLayer {
        let layer = FractionLayer(logCount: layout.variableCount, ownedCount: layout.ownedCount)
        for (chip, rows) in chips.enumerated() {
            let blocks = layout.blocks.filter { $0.chip == chip }
            let constants = blocks.map { block in
                challenges.constant(busID: machine.chips[chip].interactions[block.interaction].bus.id)
            }
            guard !blocks.isEmpty else { continue }
            let lanes = ChipRows.lanes(rowCount: 1 << rows.logHeight)
            workers.forEachRange(of: 1 << rows.logHeight, alignment: lanes, minimum: 256) { range in
                let evaluator = ChunkEvaluator<Goldilocks>(rows.program, lanes: lanes)
                ChipRows.zeros.withUnsafeBufferPointer { zeros in
                    guard let zeros = zeros.baseAddress else { return }
                    for row in stride(from: range.lowerBound, to: range.upperBound, by: lanes) {
                        for column in rows.columns.indices {
                            evaluator.columns[column] = rows.chunk(column: column, row: row, zeros: zeros)
                        }
                        evaluator.run()
                        for (block, constant) in zip(blocks, constants) {
                            write(
                                block,
                                constant,
                                at: row,
                                lanes: lanes,
                                rows.program,
                                evaluator,
                                challenges,
                                to: layer
                            )
                        }
                    }
                }
            }
        }
        return layer
    }

    private static func write(
        _ block: LeafLayout.Block,
        _ constant: CubicExtension,
        at row: Int,
        lanes: Int,
        _ program: ConstraintProgram,
        _ evaluator: ChunkEvaluator<Goldilocks>,
        _ challenges: BusChallenges,
        to layer: FractionLayer
    ) {
        let outputs = program.interactionOutputs[block.interaction]
        let multiplicities = evaluator.outputs[outputs.lowerBound]
        let numerators = layer.numerators.baseAddress.unsafelyUnwrapped + (block.offset + row)
        let denominators = layer.denominators.baseAddress.unsafelyUnwrapped + (block.offset + row)
        let tuple = evaluator.outputs + (outputs.lowerBound + 1)
        challenges.powers.withUnsafeBufferPointer { powers in
            for lane in 0..<lanes {
                numerators[lane] = CubicExtension(multiplicities[lane])
                var sum = CubicProductSum()
                for place in 0..<(outputs.count - 1) { sum.add(powers[place], tuple[place][lane]) }
                denominators[lane] = constant + sum.value
            }
        }
    }
}
