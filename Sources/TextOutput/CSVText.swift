/// The one writer of comma-separated values (RFC 4180).
package enum CSVText {
    /// A row with the line break that the format wants.
    package static func line(_ cells: [String]) -> String { cells.map(quoted).joined(separator: ",") + "\r\n" }

    /// A cell; one that a spreadsheet would take for a formula is made text.
    private static func quoted(_ cell: String) -> String {
        let isFormula = cell.first.map { "=+@\t\r".contains($0) || ($0 == "-" && Int(cell) == nil) } ?? false
        let safe = isFormula ? "'" + cell : cell
        guard safe.contains(where: { ",\"\n\r\r\n".contains($0) }) else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
}
