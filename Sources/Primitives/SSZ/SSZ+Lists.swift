extension SSZ {
    /// Splits a list of elements of fixed size.
    ///
    /// - Parameters:
    ///   - bytes: The list's serialization.
    ///   - elementByteCount: Bytes of one element, positive.
    ///   - limit: Most elements that the type allows, nil for a progressive list.
    ///   - decode: Reads one element.
    /// - Returns: The elements in order.
    /// - Throws: `SSZError`.
    public static func decodeList<Element>(
        _ bytes: ArraySlice<UInt8>,
        elementByteCount: Int,
        limit: Int? = nil,
        decode: (ArraySlice<UInt8>) throws(SSZError) -> Element
    ) throws(SSZError) -> [Element] {
        let count = bytes.count / elementByteCount
        guard count * elementByteCount == bytes.count else {
            throw .partialElement(byteCount: bytes.count, elementByteCount: elementByteCount)
        }
        if let limit, count > limit { throw .tooManyElements(limit: limit, got: count) }
        var elements: [Element] = []
        elements.reserveCapacity(count)
        var start = bytes.startIndex
        while start < bytes.endIndex {
            elements.append(try decode(bytes[start..<start + elementByteCount]))
            start += elementByteCount
        }
        return elements
    }

    /// Splits a list of byte lists.
    ///
    /// - Parameters:
    ///   - bytes: The list's serialization.
    ///   - limit: Most elements that the type allows, nil for a progressive list.
    ///   - elementLimit: Most bytes of one element, nil for progressive byte lists.
    /// - Returns: The elements in order.
    /// - Throws: `SSZError`.
    public static func decodeByteLists(
        _ bytes: ArraySlice<UInt8>,
        limit: Int? = nil,
        elementLimit: Int? = nil
    ) throws(SSZError) -> [[UInt8]] {
        var elements: [[UInt8]] = []
        for element in try splitVariableElements(bytes, limit: limit) {
            elements.append([UInt8](copying: try checkedByteList(element, limit: elementLimit)))
        }
        return elements
    }

    /// Writes a list of byte lists: the offsets, then the elements.
    public static func encodeByteLists(_ elements: [[UInt8]]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(elements.reduce(0) { $0 + $1.count + offsetByteCount })
        var offset = elements.count * offsetByteCount
        for element in elements {
            appendLittleEndian(UInt64(offset), byteCount: offsetByteCount, to: &bytes)
            offset += element.count
        }
        for element in elements {
            bytes.append(contentsOf: element)
        }
        return bytes
    }

    private static func splitVariableElements(
        _ bytes: ArraySlice<UInt8>,
        limit: Int?
    ) throws(SSZError) -> [ArraySlice<UInt8>] {
        if bytes.isEmpty { return [] }
        guard bytes.count >= offsetByteCount else { throw .wrongLength(expected: offsetByteCount, got: bytes.count) }
        let first = offset(in: bytes, at: bytes.startIndex)
        guard first > 0, first % offsetByteCount == 0 else { throw .offsetNotAligned(first) }
        guard first <= bytes.count else { throw .offsetOutOfBounds(offset: first, byteCount: bytes.count) }
        let count = first / offsetByteCount
        if let limit, count > limit { throw .tooManyElements(limit: limit, got: count) }
        var elements: [ArraySlice<UInt8>] = []
        elements.reserveCapacity(count)
        var start = first
        for index in 1..<count + 1 {
            let end = index == count ? bytes.count : offset(in: bytes, at: bytes.startIndex + index * offsetByteCount)
            try checkOffset(end, previous: start, byteCount: bytes.count)
            elements.append(bytes[bytes.startIndex + start..<bytes.startIndex + end])
            start = end
        }
        return elements
    }

    /// The offset that a container whose first field is of variable size opens with: the size of its fixed part.
    ///
    /// - Returns: The offset, unchecked; nil when the bytes end before it does.
    public static func firstOffset(of bytes: ArraySlice<UInt8>) -> Int? {
        bytes.count >= offsetByteCount ? offset(in: bytes, at: bytes.startIndex) : nil
    }

    /// Reads an offset that lies wholly inside `bytes`.
    static func offset(in bytes: ArraySlice<UInt8>, at position: Int) -> Int {
        Int(littleEndian(bytes[position..<position + offsetByteCount]))
    }

    static func checkOffset(_ offset: Int, previous: Int, byteCount: Int) throws(SSZError) {
        guard offset >= previous else { throw .offsetOutOfOrder(previous: previous, got: offset) }
        guard offset <= byteCount else { throw .offsetOutOfBounds(offset: offset, byteCount: byteCount) }
    }

    static func checkedByteList(_ bytes: ArraySlice<UInt8>, limit: Int?) throws(SSZError) -> ArraySlice<UInt8> {
        if let limit, bytes.count > limit { throw .tooManyBytes(limit: limit, got: bytes.count) }
        return bytes
    }
}
