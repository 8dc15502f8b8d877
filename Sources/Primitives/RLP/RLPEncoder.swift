/// Writer of RLP items (Yellow Paper, appendix B).
public struct RLPEncoder: Sendable {
    /// What was written so far.
    public private(set) var bytes: [UInt8]

    /// The most bytes of an item's header: the first byte, and eight of length.
    private static let headerLimit = 9

    /// Starts empty.
    public init() {
        bytes = []
    }

    /// Starts empty, with room for so many bytes.
    private init(reserving byteCount: Int) {
        bytes = []
        bytes.reserveCapacity(byteCount)
    }

    /// Writes a string.
    public mutating func append(bytes string: some Collection<UInt8>) {
        // Most collections are one piece of memory; what is not becomes one.
        if string.withContiguousStorageIfAvailable({ append(string: UnsafeRawBufferPointer($0)) }) == nil {
            [UInt8](string).withUnsafeBytes { append(string: $0) }
        }
    }

    private mutating func append(string: UnsafeRawBufferPointer) {
        if string.count != 1 || string[0] >= 0x80 {
            appendHeader(length: string.count, shortBase: 0x80)
        }
        bytes.append(copying: string)
    }

    /// Writes an integer without leading zeros.
    public mutating func append(_ value: UInt64) {
        if value == 0 {
            bytes.append(0x80)
        } else if value < 0x80 {
            bytes.append(UInt8(value))
        } else {
            appendBytes(of: value, behind: 0x80)
        }
    }

    /// Writes an integer without leading zeros.
    public mutating func append(_ value: UInt256) {
        if let small = value.asUInt64 {
            append(small)
            return
        }
        let byteCount = (value.bitWidthUsed &+ 7) / 8
        write(1 &+ byteCount, room: 33) { room in
            room.storeBytes(of: 0x80 &+ UInt8(truncatingIfNeeded: byteCount), as: UInt8.self)
            (value << (256 &- 8 &* byteCount)).storeBigEndian(to: room + 1)
        }
    }

    /// Writes a string of 32 bytes.
    public mutating func append(_ value: Bytes32) {
        write(33, room: 33) { room in
            room.storeBytes(of: 0xa0, as: UInt8.self)
            value.storeBigEndian(to: room + 1)
        }
    }

    /// Writes a string of 20 bytes.
    public mutating func append(_ value: Address) {
        write(21, room: 33) { room in
            room.storeBytes(of: 0x94, as: UInt8.self)
            (value.uint256 << 96).storeBigEndian(to: room + 1)
        }
    }

    /// Writes bytes that are RLP already.
    public mutating func appendRaw(_ encoded: some Collection<UInt8>) {
        if encoded.withContiguousStorageIfAvailable({ bytes.append(copying: UnsafeRawBufferPointer($0)) }) == nil {
            bytes.append(contentsOf: encoded)
        }
    }

    /// Writes a list of the items that `content` writes.
    public mutating func appendList(_ content: (inout RLPEncoder) -> Void) {
        var inner = RLPEncoder()
        content(&inner)
        appendHeader(length: inner.bytes.count, shortBase: 0xc0)
        inner.bytes.withUnsafeBytes { bytes.append(copying: $0) }
    }

    /// The encoding of one list.
    ///
    /// - Parameters:
    ///   - byteCount: Room for its items at first; more is made where they need it.
    ///   - content: Writes the items.
    /// - Returns: The list.
    public static func encodeList(reserving byteCount: Int = 120, _ content: (inout RLPEncoder) -> Void) -> [UInt8] {
        var items = RLPEncoder(reserving: byteCount)
        content(&items)
        var encoder = RLPEncoder(reserving: headerLimit &+ items.bytes.count)
        encoder.appendHeader(length: items.bytes.count, shortBase: 0xc0)
        items.bytes.withUnsafeBytes { encoder.bytes.append(copying: $0) }
        return encoder.bytes
    }

    private mutating func appendHeader(length: Int, shortBase: UInt8) {
        if length < 56 {
            bytes.append(shortBase &+ UInt8(truncatingIfNeeded: length))
        } else {
            appendBytes(of: UInt64(length), behind: shortBase &+ 55)
        }
    }

    /// Writes a byte that is `base` and the number of bytes of a value, then these bytes; zero has none.
    private mutating func appendBytes(of value: UInt64, behind base: UInt8) {
        let byteCount = (71 &- value.leadingZeroBitCount) / 8
        write(1 &+ byteCount, room: 9) { room in
            room.storeBytes(of: base &+ UInt8(truncatingIfNeeded: byteCount), as: UInt8.self)
            room.storeBigEndian(value &<< UInt64(64 &- 8 &* byteCount), at: 1)
        }
    }

    /// Appends `count` bytes in one step; what `body` writes of the room behind them is lost.
    @inline(__always)
    private mutating func write(_ count: Int, room: Int, _ body: (UnsafeMutableRawPointer) -> Void) {
        bytes.append(addingCapacity: room) { span in
            span.withUnsafeMutableBufferPointer { buffer, initializedCount in
                // Safety: the buffer has `room` bytes behind those that are initialized, and `count` is not above it.
                guard let base = buffer.baseAddress else { return }
                body(UnsafeMutableRawPointer(base + initializedCount))
                initializedCount &+= count
            }
        }
    }
}
