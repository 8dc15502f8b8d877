/// A table that is broken between its columns where it is wider than a line: each part repeats the first column.
package struct TextMatrix {
    private let labels: [String]
    private var columns: [(head: String, cells: [String])] = []

    /// A table whose rows have these names.
    package init(labels: [String]) { self.labels = labels }

    /// Adds a column of numbers; it has a cell per row.
    package mutating func add(_ head: String, _ cells: [String]) { columns.append((head, cells)) }

    /// The table in as many parts as it takes; a part has at least one column.
    package func text(width: Int, indent: String) -> String {
        var text = ""
        var rest = columns[...]
        let labelWidth = labels.map(\.count).max() ?? 0
        while let first = rest.first {
            var taken = [first]
            var used = indent.count + labelWidth + 2 + Self.width(of: first)
            for column in rest.dropFirst() {
                used += 2 + Self.width(of: column)
                guard used <= width else { break }
                taken.append(column)
            }
            rest = rest.dropFirst(taken.count)
            var table = TextTable([(heading: "", alignment: .left)] + taken.map { ($0.head, .right) })
            for (row, label) in labels.enumerated() { table.add([label] + taken.map { $0.cells[row] }) }
            text += table.text(indent: indent)
        }
        return text
    }

    private static func width(of column: (head: String, cells: [String])) -> Int {
        ([column.head] + column.cells).map(\.count).max() ?? 0
    }
}
