/// Breaks text into lines that fit.
package enum TextWrap {
    /// Breaks a text at its spaces; a word that fits into no line is cut.
    ///
    /// - Parameters:
    ///   - text: One line, as `printable` leaves it.
    ///   - width: Most characters of a line, its indent included; at least one character of text stands in each.
    ///   - first: What stands before the first line.
    ///   - indent: What stands before each further one.
    /// - Returns: The lines, at least one, without spaces at their ends.
    package static func lines(_ text: String, width: Int, first: String = "", indent: String = "") -> [String] {
        var lines: [String] = []
        var line = first
        var isEmpty = true
        func finish() {
            while line.last == " " { line.removeLast() }
            lines.append(line)
            line = indent
            isEmpty = true
        }
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            var rest = word[...]
            if !isEmpty {
                if line.count + 1 + rest.count <= width {
                    line += " "
                } else {
                    finish()
                }
            }
            while line.count + rest.count > width {
                let part = rest.prefix(max(1, width - line.count))
                guard part.count < rest.count else { break }
                line += part
                rest = rest.dropFirst(part.count)
                finish()
            }
            line += rest
            isEmpty = false
        }
        finish()
        return lines
    }

    /// The lines of `lines(_:width:first:indent:)`, each with its line break.
    package static func text(_ text: String, width: Int, first: String = "", indent: String = "") -> String {
        lines(text, width: width, first: first, indent: indent).map { $0 + "\n" }.joined()
    }
}
