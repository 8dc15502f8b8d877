/// Rows of text in aligned columns.
package struct TextTable {
    /// How a column is aligned.
    package enum Alignment {
        /// At its first characters: words.
        case left
        /// At its last characters: numbers.
        case right
    }

    private let alignments: [Alignment]
    private var rows: [[String]]

    /// A table with a heading, one alignment per column.
    package init(_ columns: [(heading: String, alignment: Alignment)]) {
        alignments = columns.map(\.alignment)
        rows = [columns.map(\.heading)]
    }

    /// Adds a row; it has a cell per column.
    package mutating func add(_ cells: [String]) {
        rows.append(cells)
    }

    /// The rows, each after `indent` and without spaces at its end.
    package func text(indent: String = "  ") -> String {
        let widths = alignments.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(zip(row, widths), alignments).map { cell, alignment in
                alignment == .left ? cell.0.padded(to: cell.1) : cell.0.leftPadded(to: cell.1)
            }
            var line = indent + cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line + "\n"
        }.joined()
    }
}
