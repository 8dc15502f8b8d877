import Primitives

/// Growing memory that a trie node's RLP is written to, reused from node to node.
///
/// Safety: the memory belongs to the writer alone; `reserve` makes room before each unchecked write.
struct NodeWriter: ~Copyable {
    private var base: UnsafeMutableRawPointer
    private var capacity: Int
    private(set) var count = 0

    /// Room that a hex-prefix form may need behind its own bytes.
    private static let slack = 40

    init() {
        capacity = 1024
        base = .allocate(byteCount: capacity, alignment: 8)
    }

    deinit {
        base.deallocate()
    }

    /// What was written since the last `removeAll`.
    var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: base, count: count)
    }

    mutating func removeAll() {
        count = 0
    }

    mutating func append(listHeaderFor payloadByteCount: Int) {
        appendHeader(payloadByteCount, shortBase: 0xc0)
    }

    mutating func append(_ path: NibblePath, isLeaf: Bool) {
        reserve(Self.slack)
        let byteCount = path.hexPrefixByteCount
        if byteCount > 1 {
            appendByte(0x80 &+ UInt8(truncatingIfNeeded: byteCount))
        }
        path.storeHexPrefix(isLeaf: isLeaf, to: base + count)
        count &+= byteCount
    }

    mutating func append(_ hash: Bytes32) {
        reserve(33)
        appendByte(0xa0)
        hash.storeBigEndian(to: base + count)
        count &+= 32
    }

    mutating func append(string: UnsafeRawBufferPointer) {
        if string.count != 1 || string[0] >= 0x80 {
            appendHeader(string.count, shortBase: 0x80)
        }
        reserve(string.count)
        UnsafeMutableRawBufferPointer(start: base + count, count: string.count).copyMemory(from: string)
        count &+= string.count
    }

    mutating func appendEmptyString() {
        reserve(1)
        appendByte(0x80)
    }

    private mutating func appendHeader(_ byteCount: Int, shortBase: UInt8) {
        reserve(9)
        if byteCount < 56 {
            appendByte(shortBase &+ UInt8(truncatingIfNeeded: byteCount))
            return
        }
        let lengthOfLength = (71 &- UInt64(byteCount).leadingZeroBitCount) / 8
        appendByte(shortBase &+ 55 &+ UInt8(truncatingIfNeeded: lengthOfLength))
        var shift = 8 &* lengthOfLength
        while shift > 0 {
            shift &-= 8
            appendByte(UInt8(truncatingIfNeeded: byteCount &>> shift))
        }
    }

    @inline(__always)
    private mutating func appendByte(_ byte: UInt8) {
        base.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
        count &+= 1
    }

    @inline(__always)
    private mutating func reserve(_ byteCount: Int) {
        if capacity &- count < byteCount { grow(byteCount) }
    }

    @inline(never)
    private mutating func grow(_ byteCount: Int) {
        capacity = 2 &* (count &+ byteCount)
        let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 8)
        larger.copyMemory(from: base, byteCount: count)
        base.deallocate()
        base = larger
    }
}
