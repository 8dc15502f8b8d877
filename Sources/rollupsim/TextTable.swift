/// Rows of text in aligned columns.
struct TextTable {
    /// How a column is aligned.
    enum Alignment {
        case left, right
    }

    private let alignments: [Alignment]
    private var rows: [[String]]

    /// A table with a heading, one alignment a column.
    init(_ columns: [(heading: String, alignment: Alignment)]) {
        alignments = columns.map(\.alignment)
        rows = [columns.map(\.heading)]
    }

    /// Adds a row; it has a cell a column.
    mutating func add(_ cells: [String]) {
        rows.append(cells)
    }

    /// The rows, each after `indent` and without spaces at its end.
    func text(indent: String = "  ") -> String {
        let widths = alignments.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(zip(row, widths), alignments).map { cell, alignment in
                let padding = String(repeating: " ", count: cell.1 - cell.0.count)
                return alignment == .left ? cell.0 + padding : padding + cell.0
            }
            var line = indent + cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line + "\n"
        }.joined()
    }
}
