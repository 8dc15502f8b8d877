extension ABI {
    /// Decodes bytes that must be the canonical encoding of values of these types, and nothing else.
    ///
    /// - Throws: `ABIError`; nothing is allocated beyond what the length of `bytes` covers.
    public static func decode(_ bytes: [UInt8], as types: [ABIType]) throws(ABIError) -> [ABIValue] {
        try decode(bytes[...], as: types)
    }

    /// Decodes a part of an array, such as calldata behind its selector.
    ///
    /// - Throws: `ABIError`, its positions counted from the slice's first byte.
    public static func decode(_ bytes: ArraySlice<UInt8>, as types: [ABIType]) throws(ABIError) -> [ABIValue] {
        let reader = ABIReader(bytes: bytes)
        var position = 0
        let values = try reader.readSequence(types, at: &position, depth: 0)
        guard position == bytes.count else { throw .trailingBytes(bytes.count - position) }
        return values
    }
}

/// Reads values at positions counted from the first byte.
struct ABIReader {
    let bytes: ArraySlice<UInt8>

    /// Reads the heads of `types` at `position` and their tails behind; leaves `position` behind the last tail.
    func readSequence(_ types: [ABIType], at position: inout Int, depth: Int) throws(ABIError) -> [ABIValue] {
        guard depth < ABI.maxDepth else { throw .unsupportedType }
        let base = position
        var head = base
        var tail = base + types.reduce(0) { $0 + $1.headByteCount }
        guard tail <= bytes.count else { throw .unexpectedEnd(byteCount: bytes.count) }
        var values: [ABIValue] = []
        values.reserveCapacity(types.count)
        for type in types {
            if type.isDynamic {
                guard try word(at: head).asUInt64 == UInt64(tail - base) else {
                    throw .wrongOffset(expected: tail - base)
                }
                head += 32
                values.append(try readValue(type, at: &tail, depth: depth))
            } else {
                values.append(try readValue(type, at: &head, depth: depth))
            }
        }
        position = tail
        return values
    }

    /// Reads one value at `position`, and leaves `position` behind it.
    private func readValue(_ type: ABIType, at position: inout Int, depth: Int) throws(ABIError) -> ABIValue {
        switch type {
        case .bytes: .bytes(try readBytes(at: &position))
        case .string: .string(try readBytes(at: &position))
        case .array(let element): .array(try readArray(of: element, at: &position, depth: depth))
        case .fixedArray(let element, let count):
            .fixedArray(
                try readSequence([ABIType](repeating: element, count: count), at: &position, depth: depth + 1)
            )
        case .tuple(let types): .tuple(try readSequence(types, at: &position, depth: depth + 1))
        case .uint, .int, .address, .bool, .fixedBytes: try readWord(type, at: &position)
        }
    }

    private func readArray(of element: ABIType, at position: inout Int, depth: Int) throws(ABIError) -> [ABIValue] {
        let count = try readCount(at: &position)
        let size = element.headByteCount
        guard size > 0 else { throw .unsupportedType }
        guard count <= (bytes.count - position) / size else { throw .unexpectedEnd(byteCount: bytes.count) }
        return try readSequence([ABIType](repeating: element, count: count), at: &position, depth: depth + 1)
    }

    private func readBytes(at position: inout Int) throws(ABIError) -> [UInt8] {
        let count = try readCount(at: &position)
        let padding = (32 - count % 32) % 32
        guard count <= bytes.count - position, padding <= bytes.count - position - count else {
            throw .unexpectedEnd(byteCount: bytes.count)
        }
        let start = bytes.startIndex + position
        let value = Array(bytes[start..<start + count])
        guard bytes[(start + count)..<(start + count + padding)].allSatisfy({ $0 == 0 }) else {
            throw .outOfRange(at: position + count - count % 32)
        }
        position += count + padding
        return value
    }

    /// A count of bytes or elements that is not greater than the data could hold.
    private func readCount(at position: inout Int) throws(ABIError) -> Int {
        let value = try word(at: position)
        guard let count = value.asUInt64, count <= UInt64(bytes.count) else {
            throw .unexpectedEnd(byteCount: bytes.count)
        }
        position += 32
        return Int(count)
    }

    /// A value that takes one word.
    private func readWord(_ type: ABIType, at position: inout Int) throws(ABIError) -> ABIValue {
        let value = try word(at: position)
        let result: ABIValue
        switch type {
        case .uint: result = .uint(value)
        case .int: result = .int(value)
        case .address:
            guard value.bitWidthUsed <= 160 else { throw .outOfRange(at: position) }
            result = .address(Address(truncating: value))
        case .bool:
            guard value <= 1 else { throw .outOfRange(at: position) }
            result = .bool(value == 1)
        case .fixedBytes(let count):
            let word = value.bigEndianBytes
            guard count <= 32, word[count...].allSatisfy({ $0 == 0 }) else { throw .outOfRange(at: position) }
            result = .fixedBytes(Array(word[..<count]))
        default: throw .unsupportedType
        }
        guard result.conforms(to: type) else { throw .outOfRange(at: position) }
        position += 32
        return result
    }

    private func word(at position: Int) throws(ABIError) -> UInt256 {
        guard position <= bytes.count - 32 else { throw .unexpectedEnd(byteCount: bytes.count) }
        let start = bytes.startIndex + position
        return UInt256(truncatingBigEndian: bytes[start..<start + 32])
    }
}
