/// Unsigned 256-bit integer, the word of the EVM (Yellow Paper, section 9.1).
///
/// Four 64-bit limbs, least significant first. Arithmetic wraps modulo 2^256 and never traps.
@frozen
public struct UInt256: Sendable {
    /// Least significant limb (bits 0 to 63).
    public var l0: UInt64
    /// Bits 64 to 127.
    public var l1: UInt64
    /// Bits 128 to 191.
    public var l2: UInt64
    /// Most significant limb (bits 192 to 255).
    public var l3: UInt64

    /// Joins four limbs, `l0` being the least significant.
    @inlinable
    public init(l0: UInt64, l1: UInt64, l2: UInt64, l3: UInt64) {
        self.l0 = l0
        self.l1 = l1
        self.l2 = l2
        self.l3 = l3
    }

    /// Zero.
    @inlinable
    public init() {
        self.init(l0: 0, l1: 0, l2: 0, l3: 0)
    }

    /// Widens a 64-bit value.
    @inlinable
    public init(_ value: UInt64) {
        self.init(l0: value, l1: 0, l2: 0, l3: 0)
    }

    /// Zero.
    @inlinable
    public static var zero: UInt256 { UInt256() }
    /// One.
    @inlinable
    public static var one: UInt256 { UInt256(1) }
    /// 2^256 - 1.
    @inlinable
    public static var max: UInt256 { UInt256(l0: .max, l1: .max, l2: .max, l3: .max) }

    /// True for zero.
    @inlinable
    @inline(__always)
    public var isZero: Bool { l0 | l1 | l2 | l3 == 0 }

    /// True when the value, read as two's complement, is below zero.
    @inlinable
    @inline(__always)
    public var isNegative: Bool { l3 >> 63 == 1 }

    /// The value when it fits 64 bits, else nil.
    @inlinable
    @inline(__always)
    public var asUInt64: UInt64? { l1 | l2 | l3 == 0 ? l0 : nil }

    /// The value, or `UInt64.max` when it does not fit.
    @inlinable
    @inline(__always)
    public var saturatedUInt64: UInt64 { l1 | l2 | l3 == 0 ? l0 : .max }

    /// Zero bits above the highest set bit: 256 for zero (EIP-7939 CLZ).
    @inlinable
    public var leadingZeroBitCount: Int {
        if l3 != 0 { return l3.leadingZeroBitCount }
        if l2 != 0 { return 64 &+ l2.leadingZeroBitCount }
        if l1 != 0 { return 128 &+ l1.leadingZeroBitCount }
        return 192 &+ l0.leadingZeroBitCount
    }

    /// Position of the highest set bit plus one: 0 for zero.
    @inlinable
    public var bitWidthUsed: Int { 256 &- leadingZeroBitCount }
}

extension UInt256: ExpressibleByIntegerLiteral {
    /// Makes a value from a literal of at most 64 bits.
    @inlinable
    public init(integerLiteral value: UInt64) {
        self.init(value)
    }
}

extension UInt256: Comparable {
    /// Equality of all limbs.
    @inlinable
    @inline(__always)
    public static func == (a: UInt256, b: UInt256) -> Bool {
        (a.l0 ^ b.l0) | (a.l1 ^ b.l1) | (a.l2 ^ b.l2) | (a.l3 ^ b.l3) == 0
    }

    /// Unsigned comparison.
    @inlinable
    @inline(__always)
    public static func < (a: UInt256, b: UInt256) -> Bool {
        a.subtractingReportingOverflow(b).overflow
    }

    /// Comparison as two's complement integers (SLT).
    @inlinable
    @inline(__always)
    public func signedLess(than other: UInt256) -> Bool {
        isNegative == other.isNegative ? self < other : isNegative
    }
}

extension UInt256: Hashable {
    /// Feeds one folded word: state maps hash millions of slots.
    @inlinable
    public func hash(into hasher: inout Hasher) {
        hasher.combine(foldedWord(l0, l1, l2, l3))
    }

    // swift-format-ignore: NoLeadingUnderscores
    /// Hash under the dictionary's own seed, 5 times faster than the general hasher.
    @inlinable
    public func _rawHashValue(seed: Int) -> Int {
        seededHash(l0, l1, l2, l3, seed: seed)
    }
}
