/// Where the fractions of each interaction lie among the leaves of the tree.
///
/// An interaction owns an aligned block of one leaf for every row of its chip; taller blocks first, then in order.
/// Leaves that no block owns are 0 / 1.
package struct LeafLayout: Sendable {
    /// The leaves of one interaction.
    package struct Block: Equatable, Sendable {
        /// Place of the chip in the machine.
        package var chip: Int
        /// Place of the interaction in the chip.
        package var interaction: Int
        /// log2 of the number of leaves.
        package var logHeight: Int
        /// Number of the first leaf, a multiple of the block's size.
        package var offset: Int
    }

    /// The blocks in the order of their leaves.
    package let blocks: [Block]
    /// Leaves that blocks own: the first ones.
    package let ownedCount: Int
    /// log2 of the number of leaves: the least that holds all blocks and the joint sumcheck's variables.
    package let variableCount: Int

    /// Places the blocks.
    ///
    /// - Parameter chips: log2 of the rows and number of interactions of each chip. The sum of all leaves must fit an
    ///   `Int`.
    package init(chips: [(logHeight: Int, interactionCount: Int)]) {
        var blocks: [Block] = []
        var offset = 0
        let tallestFirst = chips.indices.sorted { a, b in
            (chips[b].logHeight, a) < (chips[a].logHeight, b)
        }
        for chip in tallestFirst {
            for interaction in 0..<chips[chip].interactionCount {
                let logHeight = chips[chip].logHeight
                blocks.append(Block(chip: chip, interaction: interaction, logHeight: logHeight, offset: offset))
                offset += 1 << logHeight
            }
        }
        self.blocks = blocks
        ownedCount = offset
        variableCount = max(logCeiling(offset), chips.map(\.logHeight).max() ?? 0)
    }

    /// eq(rho's first coordinates, block number): a block's share in the extension of all leaves at rho.
    package func weight(of block: Block, at point: [CubicExtension]) -> CubicExtension {
        EqualityPolynomial.evaluate(
            point.prefix(variableCount - block.logHeight),
            at: block.offset >> block.logHeight
        )
    }
}
