import Primitives

extension JSONParser {
    /// Reads a string; `position` is at its quotation mark.
    mutating func readString() throws(JSONError) {
        let start = position + 1
        var isASCII = true
        var end = start
        let bytes = tape.bytes
        scan: while end < bytes.count {
            let byte = bytes[end]
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): break scan
            case 0..<0x20:
                throw error(.unexpectedByte(byte, offset: end))
            default:
                if byte >= 0x80 { isASCII = false }
                end += 1
            }
        }
        guard end < bytes.count else { throw error(.unexpectedEnd) }
        if bytes[end] == UInt8(ascii: "\\") {
            try readEscapedString(from: start, firstEscape: end)
            return
        }
        guard isASCII || String(validating: bytes[start..<end], as: UTF8.self) != nil else {
            throw error(.invalidUTF8(offset: start))
        }
        position = end + 1
        append(.string, from: start, to: end)
    }

    private mutating func readEscapedString(from start: Int, firstEscape: Int) throws(JSONError) {
        let bytes = tape.bytes
        var content = Array(bytes[start..<firstEscape])
        position = firstEscape
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                guard String(validating: content, as: UTF8.self) != nil else {
                    throw error(.invalidUTF8(offset: start))
                }
                position += 1
                append(unescaped: content)
                return
            case UInt8(ascii: "\\"):
                content.append(contentsOf: String(try readEscape()).utf8)
            case 0..<0x20:
                throw error(.unexpectedByte(byte, offset: position))
            default:
                content.append(byte)
                position += 1
            }
        }
        throw error(.unexpectedEnd)
    }

    /// Reads an escape; `position` is at its backslash.
    private mutating func readEscape() throws(JSONError) -> Unicode.Scalar {
        let start = position
        guard start + 1 < tape.bytes.count else { throw error(.unexpectedEnd) }
        position += 2
        switch tape.bytes[start + 1] {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{08}"
        case UInt8(ascii: "f"): return "\u{0c}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): break
        default: throw error(.invalidEscape(offset: start))
        }
        let unit = try readCodeUnit(start)
        if let scalar = Unicode.Scalar(unit) { return scalar }
        // Only a pair of surrogates names a character above U+FFFF.
        guard unit < 0xdc00, tape.bytes[position...].starts(with: "\\u".utf8) else {
            throw error(.invalidEscape(offset: start))
        }
        position += 2
        let low = try readCodeUnit(start)
        guard
            (0xdc00...0xdfff).contains(low),
            let scalar = Unicode.Scalar(0x1_0000 + (unit - 0xd800) << 10 + (low - 0xdc00))
        else { throw error(.invalidEscape(offset: start)) }
        return scalar
    }

    /// Reads four hexadecimal digits.
    private mutating func readCodeUnit(_ escape: Int) throws(JSONError) -> UInt32 {
        guard position + 4 <= tape.bytes.count else { throw error(.unexpectedEnd) }
        var unit: UInt32 = 0
        for byte in tape.bytes[position..<position + 4] {
            guard let digit = Hex.digit(byte) else { throw error(.invalidEscape(offset: escape)) }
            unit = unit << 4 | UInt32(digit)
        }
        position += 4
        return unit
    }

    /// Reads a number, which stays text until it is asked for.
    mutating func readNumber() throws(JSONError) {
        let start = position
        if current == UInt8(ascii: "-") { position += 1 }
        let firstDigit = position
        skipDigits()
        let isWhole =
            position > firstDigit && (tape.bytes[firstDigit] != UInt8(ascii: "0") || position == firstDigit + 1)
        guard isWhole else { throw error(.invalidNumber(offset: start)) }
        if current == UInt8(ascii: ".") {
            position += 1
            guard skipDigits() else { throw error(.invalidNumber(offset: start)) }
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            guard skipDigits() else { throw error(.invalidNumber(offset: start)) }
        }
        append(.number, from: start, to: position)
    }

    private var current: UInt8? {
        position < tape.bytes.count ? tape.bytes[position] : nil
    }

    /// - Returns: Whether there was a digit.
    @discardableResult
    private mutating func skipDigits() -> Bool {
        let start = position
        while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            position += 1
        }
        return position > start
    }
}
