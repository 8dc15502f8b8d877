/// Why the shape of a run does not fit its machine.
public enum ShapeError: Error, Hashable, Sendable {
    /// Not one table, or one list of program columns, a chip.
    case tableCount(expected: Int, got: Int)
    /// A chip's program columns are not as many as declared, of different lengths, or too long.
    case program(chip: String)
    /// A table's used rows need a height that the chip does not allow.
    case height(chip: String, usedRowCount: Int)
    /// A table has not one column for each of the chip's committed columns.
    case columnCount(chip: String, expected: Int, got: Int)
    /// The multiplicities of so many interactions could wrap around the field's order.
    case interactionTotal
}

extension ShapeError: CustomStringConvertible {
    /// The broken rule, with the chip it concerns.
    public var description: String {
        switch self {
        case .tableCount(let expected, let got): "\(got) tables for \(expected) chips"
        case .program(let chip): "\(chip): the program's columns do not fit the chip"
        case .height(let chip, let usedRowCount): "\(chip): a table of \(usedRowCount) used rows is not allowed"
        case .columnCount(let chip, let expected, let got): "\(chip): \(got) columns instead of \(expected)"
        case .interactionTotal: "the interactions of all rows are not fewer than the field's order"
        }
    }
}

/// Values of the fixed columns that the program gives, which the verifier evaluates by itself.
package struct ProgramColumns: Hashable, Sendable {
    /// For each chip its program columns in order, all of one length; empty for chips that have none.
    package var columns: [[[Goldilocks]]]

    /// Columns by chip.
    package init(columns: [[[Goldilocks]]]) {
        self.columns = columns
    }

    /// Number of rows that the program gives to a chip.
    package func rowCount(ofChip index: Int) -> Int {
        columns[index].first?.count ?? 0
    }
}

extension Machine {
    /// Whether a public fraction meets a bus of the machine with a tuple of its length.
    package func accepts(_ fraction: PublicFraction) -> Bool {
        buses.contains { $0.id == fraction.busID && $0.arity == fraction.tuple.count }
    }

    /// Checks what a verifier must know of a run before it looks at any value: heights, and that interactions are fewer than the order.
    ///
    /// So no sum of multiplicities wraps around: those of senders are 0, 1 or -1 by the declaration, or exempted there; multiplicities of
    /// lookup tables are free, since a number on their side that no sender matches leaves the bus unbalanced.
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
            let logHeight = Chip.logHeight(usedRowCount: used)
            let isAllowed =
                switch chip.height {
                case .dynamic(let maximum): logHeight <= maximum
                case .fixed(let logHeight): used == 1 << logHeight
                case .program(let maximum): logHeight == Chip.logHeight(usedRowCount: rows) && logHeight <= maximum
                }
            guard used >= 0, isAllowed else { throw .height(chip: chip.name, usedRowCount: used) }
            guard rows <= 1 << logHeight else { throw .program(chip: chip.name) }
            let (fractions, isTooLarge) = UInt64(chip.interactions.count)
                .multipliedReportingOverflow(by: 1 << UInt64(logHeight))
            let (sum, overflow) = total.addingReportingOverflow(fractions)
            guard !isTooLarge, !overflow, sum < Goldilocks.order else { throw .interactionTotal }
            total = sum
            logHeights.append(logHeight)
        }
        return logHeights
    }
}
