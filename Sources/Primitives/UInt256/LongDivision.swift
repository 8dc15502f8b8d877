/// Division of up to 512 bits by up to 256 bits: Knuth, The Art of Computer Programming volume 2, algorithm D, with
/// quotient digits by multiplication with a precomputed reciprocal (Möller, Granlund, "Improved division by invariant
/// integers", IEEE Transactions on Computers 60, 2011).
///
/// The remainder stays in four limbs and takes in the numerator's limbs one by one, so that nothing lives in an array.
@usableFromInline
enum LongDivision {
    /// Divides `high * 2^256 + low` by a non-zero divisor; the quotient is reduced modulo 2^256.
    @usableFromInline
    static func divide(
        high: UInt256,
        low: UInt256,
        by divisor: UInt256
    ) -> (quotient: UInt256, remainder: UInt256) {
        if divisor.l1 | divisor.l2 | divisor.l3 == 0 { return divide(high: high, low: low, byLimb: divisor.l0) }
        let shift = divisor.leadingZeroBitCount
        let d = NormalizedDivisor(divisor << shift)
        let bits = UInt64(truncatingIfNeeded: shift & 63)
        let above = high << Int(bits) | UInt256(l0: overflow(low.l3, bits), l1: 0, l2: 0, l3: 0)
        let numerator = low << Int(bits)

        // The divisor is shifted by all of `shift`, the numerator by its bits: whole limbs of zeros follow at the end.
        var quotient = UInt256.zero
        var remainder: UInt256
        if high.isZero {
            remainder = UInt256(l0: numerator.l1, l1: numerator.l2, l2: numerator.l3, l3: above.l0)
        } else {
            remainder = UInt256(l0: above.l1, l1: above.l2, l2: above.l3, l3: overflow(high.l3, bits))
            quotient.append(d.takeIn(above.l0, &remainder))
            quotient.append(d.takeIn(numerator.l3, &remainder))
            quotient.append(d.takeIn(numerator.l2, &remainder))
            quotient.append(d.takeIn(numerator.l1, &remainder))
        }
        quotient.append(d.takeIn(numerator.l0, &remainder))
        for _ in 0..<(shift &>> 6) {
            quotient.append(d.takeIn(0, &remainder))
        }
        return (quotient, remainder >> shift)
    }

    private static func divide(
        high: UInt256,
        low: UInt256,
        byLimb divisor: UInt64
    ) -> (quotient: UInt256, remainder: UInt256) {
        let bits = UInt64(truncatingIfNeeded: divisor.leadingZeroBitCount)
        let d = divisor &<< bits
        let reciprocal = reciprocal(of: d)
        let above = high << Int(bits) | UInt256(overflow(low.l3, bits))
        let numerator = low << Int(bits)
        var remainder = above.l0
        if !high.isZero {
            remainder = overflow(high.l3, bits)
            remainder = self.quotient(remainder, above.l3, d, reciprocal).remainder
            remainder = self.quotient(remainder, above.l2, d, reciprocal).remainder
            remainder = self.quotient(remainder, above.l1, d, reciprocal).remainder
            remainder = self.quotient(remainder, above.l0, d, reciprocal).remainder
        }
        var quotient = UInt256.zero
        (quotient.l3, remainder) = self.quotient(remainder, numerator.l3, d, reciprocal)
        (quotient.l2, remainder) = self.quotient(remainder, numerator.l2, d, reciprocal)
        (quotient.l1, remainder) = self.quotient(remainder, numerator.l1, d, reciprocal)
        (quotient.l0, remainder) = self.quotient(remainder, numerator.l0, d, reciprocal)
        return (quotient, UInt256(remainder &>> bits))
    }

    /// What a limb loses above when it is shifted left by fewer than 64 bits.
    @inline(__always)
    private static func overflow(_ limb: UInt64, _ bits: UInt64) -> UInt64 {
        bits == 0 ? 0 : limb &>> (64 &- bits)
    }
}

/// A divisor of four limbs with its top bit set.
private struct NormalizedDivisor {
    let d: UInt256
    let reciprocal: UInt64

    @inline(__always)
    init(_ d: UInt256) {
        self.d = d
        reciprocal = LongDivision.reciprocal(of: d.l3, d.l2)
    }

    /// Steps D3 to D6: divides `remainder * 2^64 + limb`, where the remainder is below the divisor; returns the digit
    /// and leaves the new remainder.
    @inline(__always)
    func takeIn(_ limb: UInt64, _ remainder: inout UInt256) -> UInt64 {
        if remainder.l3 == d.l3, remainder.l2 == d.l2 { return takeInGreatest(limb, &remainder) }
        let estimate = LongDivision.quotient(remainder.l3, remainder.l2, remainder.l1, d.l3, d.l2, reciprocal)
        // The two upper limbs are settled; what the digit takes from the lower ones may borrow from them.
        var carry: UInt64 = 0
        let p0 = multiplyAdd(estimate.quotient, d.l0, 0, &carry)
        let p1 = multiplyAdd(estimate.quotient, d.l1, 0, &carry)
        let product = UInt256(l0: p0, l1: p1, l2: carry, l3: 0)
        let minuend = UInt256(l0: limb, l1: remainder.l0, l2: estimate.low, l3: estimate.high)
        let (difference, borrow) = minuend.subtractingReportingOverflow(product)
        remainder = difference
        guard borrow else { return estimate.quotient }
        return addBack(estimate.quotient, &remainder)
    }

    /// The digit is one too large: corrects it and the remainder.
    @inline(never)
    private func addBack(_ digit: UInt64, _ remainder: inout UInt256) -> UInt64 {
        remainder = remainder &+ d
        return digit &- 1
    }

    /// When the upper limbs equal the divisor's, the digit is 2^64 - 1, and the remainder r 2^64 + limb - d 2^64 + d.
    @inline(never)
    private func takeInGreatest(_ limb: UInt64, _ remainder: inout UInt256) -> UInt64 {
        let shifted = UInt256(l0: limb, l1: remainder.l0, l2: remainder.l1, l3: remainder.l2)
        let divisor = UInt256(l0: 0, l1: d.l0, l2: d.l1, l3: d.l2)
        // Modulo 2^256, which loses nothing: the result is below the divisor.
        remainder = shifted &- divisor &+ d
        return .max
    }
}

extension UInt256 {
    /// Moves all limbs up and puts one below.
    @inline(__always)
    fileprivate mutating func append(_ limb: UInt64) {
        self = UInt256(l0: limb, l1: l0, l2: l1, l3: l2)
    }
}

// Digits by reciprocals; every divisor has its top bit set.
extension LongDivision {
    /// floor((2^128 - 1) / d) - 2^64.
    @inline(__always)
    static func reciprocal(of d: UInt64) -> UInt64 {
        d.dividingFullWidth((~d, .max)).quotient
    }

    /// floor((2^192 - 1) / (d1 2^64 + d0)) - 2^64 (algorithm 6).
    @inline(__always)
    static func reciprocal(of d1: UInt64, _ d0: UInt64) -> UInt64 {
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
    static func quotient(
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
    static func quotient(
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
