/// Strict reader of one container's fields, in order.
///
/// All offsets are checked before the first field is read: the first one equals the size of the fixed part, none
/// decreases, none leaves the bytes. A container without fields of variable size must fill the bytes exactly.
public struct SSZContainerReader: Sendable {
    private let bytes: ArraySlice<UInt8>
    private let layout: SSZLayout
    private var fieldIndex = 0
    private var position: Int
    private var variableStart: Int

    /// Checks the offsets of a container.
    ///
    /// - Throws: `SSZError` when the fixed part is incomplete or an offset is not canonical.
    public init(_ bytes: ArraySlice<UInt8>, layout: SSZLayout) throws(SSZError) {
        guard layout.isFixed ? bytes.count == layout.fixedByteCount : bytes.count >= layout.fixedByteCount else {
            throw .wrongLength(expected: layout.fixedByteCount, got: bytes.count)
        }
        self.bytes = bytes
        self.layout = layout
        position = bytes.startIndex
        variableStart = bytes.startIndex + layout.fixedByteCount
        var previous = layout.fixedByteCount
        var isFirst = true
        var at = bytes.startIndex
        for byteCount in layout.fieldByteCounts {
            if byteCount == nil {
                let offset = SSZ.offset(in: bytes, at: at)
                if isFirst, offset != previous { throw .wrongFirstOffset(expected: previous, got: offset) }
                try SSZ.checkOffset(offset, previous: previous, byteCount: bytes.count)
                previous = offset
                isFirst = false
            }
            at += byteCount ?? SSZ.offsetByteCount
        }
    }

    /// Reads the next field's bytes.
    ///
    /// - Throws: `SSZError.wrongLength` when the layout has no further field.
    public mutating func readField() throws(SSZError) -> ArraySlice<UInt8> {
        guard fieldIndex < layout.fieldByteCounts.count else { throw .wrongLength(expected: 0, got: 0) }
        let byteCount = layout.fieldByteCounts[fieldIndex]
        fieldIndex += 1
        if let byteCount {
            defer { position += byteCount }
            return bytes[position..<position + byteCount]
        }
        position += SSZ.offsetByteCount
        let end = nextVariableStart()
        defer { variableStart = end }
        return bytes[variableStart..<end]
    }

    private func nextVariableStart() -> Int {
        var at = position
        for byteCount in layout.fieldByteCounts[fieldIndex...] {
            guard let byteCount else { return bytes.startIndex + SSZ.offset(in: bytes, at: at) }
            at += byteCount
        }
        return bytes.endIndex
    }

    /// Reads a field of exactly `byteCount` bytes.
    ///
    /// - Throws: `SSZError.wrongLength`.
    public mutating func readBytes(_ byteCount: Int) throws(SSZError) -> [UInt8] {
        let field = try readField()
        guard field.count == byteCount else { throw .wrongLength(expected: byteCount, got: field.count) }
        return Array(field)
    }

    /// Reads 32 bytes.
    ///
    /// - Throws: `SSZError.wrongLength`.
    public mutating func readBytes32() throws(SSZError) -> Bytes32 {
        let field = try readField()
        guard let value = Bytes32(field) else { throw .wrongLength(expected: 32, got: field.count) }
        return value
    }

    /// Reads 20 bytes.
    ///
    /// - Throws: `SSZError.wrongLength`.
    public mutating func readAddress() throws(SSZError) -> Address {
        let field = try readField()
        guard let value = Address(field) else { throw .wrongLength(expected: 20, got: field.count) }
        return value
    }

    /// Reads a `uint64`.
    ///
    /// - Throws: `SSZError.wrongLength`.
    public mutating func readUInt64() throws(SSZError) -> UInt64 {
        let field = try readField()
        guard field.count == 8 else { throw .wrongLength(expected: 8, got: field.count) }
        return SSZ.littleEndian(field)
    }

    /// Reads a `uint16`.
    ///
    /// - Throws: `SSZError.wrongLength`.
    public mutating func readUInt16() throws(SSZError) -> UInt16 {
        let field = try readField()
        guard field.count == 2 else { throw .wrongLength(expected: 2, got: field.count) }
        return UInt16(truncatingIfNeeded: SSZ.littleEndian(field))
    }

    /// Reads a `uint256`.
    ///
    /// - Throws: `SSZError.wrongLength`.
    public mutating func readUInt256() throws(SSZError) -> UInt256 {
        let field = try readField()
        guard field.count == 32 else { throw .wrongLength(expected: 32, got: field.count) }
        return UInt256(truncatingBigEndian: field.reversed())
    }

    /// Reads a `boolean`.
    ///
    /// - Throws: `SSZError.wrongLength`, `.invalidBoolean`.
    public mutating func readBoolean() throws(SSZError) -> Bool {
        let field = try readField()
        guard let byte = field.first, field.count == 1 else { throw .wrongLength(expected: 1, got: field.count) }
        guard byte <= 1 else { throw .invalidBoolean(byte) }
        return byte == 1
    }

    /// Reads a byte list.
    ///
    /// - Parameter limit: Most bytes that the type allows, nil for a progressive byte list.
    /// - Returns: The bytes.
    /// - Throws: `SSZError.tooManyBytes`.
    public mutating func readByteList(limit: Int? = nil) throws(SSZError) -> [UInt8] {
        [UInt8](copying: try SSZ.checkedByteList(try readField(), limit: limit))
    }
}
