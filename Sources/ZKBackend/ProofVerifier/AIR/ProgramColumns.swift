/// Values of the fixed columns that the program gives, which the verifier evaluates by itself.
package struct ProgramColumns: Hashable, Sendable {
    /// For each chip its program columns in order, all of one length; empty for chips that have none.
    package var columns: [[[Goldilocks]]]

    /// Columns of all chips in the machine's order; `Machine.logHeights` checks their number and lengths.
    package init(columns: [[[Goldilocks]]]) {
        self.columns = columns
    }

    /// Number of rows that the program gives to a chip.
    package func rowCount(ofChip index: Int) -> Int {
        columns[index].first?.count ?? 0
    }
}
