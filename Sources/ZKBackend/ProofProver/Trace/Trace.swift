package import ProofVerifier

/// One chip's rows, column by column.
package struct TraceTable: Sendable {
    /// Rows in use; rows from here to the table's height are zero and not stored.
    package private(set) var usedRowCount = 0
    /// The committed columns in the chip's order, `usedRowCount` values each.
    package private(set) var columns: [[Goldilocks]]

    /// A table of the chip's columns without rows; memory for `count` rows is reserved.
    package init(chip: Chip, reservingRows count: Int = 0) {
        columns = chip.columnNames.map { _ in
            var column: [Goldilocks] = []
            column.reserveCapacity(count)
            return column
        }
    }

    /// Appends rows of zeros and returns the number of the first one.
    @discardableResult
    package mutating func appendRows(_ count: Int = 1) -> Int {
        for index in columns.indices {
            columns[index].append(contentsOf: repeatElement(.zero, count: count))
        }
        usedRowCount += count
        return usedRowCount - count
    }

    /// A table of the chip's columns with rows of zeros.
    package init(chip: Chip, rowCount: Int) {
        columns = chip.columnNames.map { _ in [Goldilocks](repeating: .zero, count: rowCount) }
        usedRowCount = rowCount
    }

    /// Writes a column: the cell of each used row by the row's number.
    @inline(__always)
    package mutating func fill(_ column: Column, _ value: (Int) -> Goldilocks) {
        columns[column.index].withUnsafeMutableBufferPointer { cells in
            for row in cells.indices { cells[row] = value(row) }
        }
    }

    /// Replaces the used rows of a column; the values are as many.
    mutating func replace(_ column: Column, with values: [Goldilocks]) {
        precondition(values.count == usedRowCount, "a column has one value for each used row")
        columns[column.index] = values
    }

    /// The cell of a column in a used row.
    package subscript(column: Column, row: Int) -> Goldilocks {
        get { columns[column.index][row] }
        set { columns[column.index][row] = newValue }
    }
}

/// Everything that a proof is made of: tables, the program's columns, and the fractions of the public values.
package struct Trace: Sendable {
    /// One table per chip, in the machine's order.
    package var tables: [TraceTable]
    /// The program's columns.
    package var program: ProgramColumns
    /// What the verifier sends and receives.
    package var publicFractions: [PublicFraction]

    /// A trace with one table per chip of the machine; nothing is checked here, `TraceChecker` does.
    package init(tables: [TraceTable], program: ProgramColumns, publicFractions: [PublicFraction]) {
        self.tables = tables
        self.program = program
        self.publicFractions = publicFractions
    }

    /// Used rows of each chip: the header of a proof.
    package var usedRowCounts: [Int] { tables.map(\.usedRowCount) }
}
