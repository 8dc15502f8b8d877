import TextOutput

extension SourceText {
    /// Most scalars of a line that a diagnostic shows.
    private static let excerptWidth = 160

    /// The line of a location with its number, and a caret below what is meant.
    ///
    /// - Parameters:
    ///   - location: What is meant.
    ///   - width: Most scalars of the line to show, chosen so that the location's column is among them.
    /// - Returns: Two lines; nothing when the text has no such line.
    func excerpt(at location: SourceLocation, width: Int = excerptWidth) -> String {
        let line = line(at: location)
        guard !line.isEmpty else { return "" }
        let number = String(location.line)
        let margin = String(repeating: " ", count: max(0, 5 - number.count)) + number
        let blank = String(repeating: " ", count: margin.count)
        let window = Self.window(of: line, around: location.column, width: max(1, width))
        let caretOffset = max(0, location.column - 1 - window.lowerBound)
        let underlineEnd = min(location.length - 1, max(0, window.upperBound - location.column))
        var shown = String.UnicodeScalarView()
        shown.append(contentsOf: line[window].map { $0 == "\t" ? " " : $0 })
        return "\(margin) | \(String(shown).printable)\n"
            + "\(blank) | " + String(repeating: " ", count: caretOffset) + "^"
            + String(repeating: "~", count: max(0, underlineEnd)) + "\n"
    }

    private static func window(of line: [Unicode.Scalar], around column: Int, width: Int) -> Range<Int> {
        guard line.count > width else { return 0..<line.count }
        let start = max(0, min(column - 1 - width / 2, line.count - width))
        return start..<start + width
    }
}
