public import Primitives

/// Sequence of at most 64 nibbles: a way down a trie, or a node's share of it (Yellow Paper, appendix D).
@frozen
public struct NibblePath: Hashable, Sendable {
    /// The most nibbles that a path holds: a key of 32 bytes.
    public static let maximumCount = 64

    /// The nibbles, the first in the highest bits; bits behind the last nibble are zero.
    let bits: UInt256
    let length: UInt8

    /// The first `count` nibbles of `bits`, whose other bits must be zero.
    init(bits: UInt256, count: Int) {
        self.bits = bits
        length = UInt8(truncatingIfNeeded: count)
    }

    /// The empty path: that of a root.
    public init() {
        self.init(bits: .zero, count: 0)
    }

    /// The 64 nibbles of a hashed key.
    public init(_ hash: Bytes32) {
        self.init(bits: hash.uint256, count: Self.maximumCount)
    }

    /// The nibbles of a key, two per byte; nil when the key is longer than 32 bytes.
    public init?(key: [UInt8]) {
        guard key.count <= Self.maximumCount / 2 else { return nil }
        let value = UInt256(truncatingBigEndian: key)
        self.init(bits: value << (256 &- 8 &* key.count), count: 2 &* key.count)
    }

    /// Number of nibbles.
    public var count: Int { Int(length) }

    /// True for the path of a root.
    public var isEmpty: Bool { length == 0 }

    /// The nibble at `index`, from 0 to 15; zero behind the end.
    public subscript(index: Int) -> Int {
        let limb: UInt64
        switch index &>> 4 {
        case 0: limb = bits.l3
        case 1: limb = bits.l2
        case 2: limb = bits.l1
        case 3: limb = bits.l0
        default: return 0
        }
        return Int(truncatingIfNeeded: limb &>> UInt64(60 &- 4 &* (index & 15))) & 15
    }

    /// The path behind its first `n` nibbles.
    ///
    /// - Requires: `n <= count`.
    func dropFirst(_ n: Int) -> NibblePath {
        NibblePath(bits: bits << (4 &* n), count: count &- n)
    }

    /// The first `n` nibbles.
    ///
    /// - Requires: `n <= count`.
    func prefix(_ n: Int) -> NibblePath {
        NibblePath(bits: bits & ~(UInt256.max >> (4 &* n)), count: n)
    }

    /// The path with one more nibble; unchanged when it is full.
    func appending(_ nibble: Int) -> NibblePath {
        guard count < Self.maximumCount else { return self }
        let shift = 252 &- 4 &* count
        return NibblePath(bits: bits | UInt256(UInt64(nibble & 15)) << shift, count: count &+ 1)
    }

    /// One path behind the other.
    ///
    /// - Requires: at most 64 nibbles together.
    func appending(_ other: NibblePath) -> NibblePath {
        NibblePath(bits: bits | other.bits >> (4 &* count), count: count &+ other.count)
    }

    /// Number of leading nibbles that both paths share.
    func commonPrefixCount(with other: NibblePath) -> Int {
        min((bits ^ other.bits).leadingZeroBitCount / 4, min(count, other.count))
    }
}

extension NibblePath: CustomStringConvertible {
    /// One hexadecimal digit a nibble.
    public var description: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: (0..<count).map { digits[self[$0]] }, as: UTF8.self)
    }
}

extension NibblePath {
    /// Bytes of the hex-prefix form, without an RLP header (Yellow Paper, appendix C).
    var hexPrefixByteCount: Int { count / 2 &+ 1 }

    /// Writes the hex-prefix form.
    ///
    /// - Requires: 33 writable bytes at `pointer`; those behind the form are overwritten too.
    func storeHexPrefix(isLeaf: Bool, to pointer: UnsafeMutableRawPointer) {
        let flag: UInt8 = isLeaf ? 0x20 : 0
        let isOdd = count & 1 == 1
        pointer.storeBytes(of: isOdd ? flag | 0x10 | UInt8(truncatingIfNeeded: self[0]) : flag, as: UInt8.self)
        (isOdd ? bits << 4 : bits).storeBigEndian(to: pointer + 1)
    }

    /// The hex-prefix form (Yellow Paper, appendix C).
    func hexPrefix(isLeaf: Bool) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 33) { buffer, initializedCount in
            if let base = buffer.baseAddress { storeHexPrefix(isLeaf: isLeaf, to: base) }
            initializedCount = hexPrefixByteCount
        }
    }

    /// Reads the hex-prefix form strictly.
    ///
    /// - Requires: `byteCount` readable bytes at `pointer`.
    /// - Returns: The path and whether it ends in a leaf; nil when the form is not the one that `storeHexPrefix` gives.
    static func decodeHexPrefix(_ pointer: UnsafeRawPointer, byteCount: Int) -> (path: NibblePath, isLeaf: Bool)? {
        guard byteCount >= 1, byteCount <= 33 else { return nil }
        let first = pointer.load(as: UInt8.self)
        let isOdd = first & 0x10 != 0
        guard first < 0x40, isOdd || first & 0x0f == 0 else { return nil }
        let count = 2 &* (byteCount &- 1) &+ (isOdd ? 1 : 0)
        guard count <= maximumCount else { return nil }
        var bits = withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { words in
            words.initializeMemory(as: UInt8.self, repeating: 0)
            words.copyMemory(from: UnsafeRawBufferPointer(start: pointer + 1, count: byteCount &- 1))
            return words.baseAddress.map { UInt256(bigEndianAt: $0) } ?? .zero
        }
        if isOdd { bits = bits >> 4 | UInt256(UInt64(first & 0x0f)) << 252 }
        return (NibblePath(bits: bits, count: count), first & 0x20 != 0)
    }
}
