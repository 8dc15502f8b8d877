import TextOutput

extension String {
    /// The text as XML and HTML show it, whoever wrote it, between tags and within quotes alike.
    ///
    /// Characters that XML cannot hold are shown escaped, as on a terminal; line breaks stay.
    var escapedForMarkup: String {
        let isPlain = utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): false
            case 0x20...0x7e: true
            default: false
            }
        }
        if isPlain { return self }
        var text = ""
        for (index, line) in unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { text += "&#10;" }
            for scalar in String(line).printable.unicodeScalars {
                switch scalar {
                case "&": text += "&amp;"
                case "<": text += "&lt;"
                case ">": text += "&gt;"
                case "\"": text += "&quot;"
                case "'": text += "&#39;"
                case "\u{FFFE}", "\u{FFFF}": text += "\u{FFFD}"
                default: text.unicodeScalars.append(scalar)
                }
            }
        }
        return text
    }
}
