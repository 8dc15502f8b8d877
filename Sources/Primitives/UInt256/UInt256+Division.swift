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
        }
        guard self >= divisor else { return (.zero, self) }
        return LongDivision.divide(high: .zero, low: self, by: divisor)
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
