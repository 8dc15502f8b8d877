/// Reader of a whole document (RFC 8259), strict: no duplicate keys, no trailing commas, nothing behind the document.
///
/// A loop over the bytes with a bounded stack of open containers; nothing recurses.
struct JSONParser {
    private(set) var tape: JSONTape
    var position = 0
    private var open: [Int] = []
    private let depthLimit: Int

    /// Reads a document.
    ///
    /// - Requires: At most `UInt32.max` bytes.
    static func parse(_ bytes: [UInt8], depthLimit: Int) throws(JSONError) -> JSONTape {
        var parser = JSONParser(bytes, depthLimit: depthLimit)
        try parser.readDocument()
        return parser.tape
    }

    private init(_ bytes: [UInt8], depthLimit: Int) {
        tape = JSONTape(bytes: bytes)
        // A guess that fits fixtures, which are long strings of digits.
        tape.nodes.reserveCapacity(bytes.count / 64)
        self.depthLimit = depthLimit
    }

    private mutating func readDocument() throws(JSONError) {
        repeat {
            if try !readValue() { continue }
            try closeContainers()
        } while !open.isEmpty
        skipSpace()
        if position < tape.bytes.count { throw unexpected() }
    }

    /// Reads a value, or the beginning of a container.
    ///
    /// - Returns: False behind the beginning of a container that is not empty: another value is due.
    private mutating func readValue() throws(JSONError) -> Bool {
        switch try peek() {
        case UInt8(ascii: "{"):
            return try openContainer(.object, closing: UInt8(ascii: "}"))
        case UInt8(ascii: "["):
            return try openContainer(.array, closing: UInt8(ascii: "]"))
        case UInt8(ascii: "\""): try readString()
        case UInt8(ascii: "t"): try readLiteral("true", .true)
        case UInt8(ascii: "f"): try readLiteral("false", .false)
        case UInt8(ascii: "n"): try readLiteral("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try readNumber()
        default: throw unexpected()
        }
        return true
    }

    private mutating func openContainer(_ kind: JSONNode.Kind, closing: UInt8) throws(JSONError) -> Bool {
        guard open.count < depthLimit else { throw error(.tooDeep(limit: depthLimit, offset: position)) }
        open.append(tape.nodes.count)
        append(kind, from: position, to: position, next: JSONNode.stillOpen)
        position += 1
        if try peek() == closing {
            try closeContainer()
            return true
        }
        if kind == .object { try readKey() }
        return false
    }

    /// Goes on behind a value: to the next one, or out of the containers that end here.
    private mutating func closeContainers() throws(JSONError) {
        while let container = open.last {
            let isObject = tape.nodes[container].kind == .object
            switch try peek() {
            case UInt8(ascii: ","):
                position += 1
                if isObject { try readKey() }
                return
            case isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"):
                try closeContainer()
            default:
                throw unexpected()
            }
        }
    }

    private mutating func closeContainer() throws(JSONError) {
        position += 1
        guard let container = open.popLast() else { return }
        if tape.nodes[container].kind == .object, let key = tape.duplicateKey(of: container) {
            throw JSONError(at: tape.path(to: container), .duplicateKey(key))
        }
        tape.nodes[container].next = UInt32(truncatingIfNeeded: tape.nodes.count)
    }

    private mutating func readKey() throws(JSONError) {
        guard try peek() == UInt8(ascii: "\"") else { throw unexpected() }
        try readString()
        guard try peek() == UInt8(ascii: ":") else { throw unexpected() }
        position += 1
    }

    private mutating func readLiteral(_ word: StaticString, _ kind: JSONNode.Kind) throws(JSONError) {
        let start = position
        for offset in 0..<word.utf8CodeUnitCount {
            guard position < tape.bytes.count else { throw error(.unexpectedEnd) }
            guard tape.bytes[position] == word.utf8Start[offset] else { throw unexpected() }
            position += 1
        }
        append(kind, from: start, to: position)
    }

    /// Adds a value, by default one that holds nothing.
    mutating func append(_ kind: JSONNode.Kind, from start: Int, to end: Int, next: UInt32? = nil) {
        tape.nodes.append(
            JSONNode(
                kind: kind,
                start: UInt32(truncatingIfNeeded: start),
                end: UInt32(truncatingIfNeeded: end),
                next: next ?? UInt32(truncatingIfNeeded: tape.nodes.count + 1)
            )
        )
    }

    /// Adds the resolved content of a string with escapes.
    mutating func append(unescaped content: [UInt8]) {
        let start = tape.unescaped.count
        tape.unescaped += content
        append(.escapedString, from: start, to: tape.unescaped.count)
    }

    /// The next byte that is no space.
    private mutating func peek() throws(JSONError) -> UInt8 {
        skipSpace()
        guard position < tape.bytes.count else { throw error(.unexpectedEnd) }
        return tape.bytes[position]
    }

    private mutating func skipSpace() {
        while position < tape.bytes.count {
            switch tape.bytes[position] {
            case 0x20, 0x0a, 0x0d, 0x09: position += 1
            default: return
            }
        }
    }

    private func unexpected() -> JSONError {
        error(.unexpectedByte(tape.bytes[position], offset: position))
    }

    /// An error at the value that is being read.
    func error(_ problem: JSONError.Problem) -> JSONError {
        JSONError(at: tape.path(to: tape.nodes.count), problem)
    }
}
