/// Where the leaves of the tree of fractions lie: what a row puts into its n-th leaf is stacked as an n-th column is.
///
/// So leaves follow the used rows, by slices of 2^12, and those that no slot owns are the last ones: 0 / 1. Rows beyond
/// the slices have no leaves; a chip that may have such rows has multiplicities of zero there.
package struct LeafLayout: Equatable, Sendable {
    /// log2 of the most leaves that a verifier accepts: it takes a step for each of 2^20 slots, and no prover has the
    /// memory for more.
    package static let maximumVariableCount = 32

    /// The slots: a chip's columns are its leaves, n coordinates for the rows of the tallest chip are the least.
    package let slots: StackedLayout

    /// Places the slots.
    ///
    /// - Parameter chips: Used rows, log2 of the rows, and leaves of a row of each chip. The sum of all leaves must fit
    ///   an `Int`.
    package init(chips: [(usedRowCount: Int, logHeight: Int, leafCount: Int)]) {
        slots = StackedLayout(
            shapes: chips.map {
                StackedLayout.Shape(
                    usedRowCount: $0.usedRowCount,
                    logHeight: $0.logHeight,
                    columnCount: $0.leafCount
                )
            },
            minimumVariableCount: chips.map(\.logHeight).max() ?? 0
        )
    }

    /// log2 of the number of leaves: the least that holds all slots and a coordinate for each variable of the rows.
    package var variableCount: Int { slots.variableCount }

    /// Leaves that slots own: the first ones.
    package var ownedCount: Int { slots.cellCount }

    /// Variables of the slices of the tallest chip: the rounds of the slice sumcheck.
    package var sliceVariableCount: Int { Self.sliceVariableCount(logHeight: slots.tallestLogHeight) }

    /// Variables of a chip's rows that say in which slice a row is.
    package static func sliceVariableCount(logHeight: Int) -> Int {
        max(0, logHeight - StackedLayout.logSliceSize)
    }

    /// The sum over unowned leaves of eq(rho, leaf): what they add to the denominators' extension at rho.
    package func unownedWeight(at rho: [CubicExtension]) -> CubicExtension {
        .one - EqualityPolynomial.prefixSum(rho, count: ownedCount)
    }
}
