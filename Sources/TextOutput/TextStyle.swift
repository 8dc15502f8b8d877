/// How a text for people looks: how wide it is, and whether it may be coloured.
package struct TextStyle: Hashable, Sendable {
    /// Most characters of a line.
    package var width: Int
    /// Whether the reader's terminal shows colours.
    package var isColoured: Bool

    /// Width of a text that goes to no terminal.
    package static let defaultWidth = 80
    /// The narrowest text; a narrower terminal breaks lines by itself.
    package static let minimumWidth = 40

    /// Without arguments 80 columns without colours.
    package init(width: Int = defaultWidth, isColoured: Bool = false) {
        self.width = max(width, Self.minimumWidth)
        self.isColoured = isColoured
    }

    /// What a colour means.
    package enum Meaning: String, Sendable {
        /// A heading.
        case heading = "1"
        /// As it has to be.
        case good = "32"
        /// A failure, though an expected one.
        case failure = "33"
        /// Not as it has to be.
        case bad = "1;31"
        /// Beside the point.
        case quiet = "2"
    }

    /// The text in the colour of a meaning, or as it is where colours are not shown.
    package func paint(_ text: String, _ meaning: Meaning) -> String {
        guard isColoured, !text.isEmpty else { return text }
        return "\u{1B}[\(meaning.rawValue)m\(text)\u{1B}[0m"
    }

    /// The text broken into lines that fit, each in the colour of a meaning.
    package func wrapped(_ text: String, _ meaning: Meaning? = nil, first: String = "", indent: String = "") -> String {
        TextWrap.lines(text, width: width, first: first, indent: indent)
            .map { line in (meaning.map { paint(line, $0) } ?? line) + "\n" }.joined()
    }
}
