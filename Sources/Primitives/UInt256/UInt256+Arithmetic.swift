extension UInt256 {
    /// Sum modulo 2^256 and whether it overflowed.
    @inlinable
    @inline(__always)
    public func addingReportingOverflow(_ other: UInt256) -> (partialValue: UInt256, overflow: Bool) {
        var carry: UInt64 = 0
        let r0 = addWithCarry(l0, other.l0, &carry)
        let r1 = addWithCarry(l1, other.l1, &carry)
        let r2 = addWithCarry(l2, other.l2, &carry)
        let r3 = addWithCarry(l3, other.l3, &carry)
        return (UInt256(l0: r0, l1: r1, l2: r2, l3: r3), carry != 0)
    }

    /// Difference modulo 2^256 and whether it borrowed.
    @inlinable
    @inline(__always)
    public func subtractingReportingOverflow(_ other: UInt256) -> (partialValue: UInt256, overflow: Bool) {
        var borrow: UInt64 = 0
        let r0 = subtractWithBorrow(l0, other.l0, &borrow)
        let r1 = subtractWithBorrow(l1, other.l1, &borrow)
        let r2 = subtractWithBorrow(l2, other.l2, &borrow)
        let r3 = subtractWithBorrow(l3, other.l3, &borrow)
        return (UInt256(l0: r0, l1: r1, l2: r2, l3: r3), borrow != 0)
    }

    /// Product modulo 2^256 and whether bits were lost.
    @inlinable
    public func multipliedReportingOverflow(by other: UInt256) -> (partialValue: UInt256, overflow: Bool) {
        let product = multipliedFullWidth(by: other)
        return (product.low, !product.high.isZero)
    }

    /// The 512-bit product, for MULMOD.
    @inlinable
    public func multipliedFullWidth(by other: UInt256) -> (high: UInt256, low: UInt256) {
        var carry: UInt64 = 0
        let a0 = multiplyAdd(l0, other.l0, 0, &carry)
        var a1 = multiplyAdd(l0, other.l1, 0, &carry)
        var a2 = multiplyAdd(l0, other.l2, 0, &carry)
        var a3 = multiplyAdd(l0, other.l3, 0, &carry)
        var a4 = carry
        carry = 0
        a1 = multiplyAdd(l1, other.l0, a1, &carry)
        a2 = multiplyAdd(l1, other.l1, a2, &carry)
        a3 = multiplyAdd(l1, other.l2, a3, &carry)
        a4 = multiplyAdd(l1, other.l3, a4, &carry)
        var a5 = carry
        carry = 0
        a2 = multiplyAdd(l2, other.l0, a2, &carry)
        a3 = multiplyAdd(l2, other.l1, a3, &carry)
        a4 = multiplyAdd(l2, other.l2, a4, &carry)
        a5 = multiplyAdd(l2, other.l3, a5, &carry)
        var a6 = carry
        carry = 0
        a3 = multiplyAdd(l3, other.l0, a3, &carry)
        a4 = multiplyAdd(l3, other.l1, a4, &carry)
        a5 = multiplyAdd(l3, other.l2, a5, &carry)
        a6 = multiplyAdd(l3, other.l3, a6, &carry)
        return (UInt256(l0: a4, l1: a5, l2: a6, l3: carry), UInt256(l0: a0, l1: a1, l2: a2, l3: a3))
    }

    /// Sum modulo 2^256 (ADD).
    @inlinable
    @inline(__always)
    public static func &+ (a: UInt256, b: UInt256) -> UInt256 {
        a.addingReportingOverflow(b).partialValue
    }

    /// Difference modulo 2^256 (SUB).
    @inlinable
    @inline(__always)
    public static func &- (a: UInt256, b: UInt256) -> UInt256 {
        a.subtractingReportingOverflow(b).partialValue
    }

    /// Product modulo 2^256 (MUL).
    @inlinable
    @inline(__always)
    public static func &* (a: UInt256, b: UInt256) -> UInt256 {
        var carry: UInt64 = 0
        let r0 = multiplyAdd(a.l0, b.l0, 0, &carry)
        var r1 = multiplyAdd(a.l0, b.l1, 0, &carry)
        var r2 = multiplyAdd(a.l0, b.l2, 0, &carry)
        var r3 = a.l0 &* b.l3 &+ carry
        carry = 0
        r1 = multiplyAdd(a.l1, b.l0, r1, &carry)
        r2 = multiplyAdd(a.l1, b.l1, r2, &carry)
        r3 = r3 &+ a.l1 &* b.l2 &+ carry
        carry = 0
        r2 = multiplyAdd(a.l2, b.l0, r2, &carry)
        r3 = r3 &+ a.l2 &* b.l1 &+ carry
        r3 = r3 &+ a.l3 &* b.l0
        return UInt256(l0: r0, l1: r1, l2: r2, l3: r3)
    }

    /// `self` to the power `exponent` modulo 2^256 (EXP), by square and multiply.
    @inlinable
    public func power(_ exponent: UInt256) -> UInt256 {
        var result = UInt256.one
        var base = self
        var remaining = exponent
        while !remaining.isZero {
            if remaining.l0 & 1 == 1 { result = result &* base }
            remaining = remaining >> 1
            if !remaining.isZero { base = base &* base }
        }
        return result
    }

    /// Two's complement negation.
    @inlinable
    public var negated: UInt256 { UInt256.zero &- self }
}

/// `a + b + carry`, leaving the carry out (0 or 1).
///
/// The two overflow flags exclude each other; this form compiles to a plain add-with-carry chain.
@inlinable
@inline(__always)
func addWithCarry(_ a: UInt64, _ b: UInt64, _ carry: inout UInt64) -> UInt64 {
    let (sum, first) = a.addingReportingOverflow(b)
    let (result, second) = sum.addingReportingOverflow(carry)
    carry = first != second ? 1 : 0
    return result
}

/// `a - b - borrow`, leaving the borrow out (0 or 1).
@inlinable
@inline(__always)
func subtractWithBorrow(_ a: UInt64, _ b: UInt64, _ borrow: inout UInt64) -> UInt64 {
    let (difference, first) = a.subtractingReportingOverflow(b)
    let (result, second) = difference.subtractingReportingOverflow(borrow)
    borrow = first != second ? 1 : 0
    return result
}

/// `a * b + addend + carry`, leaving the high word in `carry`; the sum is at most 2^128 - 1.
@inlinable
@inline(__always)
func multiplyAdd(_ a: UInt64, _ b: UInt64, _ addend: UInt64, _ carry: inout UInt64) -> UInt64 {
    let wide = UInt128(a) &* UInt128(b) &+ UInt128(addend) &+ UInt128(carry)
    carry = UInt64(truncatingIfNeeded: wide >> 64)
    return UInt64(truncatingIfNeeded: wide)
}
