import Primitives

extension JSONError: CustomStringConvertible {
    /// Place and problem in one line: `post.Osaka[3].hash: expected 32 bytes of hex, found "0x00" (1 byte)`.
    public var description: String {
        path.components.isEmpty ? "\(problem)" : "\(path): \(problem)"
    }
}

extension JSONError.Problem: CustomStringConvertible {
    /// What is wrong, in one line.
    public var description: String {
        switch self {
        case .tooManyBytes(let limit, let got): "\(got) bytes, at most \(limit) are read"
        case .tooDeep(let limit, let offset): "nested more than \(limit) deep at byte \(offset)"
        case .unexpectedEnd: "not JSON: the document ends too early"
        case .unexpectedByte(let byte, let offset): "not JSON: unexpected \(Self.name(of: byte)) at byte \(offset)"
        case .invalidUTF8(let offset): "not JSON: the string at byte \(offset) is not UTF-8"
        case .invalidEscape(let offset): "not JSON: invalid escape at byte \(offset)"
        case .invalidNumber(let offset): "not JSON: invalid number at byte \(offset)"
        case .duplicateKey(let key): "duplicate key \(QuotedText.quoted(key))"
        case .missingKey(let key): "missing \(QuotedText.quoted(key))"
        case .mismatch(let expected, let found): "expected \(expected), found \(found)"
        }
    }

    private static func name(of byte: UInt8) -> String {
        (0x21...0x7e).contains(byte) ? "'\(Character(Unicode.Scalar(byte)))'" : Hex.encode([byte])
    }
}
