/// Where the columns of all chips lie in the one table that is committed.
///
/// A column of a chip of log height h up to 12 is one slot of 2^h cells. A column of a taller chip is cut into slices
/// of 2^12 rows, one slot each, as many as hold used rows: the area follows the rows used, not powers of two. Slots are
/// aligned to their size and placed in order of decreasing size, chips in the machine's order, columns in the chip's,
/// slices in order; the rest is zero.
package struct StackedLayout: Equatable, Sendable {
    /// Rows and columns of one chip.
    package struct Shape: Equatable, Sendable {
        /// Rows that may be non-zero.
        package var usedRowCount: Int
        /// log2 of the rows.
        package var logHeight: Int
        /// Committed columns.
        package var columnCount: Int

        /// A chip of `columnCount` columns of 2^logHeight cells, zero from row `usedRowCount` on; 0...2^logHeight rows
        /// are used.
        package init(usedRowCount: Int, logHeight: Int, columnCount: Int) {
            self.usedRowCount = usedRowCount
            self.logHeight = logHeight
            self.columnCount = columnCount
        }
    }

    /// The slots of one chip: contiguous, column after column.
    package struct Region: Equatable, Sendable {
        /// First cell.
        package var offset: Int
        /// log2 of a slot's cells.
        package var logSlotSize: Int
        /// Slots of each column.
        package var slotsPerColumn: Int

        /// First cell of a column.
        package func offset(ofColumn column: Int) -> Int { offset + column * cellsPerColumn }
        /// Cells of a column.
        package var cellsPerColumn: Int { slotsPerColumn << logSlotSize }
    }

    /// log2 of the rows of a slice.
    package static let logSliceSize = 12

    /// The chips' shapes, in the machine's order.
    package let shapes: [Shape]
    /// log2 of the cells of the stacked table.
    package let variableCount: Int
    /// Cells that slots own: the first ones.
    package let cellCount: Int
    /// The chips' slots, in the machine's order.
    package let regions: [Region]

    /// Places the slots.
    ///
    /// - Parameters:
    ///   - shapes: One per chip, in the machine's order; the sum of all cells must fit an `Int`.
    ///   - minimumVariableCount: Least `variableCount`, for commitments that have a least size.
    package init(shapes: [Shape], minimumVariableCount: Int = 0) {
        var regions = shapes.map { shape in
            let logSlotSize = min(shape.logHeight, Self.logSliceSize)
            let slots = (max(1, shape.usedRowCount) - 1) >> logSlotSize + 1
            return Region(offset: 0, logSlotSize: logSlotSize, slotsPerColumn: slots)
        }
        var cellCount = 0
        for logSlotSize in stride(from: Self.logSliceSize, through: 0, by: -1) {
            for chip in regions.indices where regions[chip].logSlotSize == logSlotSize {
                regions[chip].offset = cellCount
                cellCount += shapes[chip].columnCount * regions[chip].cellsPerColumn
            }
        }
        self.shapes = shapes
        self.regions = regions
        self.cellCount = cellCount
        variableCount = max(logCeiling(cellCount), minimumVariableCount)
    }

    /// log2 of the rows of the tallest chip; 0 without chips.
    package var tallestLogHeight: Int { shapes.map(\.logHeight).max() ?? 0 }

    /// Committed columns of all chips.
    package var columnCount: Int { shapes.reduce(0) { $0 + $1.columnCount } }

    /// The cells of a column that are stacked: its first rows, at least all used ones; rows beyond are zero.
    package func cells(chip: Int, column: Int) -> Range<Int> {
        let region = regions[chip]
        let start = region.offset(ofColumn: column)
        return start..<(start + region.cellsPerColumn)
    }
}
