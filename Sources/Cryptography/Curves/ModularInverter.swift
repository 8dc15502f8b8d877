package import Primitives

/// Inversion modulo an odd number of up to 256 bits, by the binary extended GCD of `HalvingFactors`.
package struct ModularInverter {
    /// The modulus, odd.
    let modulus: UInt256
    /// -1 / modulus modulo 2^64.
    let negatedInverse: UInt64

    /// The inverter of a modulus whose inverse modulo 2^64 is known.
    init(modulus: UInt256, negatedInverse: UInt64) {
        self.modulus = modulus
        self.negatedInverse = negatedInverse
    }

    /// The inverter of an odd modulus.
    package init(oddModulus modulus: UInt256) {
        // Newton's step doubles the bits that are right: an odd number is its own inverse modulo 8.
        var inverse = modulus.l0
        for _ in 0..<5 { inverse = inverse &* (2 &- modulus.l0 &* inverse) }
        self.init(modulus: modulus, negatedInverse: 0 &- inverse)
    }

    /// The inverse of a number below the modulus, or zero for zero; meaningless for another number with a common
    /// factor.
    package func inverse(of value: UInt256) -> UInt256 {
        // Invariants: a = value * u and b = value * v modulo the modulus; b is odd.
        var a = value
        var b = modulus
        var u = UInt256(1)
        var v = UInt256.zero
        // a and b together have at most 512 bits and each halving takes one away, so 17 rounds of 31 always suffice.
        for _ in 0..<17 {
            if a.isZero { break }
            let (x, y) = Self.approximations(a, b)
            var factors = HalvingFactors(x, y)
            let nextA = SignedWide(a, factors.f0, b, factors.g0)
            let nextB = SignedWide(a, factors.f1, b, factors.g1)
            if nextA.high < 0 { (factors.f0, factors.g0) = (-factors.f0, -factors.g0) }
            if nextB.high < 0 { (factors.f1, factors.g1) = (-factors.f1, -factors.g1) }
            (a, b) = (nextA.shiftedMagnitude, nextB.shiftedMagnitude)
            (u, v) = (
                divided(SignedWide(u, factors.f0, v, factors.g0)),
                divided(SignedWide(u, factors.f1, v, factors.g1))
            )
        }
        return v
    }

    /// a and b themselves when both fit 64 bits, else their approximations.
    @inline(__always)
    private static func approximations(_ a: UInt256, _ b: UInt256) -> (UInt64, UInt64) {
        if a.l3 | b.l3 != 0 { return HalvingFactors.approximations(a.l3, a.l2, a.l0, b.l3, b.l2, b.l0) }
        if a.l2 | b.l2 != 0 { return HalvingFactors.approximations(a.l2, a.l1, a.l0, b.l2, b.l1, b.l0) }
        if a.l1 | b.l1 != 0 { return HalvingFactors.approximations(a.l1, a.l0, a.l0, b.l1, b.l0, b.l0) }
        return (a.l0, b.l0)
    }

    /// x / 2^31 modulo m: a multiple of m below 2^31 m makes the low bits zero, and the quotient is in -m..<2m.
    @inline(__always)
    private func divided(_ x: SignedWide) -> UInt256 {
        let k = (x.low.l0 &* negatedInverse) & 0x7fff_ffff
        var carry: UInt64
        let (s0, s1, s2, s3): (UInt64, UInt64, UInt64, UInt64)
        (s0, carry) = Limb.multiplyAccumulate(x.low.l0, k, modulus.l0, 0)
        (s1, carry) = Limb.multiplyAccumulate(x.low.l1, k, modulus.l1, carry)
        (s2, carry) = Limb.multiplyAccumulate(x.low.l2, k, modulus.l2, carry)
        (s3, carry) = Limb.multiplyAccumulate(x.low.l3, k, modulus.l3, carry)
        let s4 = x.high &+ Int64(bitPattern: carry)
        let quotient = UInt256(
            l0: s0 &>> 31 | s1 &<< 33,
            l1: s1 &>> 31 | s2 &<< 33,
            l2: s2 &>> 31 | s3 &<< 33,
            l3: s3 &>> 31 | UInt64(bitPattern: s4) &<< 33
        )
        let top = s4 &>> 31
        // Modulo 2^256, which loses nothing: the result is below m.
        if top < 0 { return quotient &+ modulus }
        return top > 0 || quotient >= modulus ? quotient &- modulus : quotient
    }
}

/// A signed integer of five limbs, at most 2^31 times 2^256 in magnitude.
private struct SignedWide {
    var low: UInt256
    var high: Int64

    /// x f + y g with |f| + |g| <= 2^31.
    @inline(__always)
    init(_ x: UInt256, _ f: Int64, _ y: UInt256, _ g: Int64) {
        // Every sum is below 2^97 in magnitude.
        let (f, g) = (Int128(f), Int128(g))
        let t0 = Int128(x.l0) &* f &+ Int128(y.l0) &* g
        let t1 = Int128(x.l1) &* f &+ Int128(y.l1) &* g &+ (t0 &>> 64)
        let t2 = Int128(x.l2) &* f &+ Int128(y.l2) &* g &+ (t1 &>> 64)
        let t3 = Int128(x.l3) &* f &+ Int128(y.l3) &* g &+ (t2 &>> 64)
        low = UInt256(
            l0: UInt64(truncatingIfNeeded: t0),
            l1: UInt64(truncatingIfNeeded: t1),
            l2: UInt64(truncatingIfNeeded: t2),
            l3: UInt64(truncatingIfNeeded: t3)
        )
        high = Int64(truncatingIfNeeded: t3 &>> 64)
    }

    /// |self| / 2^31, which divides exactly and fits.
    @inline(__always)
    var shiftedMagnitude: UInt256 {
        let mask = UInt64(bitPattern: high &>> 63)
        let (m0, c0) = Limb.addWithCarry(low.l0 ^ mask, mask & 1, 0)
        let (m1, c1) = Limb.addWithCarry(low.l1 ^ mask, 0, c0)
        let (m2, c2) = Limb.addWithCarry(low.l2 ^ mask, 0, c1)
        let (m3, c3) = Limb.addWithCarry(low.l3 ^ mask, 0, c2)
        let m4 = (UInt64(bitPattern: high) ^ mask) &+ c3
        return UInt256(
            l0: m0 &>> 31 | m1 &<< 33,
            l1: m1 &>> 31 | m2 &<< 33,
            l2: m2 &>> 31 | m3 &<< 33,
            l3: m3 &>> 31 | m4 &<< 33
        )
    }
}
