package import TextOutput

/// The assumptions of some rollups side by side: a row a question, a column a rollup.
package struct AssumptionTable: Hashable, Sendable, Encodable {
    /// The columns.
    package let rollups: [Assumptions]

    /// A table of some rollups.
    package init(_ rollups: [Assumptions]) { self.rollups = rollups }

    /// Fewest characters of a column; where they do not fit side by side, the table goes on below.
    private static let narrowest = 20
    /// Characters of the column of questions, and between columns.
    private static let headWidth = 12
    private static let gap = 2

    /// The table as people read it.
    ///
    /// - Parameter style: How wide it is, and whether it may be coloured.
    /// - Returns: The lines, each with its line break.
    package func text(_ style: TextStyle) -> String {
        let room = style.width - Self.headWidth
        let most = max(1, room / (Self.narrowest + Self.gap))
        let parts = stride(from: 0, to: rollups.count, by: most).map {
            Array(rollups[$0..<min($0 + most, rollups.count)])
        }
        let tables = parts.map { part($0, width: room / $0.count - Self.gap, style) }
        let lacks = rollups.flatMap { column in
            column.notModelled.map { lack in
                style.wrapped("\(column.name), not modelled: \(lack)".printable, first: "- ", indent: "  ")
            }
        }
        return (tables + (lacks.isEmpty ? [] : [lacks.joined()])).joined(separator: "\n")
    }

    /// A name in lines that fit, broken after `-`, `_` and spaces where that is possible, so that none of it is lost.
    private static func head(_ name: String, width: Int) -> [String] {
        var lines = [""]
        var piece = ""
        func finish() {
            var rest = piece[...]
            piece = ""
            if lines[lines.count - 1].count + rest.count > width { lines.append("") }
            while rest.count > width {
                lines[lines.count - 1] = String(rest.prefix(width))
                rest = rest.dropFirst(width)
                lines.append("")
            }
            lines[lines.count - 1] += rest
        }
        for character in name {
            piece.append(character)
            if "-_ ".contains(character) { finish() }
        }
        finish()
        return lines.filter { !$0.isEmpty }
    }

    private func part(_ columns: [Assumptions], width: Int, _ style: TextStyle) -> String {
        let names = columns.map { Self.head($0.name.printable, width: width) }
        var text = rows(head: "", names, width: width).map { style.paint($0, .heading) + "\n" }.joined()
        for question in Assumptions.Question.allCases {
            let cells = columns.map { column in
                let answer = column.answers.first { $0.question == question }?.text ?? ""
                return TextWrap.lines(answer.printable, width: width)
            }
            text += rows(head: question.title, cells, width: width).map { $0 + "\n" }.joined()
        }
        return text
    }

    /// The lines of one row, whose cells are broken into lines already.
    private func rows(head: String, _ cells: [[String]], width: Int) -> [String] {
        (0..<(cells.map(\.count).max() ?? 0)).map { index in
            var line = (index == 0 ? head : "").padded(to: Self.headWidth)
            for cell in cells {
                let words = index < cell.count ? cell[index] : ""
                line += String(repeating: " ", count: Self.gap) + words.padded(to: width)
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
