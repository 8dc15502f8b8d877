extension UInt256 {
    /// Quotient and remainder; both are zero for a zero divisor, as the EVM has it (DIV, MOD).
    @inlinable
    public func quotientAndRemainder(dividingBy divisor: UInt256) -> (quotient: UInt256, remainder: UInt256) {
        if divisor.l1 | divisor.l2 | divisor.l3 == 0 {
            guard divisor.l0 != 0 else { return (.zero, .zero) }
            if l1 | l2 | l3 == 0 {
                let (quotient, remainder) = l0.quotientAndRemainder(dividingBy: divisor.l0)
                return (UInt256(quotient), UInt256(remainder))
            }
            return dividedByLimb(divisor.l0)
        }
        guard self >= divisor else { return (.zero, self) }
        return LongDivision.divide(high: .zero, low: self, by: divisor)
    }

    /// Schoolbook division by a single non-zero limb.
    @inlinable
    func dividedByLimb(_ divisor: UInt64) -> (quotient: UInt256, remainder: UInt256) {
        var remainder: UInt64 = 0
        var quotient = UInt256()
        (quotient.l3, remainder) = divisor.dividingFullWidth((remainder, l3))
        (quotient.l2, remainder) = divisor.dividingFullWidth((remainder, l2))
        (quotient.l1, remainder) = divisor.dividingFullWidth((remainder, l1))
        (quotient.l0, remainder) = divisor.dividingFullWidth((remainder, l0))
        return (quotient, UInt256(remainder))
    }

    /// Two's complement quotient truncated towards zero; zero for a zero divisor; -2^255 / -1 wraps (SDIV).
    @inlinable
    public func signedQuotient(dividingBy divisor: UInt256) -> UInt256 {
        let quotient = magnitude.quotientAndRemainder(dividingBy: divisor.magnitude).quotient
        return isNegative != divisor.isNegative ? quotient.negated : quotient
    }

    /// Two's complement remainder with the dividend's sign; zero for a zero divisor (SMOD).
    @inlinable
    public func signedRemainder(dividingBy divisor: UInt256) -> UInt256 {
        let remainder = magnitude.quotientAndRemainder(dividingBy: divisor.magnitude).remainder
        return isNegative ? remainder.negated : remainder
    }

    /// Absolute value of the two's complement reading.
    @inlinable
    public var magnitude: UInt256 { isNegative ? negated : self }

    /// `(self + other) mod modulus` over the full 257-bit sum; zero for a zero modulus (ADDMOD).
    @inlinable
    public func addingModulo(_ other: UInt256, _ modulus: UInt256) -> UInt256 {
        guard !modulus.isZero else { return .zero }
        // Most moduli in contracts have their top limb set: two conditional subtractions then do.
        if modulus.l3 != 0, l3 <= modulus.l3, other.l3 <= modulus.l3 {
            let a = reducedOnce(modulus)
            let b = other.reducedOnce(modulus)
            let (sum, overflow) = a.addingReportingOverflow(b)
            return overflow || sum >= modulus ? sum &- modulus : sum
        }
        let (sum, overflow) = addingReportingOverflow(other)
        guard overflow else { return sum.quotientAndRemainder(dividingBy: modulus).remainder }
        return LongDivision.divide(high: .one, low: sum, by: modulus).remainder
    }

    /// `self` less `modulus` at most once: enough when the top limb does not exceed the modulus's.
    @inlinable
    func reducedOnce(_ modulus: UInt256) -> UInt256 {
        self >= modulus ? self &- modulus : self
    }

    /// `(self * other) mod modulus` over the full 512-bit product; zero for a zero modulus (MULMOD).
    @inlinable
    public func multipliedModulo(_ other: UInt256, _ modulus: UInt256) -> UInt256 {
        guard !modulus.isZero else { return .zero }
        let (high, low) = multipliedFullWidth(by: other)
        guard !high.isZero else { return low.quotientAndRemainder(dividingBy: modulus).remainder }
        return LongDivision.divide(high: high, low: low, by: modulus).remainder
    }
}

/// Division of up to 512 bits by up to 256 bits: Knuth, The Art of Computer Programming volume 2, algorithm D.
@usableFromInline
enum LongDivision {
    /// Divides `high * 2^256 + low` by a non-zero divisor; the quotient is reduced modulo 2^256.
    @usableFromInline
    static func divide(
        high: UInt256,
        low: UInt256,
        by divisor: UInt256
    ) -> (quotient: UInt256, remainder: UInt256) {
        let shift = divisor.leadingZeroBitCount & 63
        let divisorCount = (divisor.bitWidthUsed &+ 63) / 64
        let v = limbs(divisor << shift)
        var u = shifted(high: high, low: low, by: UInt64(truncatingIfNeeded: shift))
        var q = InlineArray<9, UInt64>(repeating: 0)
        if divisorCount == 1 {
            return divideByOneLimb(&u, v[0], shift)
        }
        let numeratorCount = (high.isZero ? low.bitWidthUsed : 256 &+ high.bitWidthUsed) &+ 63
        var j = numeratorCount / 64 &- divisorCount
        let top = v[divisorCount &- 1]
        let second = v[divisorCount &- 2]
        while j >= 0 {
            let k = j &+ divisorCount
            let digit = estimate(u[k], u[k &- 1], u[k &- 2], top, second)
            q[j] = subtractProduct(&u, at: j, v, divisorCount, digit)
            j &-= 1
        }
        let remainder = UInt256(
            l0: u[0],
            l1: u[1],
            l2: divisorCount > 2 ? u[2] : 0,
            l3: divisorCount > 3 ? u[3] : 0
        )
        return (UInt256(l0: q[0], l1: q[1], l2: q[2], l3: q[3]), remainder >> shift)
    }

    private static func divideByOneLimb(
        _ u: inout InlineArray<9, UInt64>,
        _ divisor: UInt64,
        _ shift: Int
    ) -> (quotient: UInt256, remainder: UInt256) {
        var remainder = u[8] % divisor
        var i = 7
        while i >= 0 {
            (u[i], remainder) = divisor.dividingFullWidth((remainder, u[i]))
            i &-= 1
        }
        return (UInt256(l0: u[0], l1: u[1], l2: u[2], l3: u[3]), UInt256(remainder) >> shift)
    }

    /// Step D3: the quotient digit, at most one too large.
    @inline(__always)
    private static func estimate(
        _ u2: UInt64,
        _ u1: UInt64,
        _ u0: UInt64,
        _ top: UInt64,
        _ second: UInt64
    ) -> UInt64 {
        guard u2 < top else { return .max }
        var (digit, remainder) = top.dividingFullWidth((u2, u1))
        while true {
            let product = digit.multipliedFullWidth(by: second)
            guard product.high > remainder || (product.high == remainder && product.low > u0) else { return digit }
            digit &-= 1
            let (sum, overflow) = remainder.addingReportingOverflow(top)
            if overflow { return digit }
            remainder = sum
        }
    }

    /// Steps D4 to D6: subtracts `digit * v`, adds back once when it was too large, and returns the true digit.
    @inline(__always)
    private static func subtractProduct(
        _ u: inout InlineArray<9, UInt64>,
        at j: Int,
        _ v: InlineArray<4, UInt64>,
        _ count: Int,
        _ digit: UInt64
    ) -> UInt64 {
        var carry: UInt64 = 0
        var borrow: UInt64 = 0
        var i = 0
        while i < count {
            let product = multiplyAdd(digit, v[i], 0, &carry)
            u[j &+ i] = subtractWithBorrow(u[j &+ i], product, &borrow)
            i &+= 1
        }
        u[j &+ count] = subtractWithBorrow(u[j &+ count], carry, &borrow)
        var trueDigit = digit
        // The estimate `.max` for an equal top digit may be two too large, hence a loop.
        while borrow != 0 {
            trueDigit &-= 1
            carry = 0
            i = 0
            while i < count {
                u[j &+ i] = addWithCarry(u[j &+ i], v[i], &carry)
                i &+= 1
            }
            u[j &+ count] = addWithCarry(u[j &+ count], 0, &carry)
            borrow &-= carry
        }
        return trueDigit
    }

    @inline(__always)
    private static func limbs(_ x: UInt256) -> InlineArray<4, UInt64> {
        [x.l0, x.l1, x.l2, x.l3]
    }

    @inline(__always)
    private static func shifted(high: UInt256, low: UInt256, by bits: UInt64) -> InlineArray<9, UInt64> {
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
