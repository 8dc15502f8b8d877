extension Machine {
    /// Whether a public fraction meets a bus of the machine with a tuple of its length, and looks up if a table is
    /// there.
    package func accepts(_ fraction: PublicFraction) -> Bool {
        buses.contains { $0.id == fraction.busID && $0.arity == fraction.tuple.count }
            && LookupRule.accepts(fraction, chips: chips)
    }

    /// Interactions of all rows, and cells, must be fewer: far below the field's order, and countable in an `Int`.
    private static let greatestTotal: UInt64 = 1 << 62

    /// Whether the public fractions start the clock, once and at its first timestamp; true of a machine without a
    /// clock.
    package func isStarted(by fractions: [PublicFraction]) -> Bool {
        clock?.isStarted(by: fractions) ?? true
    }

    /// Checks what a verifier must know of a run before it looks at any value: heights, and that interactions are fewer
    /// than the order.
    ///
    /// So no sum of multiplicities that are 0, 1 or -1 wraps around. Counts of lookup tables are free: on their buses a
    /// number that no lookup matches leaves the bus unbalanced. Of exempted ones the declaration's reason answers.
    ///
    /// - Parameters:
    ///   - usedRowCounts: Used rows of each chip; hostile.
    ///   - program: The program's columns.
    ///   - publicFractionCount: Fractions that the verifier adds itself.
    /// - Returns: log2 of each chip's height.
    /// - Throws: `ShapeError` at the first rule broken.
    package func logHeights(
        usedRowCounts: [Int],
        program: ProgramColumns,
        publicFractionCount: Int
    ) throws(ShapeError) -> [Int] {
        for count in [usedRowCounts.count, program.columns.count] where count != chips.count {
            throw .tableCount(expected: chips.count, got: count)
        }
        var logHeights: [Int] = []
        var total = UInt64(truncatingIfNeeded: max(0, publicFractionCount))
        for (index, chip) in chips.enumerated() {
            let rows = program.rowCount(ofChip: index)
            let columns = program.columns[index]
            guard columns.count == chip.programColumnCount, columns.allSatisfy({ $0.count == rows }) else {
                throw .program(chip: chip.name)
            }
            let used = usedRowCounts[index]
            let logHeight = logCeiling(used)
            let isAllowed =
                switch chip.height {
                case .dynamic(let maximum): logHeight <= maximum
                case .fixed(let logHeight): used == 1 << logHeight
                case .program(let maximum): logHeight == logCeiling(rows) && logHeight <= maximum
                }
            guard used >= 0, isAllowed else { throw .height(chip: chip.name, usedRowCount: used) }
            guard rows <= 1 << logHeight else { throw .program(chip: chip.name) }
            let (fractions, isTooLarge) = UInt64(max(chip.interactions.count, chip.columnNames.count))
                .multipliedReportingOverflow(by: 1 << UInt64(logHeight))
            let (sum, overflow) = total.addingReportingOverflow(fractions)
            guard !isTooLarge, !overflow, sum < Self.greatestTotal else { throw .interactionTotal }
            total = sum
            logHeights.append(logHeight)
        }
        return logHeights
    }
}
