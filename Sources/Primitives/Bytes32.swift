/// 32 bytes in order: hashes, roots, storage keys.
///
/// Held as four words, each the big-endian reading of 8 bytes, so that order is lexicographic and the change from and
/// to `UInt256` costs nothing.
@frozen
public struct Bytes32: Sendable {
    /// Bytes 0 to 7, read big-endian.
    public var w0: UInt64
    /// Bytes 8 to 15.
    public var w1: UInt64
    /// Bytes 16 to 23.
    public var w2: UInt64
    /// Bytes 24 to 31.
    public var w3: UInt64

    /// Joins four words, `w0` holding the first bytes.
    @inlinable
    public init(w0: UInt64, w1: UInt64, w2: UInt64, w3: UInt64) {
        self.w0 = w0
        self.w1 = w1
        self.w2 = w2
        self.w3 = w3
    }

    /// The big-endian bytes of an integer.
    @inlinable
    public init(_ value: UInt256) {
        self.init(w0: value.l3, w1: value.l2, w2: value.l1, w3: value.l0)
    }

    /// Reads 32 bytes.
    ///
    /// - Requires: 32 readable bytes at `pointer`, of any alignment.
    @inlinable
    @inline(__always)
    public init(bigEndianAt pointer: UnsafeRawPointer) {
        self.init(UInt256(bigEndianAt: pointer))
    }

    /// Takes exactly 32 bytes, else nil.
    @inlinable
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        self.init(UInt256(truncatingBigEndian: bytes))
    }

    /// Reads 64 hexadecimal digits with an optional `0x`, else nil.
    public init?(hex text: String) {
        guard let bytes = Hex.decode(text) else { return nil }
        self.init(bytes)
    }

    /// 32 zero bytes.
    @inlinable
    public static var zero: Bytes32 { Bytes32(w0: 0, w1: 0, w2: 0, w3: 0) }

    /// True when all bytes are zero.
    @inlinable
    public var isZero: Bool { w0 | w1 | w2 | w3 == 0 }

    /// The bytes read as a big-endian integer.
    @inlinable
    public var uint256: UInt256 { UInt256(l0: w3, l1: w2, l2: w1, l3: w0) }

    /// Writes 32 bytes.
    ///
    /// - Requires: 32 writable bytes at `pointer`, of any alignment.
    @inlinable
    @inline(__always)
    public func storeBigEndian(to pointer: UnsafeMutableRawPointer) {
        uint256.storeBigEndian(to: pointer)
    }

    /// The 32 bytes.
    public var bytes: [UInt8] { uint256.bigEndianBytes }

    /// 64 hexadecimal digits behind `0x`.
    public var hex: String { Hex.encode(bytes) }
}

extension Bytes32: Comparable {
    /// Equality of all bytes.
    @inlinable
    public static func == (a: Bytes32, b: Bytes32) -> Bool {
        (a.w0 ^ b.w0) | (a.w1 ^ b.w1) | (a.w2 ^ b.w2) | (a.w3 ^ b.w3) == 0
    }

    /// Lexicographic order.
    @inlinable
    public static func < (a: Bytes32, b: Bytes32) -> Bool {
        a.uint256 < b.uint256
    }
}

extension Bytes32: Hashable {
    /// Feeds one folded word.
    @inlinable
    public func hash(into hasher: inout Hasher) {
        hasher.combine(foldedWord(w0, w1, w2, w3))
    }

    // swift-format-ignore: NoLeadingUnderscores
    /// Hash under the dictionary's own seed.
    @inlinable
    public func _rawHashValue(seed: Int) -> Int {
        seededHash(w0, w1, w2, w3, seed: seed)
    }
}

extension Bytes32: CustomStringConvertible {
    /// Hexadecimal with `0x`.
    public var description: String { hex }
}
