/// Tree of a JSON document; enough for fixtures, which hold objects, arrays, strings, numbers and booleans.
indirect enum JSON {
    case object([String: JSON])
    case array([JSON])
    case string(String)
    case number(Double)
    case bool(Bool)
    case null

    /// Member of an object, or null.
    subscript(key: String) -> JSON {
        guard case .object(let members) = self else { return .null }
        return members[key] ?? .null
    }

    var members: [String: JSON] {
        guard case .object(let members) = self else { return [:] }
        return members
    }

    var elements: [JSON] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }

    var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    var integer: Int? {
        guard case .number(let value) = self else { return nil }
        return Int(exactly: value)
    }

    var isNull: Bool {
        if case .null = self { true } else { false }
    }
}

/// Why bytes are not the JSON that a fixture holds.
struct JSONError: Error {
    var offset: Int
}

/// Reader of one document.
struct JSONParser {
    private let bytes: [UInt8]
    private var position = 0

    static func parse(_ bytes: [UInt8]) throws -> JSON {
        var parser = JSONParser(bytes: bytes)
        let value = try parser.value()
        parser.skipSpace()
        guard parser.position == bytes.count else { throw JSONError(offset: parser.position) }
        return value
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func skipSpace() {
        while position < bytes.count, bytes[position] <= 0x20 {
            position += 1
        }
    }

    private mutating func next() throws -> UInt8 {
        skipSpace()
        guard position < bytes.count else { throw JSONError(offset: position) }
        position += 1
        return bytes[position - 1]
    }

    private mutating func value() throws -> JSON {
        switch try next() {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("rue", .bool(true))
        case UInt8(ascii: "f"): return try literal("alse", .bool(false))
        case UInt8(ascii: "n"): return try literal("ull", .null)
        default: return try number()
        }
    }

    private mutating func literal(_ rest: String, _ value: JSON) throws -> JSON {
        guard bytes[position...].starts(with: rest.utf8) else { throw JSONError(offset: position) }
        position += rest.utf8.count
        return value
    }

    private mutating func number() throws -> JSON {
        let start = position - 1
        while position < bytes.count, !"]},\n ".utf8.contains(bytes[position]) {
            position += 1
        }
        guard let value = Double(String(decoding: bytes[start..<position], as: UTF8.self)) else {
            throw JSONError(offset: start)
        }
        return .number(value)
    }

    private mutating func object() throws -> JSON {
        var members: [String: JSON] = [:]
        skipSpace()
        if position < bytes.count, bytes[position] == UInt8(ascii: "}") {
            position += 1
            return .object(members)
        }
        while true {
            guard try next() == UInt8(ascii: "\"") else { throw JSONError(offset: position) }
            let key = try string()
            guard try next() == UInt8(ascii: ":") else { throw JSONError(offset: position) }
            members[key] = try value()
            switch try next() {
            case UInt8(ascii: ","): continue
            case UInt8(ascii: "}"): return .object(members)
            default: throw JSONError(offset: position)
            }
        }
    }

    private mutating func array() throws -> JSON {
        var elements: [JSON] = []
        skipSpace()
        if position < bytes.count, bytes[position] == UInt8(ascii: "]") {
            position += 1
            return .array(elements)
        }
        while true {
            elements.append(try value())
            switch try next() {
            case UInt8(ascii: ","): continue
            case UInt8(ascii: "]"): return .array(elements)
            default: throw JSONError(offset: position)
            }
        }
    }

    private mutating func string() throws -> String {
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "\""), bytes[position] != UInt8(ascii: "\\") {
            position += 1
        }
        guard position < bytes.count else { throw JSONError(offset: position) }
        if bytes[position] == UInt8(ascii: "\"") {
            position += 1
            return String(decoding: bytes[start..<position - 1], as: UTF8.self)
        }
        return try escapedString(from: start)
    }

    private mutating func escapedString(from start: Int) throws -> String {
        var content = Array(bytes[start..<position])
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: content, as: UTF8.self) }
            guard byte == UInt8(ascii: "\\") else {
                content.append(byte)
                continue
            }
            guard position < bytes.count else { break }
            let escape = bytes[position]
            position += 1
            switch escape {
            case UInt8(ascii: "n"): content.append(0x0a)
            case UInt8(ascii: "t"): content.append(0x09)
            case UInt8(ascii: "r"): content.append(0x0d)
            case UInt8(ascii: "b"): content.append(0x08)
            case UInt8(ascii: "f"): content.append(0x0c)
            case UInt8(ascii: "u"):
                guard
                    position + 4 <= bytes.count,
                    let unit = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16),
                    let scalar = Unicode.Scalar(unit)
                else { throw JSONError(offset: position) }
                position += 4
                content.append(contentsOf: Array(String(Character(scalar)).utf8))
            default: content.append(escape)
            }
        }
        throw JSONError(offset: position)
    }
}
