extension StringProtocol {
    /// The text as a report may show it, whoever wrote it: on one line, without characters that a terminal obeys.
    ///
    /// Names, reasons and paths come from files, and a file could otherwise forge lines of a report or hide some.
    /// Control and format characters (Unicode Cc and Cf: escape sequences, changes of direction) and line separators
    /// are written as Swift writes them in a literal, such as `\n` and `\u{1b}`; everything else stays.
    package var printable: String {
        if utf8.allSatisfy({ (0x20...0x7e).contains($0) }) { return String(self) }
        var text = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            default:
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator:
                    text += "\\u{\(String(scalar.value, radix: 16))}"
                default:
                    text.unicodeScalars.append(scalar)
                }
            }
        }
        return text
    }
}
