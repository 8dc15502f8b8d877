/// Element of the prime field of order p = 2^64 - 2^32 + 1, the field of traces and codewords.
///
/// p - 1 = 2^32 * 3 * 5 * 17 * 257 * 65537, so evaluation domains reach 2^32 points; 7 generates the multiplicative
/// group. Proofs carry no secrets, so nothing here runs in constant time.
@frozen
public struct Goldilocks: Hashable, Sendable {
    /// The order of the field.
    @inlinable
    @inline(__always)
    public static var order: UInt64 { 0xffff_ffff_0000_0001 }

    /// log2 of the largest power-of-two subgroup.
    public static let twoAdicity = 32

    /// A generator of the multiplicative group.
    public static let generator = Goldilocks(canonical: 7)

    /// The only representative: below `order`.
    public let value: UInt64

    /// The element of a representative that is known to be canonical.
    ///
    /// - Parameter canonical: A value below `order`; callers guarantee it.
    @inlinable
    @inline(__always)
    public init(canonical: UInt64) {
        value = canonical
    }

    /// The residue of any 64-bit integer.
    @inlinable
    @inline(__always)
    public init(_ integer: UInt64) {
        value = integer >= Self.order ? integer &- Self.order : integer
    }

    /// The element of exactly this representative; nil unless it is canonical.
    public init?(exactly integer: UInt64) {
        guard integer < Self.order else { return nil }
        value = integer
    }

    /// The neutral element of addition.
    @inlinable
    @inline(__always)
    public static var zero: Goldilocks { Goldilocks(canonical: 0) }

    /// The neutral element of multiplication.
    @inlinable
    @inline(__always)
    public static var one: Goldilocks { Goldilocks(canonical: 1) }

    /// Whether the element is zero.
    @inlinable
    @inline(__always)
    public var isZero: Bool { value == 0 }

    // Canonical operands: p - b is in 1...p, so a borrow says that a + b < p.
    /// a + b modulo p.
    @inlinable
    @inline(__always)
    public static func + (a: Goldilocks, b: Goldilocks) -> Goldilocks {
        Goldilocks(canonical: subtract(order &- b.value, from: a.value))
    }

    /// a - b modulo p.
    @inlinable
    @inline(__always)
    public static func - (a: Goldilocks, b: Goldilocks) -> Goldilocks {
        Goldilocks(canonical: subtract(b.value, from: a.value))
    }

    /// a - b, plus the order when b is greater: less 2^32 - 1 modulo 2^64.
    ///
    /// The mask comes from the upper word of a difference of double words because a conditional may become a branch,
    /// which is taken at random.
    @inlinable
    @inline(__always)
    static func subtract(_ b: UInt64, from a: UInt64) -> UInt64 {
        let difference = UInt128(a) &- UInt128(b)
        let borrowMask = UInt64(truncatingIfNeeded: difference &>> 64)
        return UInt64(truncatingIfNeeded: difference) &- (borrowMask & 0xffff_ffff)
    }

    /// Additive inverse.
    @inlinable
    @inline(__always)
    public static prefix func - (a: Goldilocks) -> Goldilocks {
        zero - a
    }

    /// a b modulo p, by one full multiplication and one reduction.
    @inlinable
    @inline(__always)
    public static func * (a: Goldilocks, b: Goldilocks) -> Goldilocks {
        #if COUNT_OPERATIONS
        OperationCounts.now.baseProducts += 1
        #endif
        let product = a.value.multipliedFullWidth(by: b.value)
        return reduce(high: product.high, low: product.low)
    }

    /// Adds to the left operand.
    @inlinable
    @inline(__always)
    public static func += (a: inout Goldilocks, b: Goldilocks) {
        a = a + b
    }

    /// Subtracts from the left operand.
    @inlinable
    @inline(__always)
    public static func -= (a: inout Goldilocks, b: Goldilocks) {
        a = a - b
    }

    /// Multiplies the left operand.
    @inlinable
    @inline(__always)
    public static func *= (a: inout Goldilocks, b: Goldilocks) {
        a = a * b
    }

    /// The residue of `high * 2^64 + low`.
    ///
    /// With high = g * 2^32 + h: 2^64 = 2^32 - 1 and 2^96 = -1 modulo p, so the residue is that of low - g + (2^32 - 1)
    /// h. As low - g, corrected, is some t below 2^64 and (2^32 - 1) h is at most 2^64 - 2^33 + 1, t - (p - (2^32 - 1)
    /// h) lies in -p..<p.
    @inlinable
    @inline(__always)
    public static func reduce(high: UInt64, low: UInt64) -> Goldilocks {
        let wrap: UInt64 = 0xffff_ffff
        let lifted = subtract(high &>> 32, from: low)
        return Goldilocks(canonical: subtract(order &- (high & wrap) &* wrap, from: lifted))
    }

    /// The element raised to a power.
    public func raised(to exponent: UInt64) -> Goldilocks {
        var result = Goldilocks.one
        var square = self
        var remaining = exponent
        while remaining != 0 {
            if remaining & 1 == 1 { result *= square }
            square *= square
            remaining >>= 1
        }
        return result
    }

    /// Multiplicative inverse; nil for zero.
    public var inverse: Goldilocks? {
        isZero ? nil : raised(to: Self.order - 2)
    }

    /// A generator of the subgroup of 2^logOrder elements; nil above the 2-adicity.
    public static func rootOfUnity(logOrder: Int) -> Goldilocks? {
        guard (0...twoAdicity).contains(logOrder) else { return nil }
        return generator.raised(to: (order - 1) >> UInt64(logOrder))
    }
}

extension Goldilocks: ExpressibleByIntegerLiteral {
    /// The residue of a literal.
    @inlinable
    @inline(__always)
    public init(integerLiteral literal: UInt64) {
        self.init(literal)
    }
}
