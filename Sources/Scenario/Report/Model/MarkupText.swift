import TextOutput

extension String {
    /// The text as XML and HTML show it, whoever wrote it, between tags and within quotes alike.
    ///
    /// Characters that XML cannot hold are shown escaped, as on a terminal.
    var escapedForMarkup: String {
        var text = ""
        for character in split(separator: "\n", omittingEmptySubsequences: false).map(\.printable)
            .joined(separator: "\n")
            .unicodeScalars
        {
            switch character {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "'": text += "&#39;"
            case "\n": text += "&#10;"
            case "\u{FFFE}", "\u{FFFF}": text += "\u{FFFD}"
            default: text.unicodeScalars.append(character)
            }
        }
        return text
    }
}
