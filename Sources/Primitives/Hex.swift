/// Hexadecimal text of byte strings.
public enum Hex {
    /// Lower-case digits behind `0x`.
    public static func encode(_ bytes: some Collection<UInt8>) -> String {
        "0x" + encodeUnprefixed(bytes)
    }

    /// Lower-case digits alone.
    public static func encodeUnprefixed(_ bytes: some Collection<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            text.append(character(byte >> 4))
            text.append(character(byte & 15))
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads an even number of digits with an optional `0x`; nil when malformed.
    public static func decode(_ text: String) -> [UInt8]? {
        decode(digits: withoutPrefix(text))
    }

    /// Reads an even number of digits, given as ASCII without `0x`; nil when malformed.
    public static func decode(digits: ArraySlice<UInt8>) -> [UInt8]? {
        guard digits.count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        var index = digits.startIndex
        while index < digits.endIndex {
            guard let high = digit(digits[index]), let low = digit(digits[index + 1]) else { return nil }
            bytes.append(high << 4 | low)
            index += 2
        }
        return bytes
    }

    /// The characters after an optional `0x`.
    static func withoutPrefix(_ text: String) -> ArraySlice<UInt8> {
        let characters = Array(text.utf8)
        let hasPrefix = characters.count >= 2 && characters[0] == 0x30 && characters[1] | 0x20 == 0x78
        return characters[(hasPrefix ? 2 : 0)...]
    }

    /// Value of one digit, either case, given as ASCII; nil for another character.
    @inlinable
    public static func digit(_ character: UInt8) -> UInt8? {
        switch character {
        case 0x30...0x39: character &- 0x30
        case 0x41...0x46: character &- 0x41 &+ 10
        case 0x61...0x66: character &- 0x61 &+ 10
        default: nil
        }
    }

    private static func character(_ nibble: UInt8) -> UInt8 {
        nibble < 10 ? 0x30 &+ nibble : 0x61 &+ nibble &- 10
    }
}
