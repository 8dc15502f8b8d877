/// Strict reader of RLP items, one after another (Yellow Paper, appendix B).
///
/// Nothing is copied until an item is asked for as an array; nested lists are readers over the same bytes, so depth
/// costs nothing and hostile nesting cannot exhaust the stack.
public struct RLPDecoder: Sendable {
    private var rest: ArraySlice<UInt8>

    /// Reads the items that `bytes` holds.
    public init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    /// Reads the items that a slice holds.
    public init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    /// True when no item is left.
    public var isAtEnd: Bool { rest.isEmpty }

    /// True when the next item is a list; false at the end.
    public var nextIsList: Bool { (rest.first ?? 0) >= 0xc0 }

    /// Bytes not yet read.
    public var remainingByteCount: Int { rest.count }

    /// Reads a string.
    ///
    /// - Throws: `RLPError` when the item is not a canonical string.
    public mutating func readBytes() throws(RLPError) -> ArraySlice<UInt8> {
        let header = try nextHeader()
        guard !header.isList else { throw .expectedString }
        return take(header).payload
    }

    /// Reads a string into an array of its own.
    ///
    /// - Throws: `RLPError` when the item is not a canonical string.
    public mutating func readArray() throws(RLPError) -> [UInt8] {
        [UInt8](copying: try readBytes())
    }

    /// Reads a list as a reader of its items.
    ///
    /// - Throws: `RLPError` when the item is not a list.
    public mutating func readList() throws(RLPError) -> RLPDecoder {
        let header = try nextHeader()
        guard header.isList else { throw .expectedList }
        return RLPDecoder(take(header).payload)
    }

    /// Reads any item with its header, without looking inside.
    ///
    /// - Throws: `RLPError` when the header is malformed or exceeds the bytes.
    public mutating func readRawItem() throws(RLPError) -> ArraySlice<UInt8> {
        take(try nextHeader()).item
    }

    /// Reads a canonical integer of at most 64 bits.
    ///
    /// - Throws: `RLPError.leadingZero`, `.integerOverflow`, or what `readBytes` throws.
    public mutating func readUInt64() throws(RLPError) -> UInt64 {
        let bytes = try readBytes()
        // The size goes before the form, as the names of public vectors have it.
        guard bytes.count <= 8 else { throw .integerOverflow }
        guard bytes.first != 0 else { throw .leadingZero }
        var value: UInt64 = 0
        for byte in bytes { value = value &<< 8 | UInt64(byte) }
        return value
    }

    /// Reads a canonical integer of at most 256 bits.
    ///
    /// - Throws: `RLPError.leadingZero`, `.integerOverflow`, or what `readBytes` throws.
    public mutating func readUInt256() throws(RLPError) -> UInt256 {
        let bytes = try readBytes()
        guard bytes.first != 0 else { throw .leadingZero }
        guard bytes.count <= 32 else { throw .integerOverflow }
        return UInt256(truncatingBigEndian: bytes)
    }

    /// Reads a string of exactly 32 bytes.
    ///
    /// - Throws: `RLPError.wrongLength`, or what `readBytes` throws.
    public mutating func readBytes32() throws(RLPError) -> Bytes32 {
        let bytes = try readBytes()
        guard let value = Bytes32(bytes) else { throw .wrongLength(expected: 32, got: bytes.count) }
        return value
    }

    /// Reads a string of exactly 20 bytes.
    ///
    /// - Throws: `RLPError.wrongLength`, or what `readBytes` throws.
    public mutating func readAddress() throws(RLPError) -> Address {
        let bytes = try readBytes()
        guard let value = Address(bytes) else { throw .wrongLength(expected: 20, got: bytes.count) }
        return value
    }

    /// Checks that nothing is left.
    ///
    /// - Throws: `RLPError.trailingBytes`.
    public func finish() throws(RLPError) {
        guard rest.isEmpty else { throw .trailingBytes }
    }

    private struct Header {
        var isList: Bool
        var headerLength: Int
        var payloadLength: Int
    }

    private mutating func take(_ header: Header) -> (item: ArraySlice<UInt8>, payload: ArraySlice<UInt8>) {
        // The header was checked against what is left.
        let start = rest.startIndex
        let payload = start &+ header.headerLength
        let end = payload &+ header.payloadLength
        defer { rest = rest[end...] }
        return (rest[start..<end], rest[payload..<end])
    }

    private func nextHeader() throws(RLPError) -> Header {
        guard let first = rest.first else { throw .unexpectedEnd }
        switch first {
        case ..<0x80:
            return Header(isList: false, headerLength: 0, payloadLength: 1)
        case ..<0xb8:
            let header = try shortHeader(isList: false, length: Int(first &- 0x80))
            if header.payloadLength == 1, rest[rest.startIndex &+ 1] < 0x80 { throw .nonCanonicalByte }
            return header
        case ..<0xc0:
            return try longHeader(isList: false, lengthOfLength: Int(first &- 0xb7))
        case ..<0xf8:
            return try shortHeader(isList: true, length: Int(first &- 0xc0))
        default:
            return try longHeader(isList: true, lengthOfLength: Int(first &- 0xf7))
        }
    }

    private func shortHeader(isList: Bool, length: Int) throws(RLPError) -> Header {
        guard rest.count > length else { throw .unexpectedEnd }
        return Header(isList: isList, headerLength: 1, payloadLength: length)
    }

    private func longHeader(isList: Bool, lengthOfLength: Int) throws(RLPError) -> Header {
        guard rest.count > lengthOfLength else { throw .unexpectedEnd }
        let lengthBytes = rest.dropFirst().prefix(lengthOfLength)
        guard lengthBytes.first != 0 else { throw .nonCanonicalLength }
        // Eight length bytes fill a word; what exceeds the bytes at hand is refused before it is used.
        let length = lengthBytes.reduce(UInt64(0)) { $0 &<< 8 | UInt64($1) }
        guard length >= 56 else { throw .nonCanonicalLength }
        guard length <= UInt64(rest.count &- 1 &- lengthOfLength) else { throw .unexpectedEnd }
        return Header(isList: isList, headerLength: 1 &+ lengthOfLength, payloadLength: Int(length))
    }
}
