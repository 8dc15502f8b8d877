package import ProofVerifier

/// A part of the weight under which a table is opened: on each of some consecutive slots of 2^n cells a multiple of one
/// list of 2^n weights.
///
/// A weight is the sum of its parts. Its whole table, one element a cell, is never built: the slots' scales bind the
/// first variables, and by then a table has become 2^k times shorter.
package struct TensorWeight: Sendable {
    /// Number of the first slot; slot i is the cells from i 2^n on.
    package let firstSlot: Int
    /// The multiple in each slot, slots in order.
    package let scales: [CubicExtension]
    /// The weights inside a slot, a power of two of them.
    package let cells: [CubicExtension]

    /// The part of these scales and cells, all of whose slots lie in the table.
    package init(firstSlot: Int, scales: [CubicExtension], cells: [CubicExtension]) {
        precondition(cells.count.nonzeroBitCount == 1, "a slot has 2^n cells")
        self.firstSlot = firstSlot
        self.scales = scales
        self.cells = cells
    }

    /// Slots that differ in a block of so many cells, all blocks taken together.
    func residueCount(blockSize: Int) -> Int { min(scales.count, blockSize / cells.count) }
}
