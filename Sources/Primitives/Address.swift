/// 20-byte account address (Yellow Paper, section 4.1).
@frozen
public struct Address: Sendable {
    /// Bytes 0 to 3, read big-endian.
    public var w0: UInt32
    /// Bytes 4 to 11.
    public var w1: UInt64
    /// Bytes 12 to 19.
    public var w2: UInt64

    /// Joins three words, `w0` holding the first bytes.
    @inlinable
    public init(w0: UInt32, w1: UInt64, w2: UInt64) {
        self.w0 = w0
        self.w1 = w1
        self.w2 = w2
    }

    /// An address of small value, such as a precompile's.
    @inlinable
    public init(_ low: UInt64) {
        self.init(w0: 0, w1: 0, w2: low)
    }

    /// The low 160 bits of a word, as the EVM reads addresses from the stack.
    @inlinable
    public init(truncating word: UInt256) {
        self.init(
            w0: UInt32(truncatingIfNeeded: word.l2),
            w1: word.l1,
            w2: word.l0
        )
    }

    /// Takes exactly 20 bytes, else nil.
    @inlinable
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == 20 else { return nil }
        self.init(truncating: UInt256(truncatingBigEndian: bytes))
    }

    /// Reads 40 hexadecimal digits with an optional `0x`, else nil; the case of letters is not checked.
    public init?(hex text: String) {
        guard let bytes = Hex.decode(text) else { return nil }
        self.init(bytes)
    }

    /// The zero address.
    @inlinable
    public static var zero: Address { Address(0) }

    /// True for the zero address.
    @inlinable
    public var isZero: Bool { UInt64(w0) | w1 | w2 == 0 }

    /// The address as a word, high 96 bits zero.
    @inlinable
    public var uint256: UInt256 { UInt256(l0: w2, l1: w1, l2: UInt64(w0), l3: 0) }

    /// The 20 bytes.
    public var bytes: [UInt8] { Array(uint256.bigEndianBytes.suffix(20)) }

    /// 40 lower-case hexadecimal digits behind `0x`.
    public var hex: String { Hex.encode(bytes) }

    /// Mixed-case form that carries a checksum (EIP-55).
    public var checksummed: String {
        let digits = Array(Hex.encodeUnprefixed(bytes).utf8)
        let hash = Keccak256.hash(digits).bytes
        var text: [UInt8] = [0x30, 0x78]
        for (index, digit) in digits.enumerated() {
            let nibble = index % 2 == 0 ? hash[index / 2] >> 4 : hash[index / 2] & 15
            text.append(digit >= 0x61 && nibble >= 8 ? digit &- 0x20 : digit)
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension Address: Comparable {
    /// Equality of all bytes.
    @inlinable
    public static func == (a: Address, b: Address) -> Bool {
        UInt64(a.w0 ^ b.w0) | (a.w1 ^ b.w1) | (a.w2 ^ b.w2) == 0
    }

    /// Lexicographic order.
    @inlinable
    public static func < (a: Address, b: Address) -> Bool {
        a.uint256 < b.uint256
    }
}

extension Address: Hashable {
    /// Feeds one folded word.
    @inlinable
    public func hash(into hasher: inout Hasher) {
        hasher.combine(foldedWord(w2, w1, UInt64(w0), 0))
    }

    // swift-format-ignore: NoLeadingUnderscores
    /// Hash under the dictionary's own seed.
    @inlinable
    public func _rawHashValue(seed: Int) -> Int {
        seededHash(w2, w1, UInt64(w0), 0, seed: seed)
    }
}

extension Address: CustomStringConvertible {
    /// Hexadecimal with `0x`.
    public var description: String { hex }
}
