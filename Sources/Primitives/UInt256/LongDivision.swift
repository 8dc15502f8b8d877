/// Division of up to 512 bits by up to 256 bits: Knuth, The Art of Computer Programming volume 2, algorithm D, with quotient
/// digits by multiplication with a precomputed reciprocal (Möller, Granlund, "Improved division by invariant integers", IEEE
/// Transactions on Computers 60, 2011).
@usableFromInline
enum LongDivision {
    /// Nine limbs, least significant first: a numerator with one limb more for its shift.
    private typealias Numerator = InlineArray<9, UInt64>

    /// Divides `high * 2^256 + low` by a non-zero divisor; the quotient is reduced modulo 2^256.
    @usableFromInline
    static func divide(
        high: UInt256,
        low: UInt256,
        by divisor: UInt256
    ) -> (quotient: UInt256, remainder: UInt256) {
        let shift = divisor.leadingZeroBitCount & 63
        let divisorCount = (divisor.bitWidthUsed &+ 63) / 64
        let d = divisor << shift
        var u = shifted(high: high, low: low, by: UInt64(truncatingIfNeeded: shift))
        // Limbs of the numerator, at most 8; its shift fills one more, which is below the divisor's top limb.
        let count = ((high.isZero ? low.bitWidthUsed : 256 &+ high.bitWidthUsed) &+ 63) / 64
        switch divisorCount {
        case 1: return divide(&u, count, by: d.l0, shift)
        case 2: return divide(&u, count, by: d, top: d.l1, next: d.l0, limbs: 2, shift)
        case 3: return divide(&u, count, by: d, top: d.l2, next: d.l1, limbs: 3, shift)
        default: return divide(&u, count, by: d, top: d.l3, next: d.l2, limbs: 4, shift)
        }
    }

    /// Division by one limb with its top bit set.
    private static func divide(
        _ u: inout Numerator,
        _ count: Int,
        by divisor: UInt64,
        _ shift: Int
    ) -> (quotient: UInt256, remainder: UInt256) {
        let reciprocal = reciprocal(of: divisor)
        var remainder = u[unchecked: count]
        u[unchecked: count] = 0
        var i = count &- 1
        while i >= 0 {
            (u[unchecked: i], remainder) = quotient(remainder, u[unchecked: i], divisor, reciprocal)
            i &-= 1
        }
        return (UInt256(l0: u[0], l1: u[1], l2: u[2], l3: u[3]), UInt256(remainder &>> UInt64(shift)))
    }

    /// Division by two to four limbs, the top one with its top bit set.
    @inline(__always)
    private static func divide(
        _ u: inout Numerator,
        _ count: Int,
        by divisor: UInt256,
        top: UInt64,
        next: UInt64,
        limbs n: Int,
        _ shift: Int
    ) -> (quotient: UInt256, remainder: UInt256) {
        let d: InlineArray<4, UInt64> = [divisor.l0, divisor.l1, divisor.l2, divisor.l3]
        let reciprocal = reciprocal(of: top, next)
        var q = Numerator(repeating: 0)
        var j = count &- n
        while j >= 0 {
            q[unchecked: j] = step(&u, at: j, d, n, top, next, reciprocal)
            j &-= 1
        }
        let remainder = UInt256(l0: u[0], l1: u[1], l2: n > 2 ? u[2] : 0, l3: n > 3 ? u[3] : 0)
        return (UInt256(l0: q[0], l1: q[1], l2: q[2], l3: q[3]), remainder >> shift)
    }

    /// Steps D3 to D6: the quotient digit at `j`; the numerator is left with the remainder.
    @inline(__always)
    private static func step(
        _ u: inout Numerator,
        at j: Int,
        _ d: InlineArray<4, UInt64>,
        _ n: Int,
        _ top: UInt64,
        _ next: UInt64,
        _ reciprocal: UInt64
    ) -> UInt64 {
        let k = j &+ n
        let u2 = u[unchecked: k]
        let u1 = u[unchecked: k &- 1]
        var digit = UInt64.max
        if u2 != top || u1 != next {
            let estimate = quotient(u2, u1, u[unchecked: k &- 2], top, next, reciprocal)
            digit = estimate.quotient
            // The two upper limbs are settled; the others may still borrow from them.
            let borrow = subtractProduct(&u, at: j, d, n &- 2, digit)
            let (r0, first) = estimate.low.subtractingReportingOverflow(borrow)
            let (r1, second) = estimate.high.subtractingReportingOverflow(first ? 1 : 0)
            u[unchecked: k &- 2] = r0
            u[unchecked: k &- 1] = r1
            u[unchecked: k] = 0
            if !second { return digit }
        } else {
            let borrow = subtractProduct(&u, at: j, d, n, digit)
            u[unchecked: k] = 0
            // The digit is one too large when more was taken than was there.
            if borrow <= u2 { return digit }
        }
        digit &-= 1
        addBack(&u, at: j, d, n)
        return digit
    }

    /// Subtracts `digit * d` in the lowest `count` limbs from `j` on, and returns what is still to be subtracted above.
    @inline(__always)
    private static func subtractProduct(
        _ u: inout Numerator,
        at j: Int,
        _ d: InlineArray<4, UInt64>,
        _ count: Int,
        _ digit: UInt64
    ) -> UInt64 {
        var carry: UInt64 = 0
        var i = 0
        while i < count {
            let product = multiplyAdd(digit, d[unchecked: i], 0, &carry)
            let (difference, borrow) = u[unchecked: j &+ i].subtractingReportingOverflow(product)
            u[unchecked: j &+ i] = difference
            carry &+= borrow ? 1 : 0
            i &+= 1
        }
        return carry
    }

    @inline(never)
    private static func addBack(_ u: inout Numerator, at j: Int, _ d: InlineArray<4, UInt64>, _ count: Int) {
        var carry: UInt64 = 0
        var i = 0
        while i < count {
            u[j &+ i] = addWithCarry(u[j &+ i], d[i], &carry)
            i &+= 1
        }
    }

    @inline(__always)
    private static func shifted(high: UInt256, low: UInt256, by bits: UInt64) -> Numerator {
        guard bits != 0 else {
            return [low.l0, low.l1, low.l2, low.l3, high.l0, high.l1, high.l2, high.l3, 0]
        }
        let back = 64 &- bits
        return [
            low.l0 &<< bits,
            low.l1 &<< bits | low.l0 &>> back,
            low.l2 &<< bits | low.l1 &>> back,
            low.l3 &<< bits | low.l2 &>> back,
            high.l0 &<< bits | low.l3 &>> back,
            high.l1 &<< bits | high.l0 &>> back,
            high.l2 &<< bits | high.l1 &>> back,
            high.l3 &<< bits | high.l2 &>> back,
            high.l3 &>> back,
        ]
    }
}

// Digits by reciprocals; every divisor has its top bit set.
extension LongDivision {
    /// floor((2^128 - 1) / d) - 2^64.
    @inline(__always)
    fileprivate static func reciprocal(of d: UInt64) -> UInt64 {
        d.dividingFullWidth((~d, .max)).quotient
    }

    /// floor((2^192 - 1) / (d1 2^64 + d0)) - 2^64 (algorithm 6).
    @inline(__always)
    fileprivate static func reciprocal(of d1: UInt64, _ d0: UInt64) -> UInt64 {
        var v = reciprocal(of: d1)
        var p = d1 &* v &+ d0
        if p < d0 {
            v &-= 1
            if p >= d1 {
                v &-= 1
                p &-= d1
            }
            p &-= d1
        }
        let t = v.multipliedFullWidth(by: d0)
        p &+= t.high
        if p < t.high {
            v &-= 1
            if p > d1 || (p == d1 && t.low >= d0) { v &-= 1 }
        }
        return v
    }

    /// Quotient and remainder of u1 2^64 + u0 by d, where u1 < d (algorithm 4).
    @inline(__always)
    fileprivate static func quotient(
        _ u1: UInt64,
        _ u0: UInt64,
        _ d: UInt64,
        _ reciprocal: UInt64
    ) -> (quotient: UInt64, remainder: UInt64) {
        let estimate = UInt128(reciprocal) &* UInt128(u1) &+ (UInt128(u1) &<< 64 | UInt128(u0))
        var q = UInt64(truncatingIfNeeded: estimate &>> 64) &+ 1
        var r = u0 &- q &* d
        if r > UInt64(truncatingIfNeeded: estimate) {
            q &-= 1
            r &+= d
        }
        if r >= d {
            q &+= 1
            r &-= d
        }
        return (q, r)
    }

    /// Quotient and remainder of three limbs by two, the upper two being below the divisor (algorithm 5).
    @inline(__always)
    fileprivate static func quotient(
        _ u2: UInt64,
        _ u1: UInt64,
        _ u0: UInt64,
        _ d1: UInt64,
        _ d0: UInt64,
        _ reciprocal: UInt64
    ) -> (quotient: UInt64, high: UInt64, low: UInt64) {
        let d = UInt128(d1) &<< 64 | UInt128(d0)
        let estimate = UInt128(reciprocal) &* UInt128(u2) &+ (UInt128(u2) &<< 64 | UInt128(u1))
        var q = UInt64(truncatingIfNeeded: estimate &>> 64)
        let r1 = u1 &- q &* d1
        var r = (UInt128(r1) &<< 64 | UInt128(u0)) &- UInt128(d0) &* UInt128(q) &- d
        q &+= 1
        if UInt64(truncatingIfNeeded: r &>> 64) >= UInt64(truncatingIfNeeded: estimate) {
            q &-= 1
            r = r &+ d
        }
        if r >= d {
            q &+= 1
            r = r &- d
        }
        return (q, UInt64(truncatingIfNeeded: r &>> 64), UInt64(truncatingIfNeeded: r))
    }
}
