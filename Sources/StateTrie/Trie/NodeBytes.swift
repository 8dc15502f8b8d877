import Primitives

/// Bounds-checked, strict reading of the RLP items of a trie node in memory.
///
/// Safety: the creator keeps the memory alive while it reads; no method reads outside `0..<count`.
struct NodeBytes {
    let base: UnsafeRawPointer
    let count: Int

    /// One RLP item, as offsets.
    struct Item {
        var isList: Bool
        var start: Int
        var payload: Int
        var end: Int

        var payloadByteCount: Int { end &- payload }
        var byteCount: Int { end &- start }
    }

    /// The item that starts at `start` and may not reach beyond `limit`.
    ///
    /// - Requires: `limit <= count`.
    /// - Throws: `RLPError` when the item's header is not canonical or exceeds the limit.
    func item(at start: Int, limit: Int) throws(RLPError) -> Item {
        guard start < limit else { throw .unexpectedEnd }
        let first = byte(start)
        if first < 0x80 { return Item(isList: false, start: start, payload: start, end: start &+ 1) }
        let isList = first >= 0xc0
        let code = Int(isList ? first &- 0xc0 : first &- 0x80)
        let headerByteCount: Int
        let byteCount: Int
        if code < 56 {
            headerByteCount = 1
            byteCount = code
        } else {
            headerByteCount = 1 &+ code &- 55
            byteCount = try longLength(at: start &+ 1, byteCount: code &- 55, limit: limit)
        }
        let payload = start &+ headerByteCount
        guard byteCount <= limit &- payload else { throw .unexpectedEnd }
        if !isList, byteCount == 1, byte(payload) < 0x80 { throw .nonCanonicalByte }
        return Item(isList: isList, start: start, payload: payload, end: payload &+ byteCount)
    }

    /// The 32 bytes from `offset`.
    ///
    /// - Requires: an item of 32 bytes there.
    func hash(at offset: Int) -> Bytes32 {
        Bytes32(bigEndianAt: base + offset)
    }

    /// Bytes of a child that is known by its hash: a string of 32 bytes behind its header.
    static let childHashByteCount = 33

    /// The hash that starts at `start` and may not reach beyond `limit`; nil for any other item.
    ///
    /// - Requires: `start < limit <= count`.
    @inline(__always)
    func childHash(at start: Int, limit: Int) -> Bytes32? {
        guard limit &- start >= Self.childHashByteCount, byte(start) == 0xa0 else { return nil }
        return hash(at: start &+ 1)
    }

    /// The bytes of an item's payload.
    func payload(of item: Item) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: base + item.payload, count: item.payloadByteCount)
    }

    private func byte(_ offset: Int) -> UInt8 {
        base.load(fromByteOffset: offset, as: UInt8.self)
    }

    private func longLength(at start: Int, byteCount: Int, limit: Int) throws(RLPError) -> Int {
        guard byteCount < limit &- start else { throw .unexpectedEnd }
        guard byte(start) != 0 else { throw .nonCanonicalLength }
        // No node comes near 2^32 bytes, so longer lengths exceed the limit whatever they say.
        guard byteCount <= 4 else { throw .unexpectedEnd }
        var length = 0
        for offset in start..<start &+ byteCount {
            length = length &<< 8 | Int(byte(offset))
        }
        guard length >= 56 else { throw .nonCanonicalLength }
        return length
    }
}
