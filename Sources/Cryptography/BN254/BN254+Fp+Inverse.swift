// Inversion by the binary extended GCD of `HalvingFactors`.
extension BN254.Fp {
    /// Multiplicative inverse modulo p, or zero for zero.
    package var inverse: Self {
        // Invariants: a = y * u and b = y * v modulo p, where y is the Montgomery representative; b is odd.
        var a = self
        var b = Self(montgomery: Self.p0, Self.p1, Self.p2, Self.p3)
        var u = Self(montgomery: 1, 0, 0, 0)
        var v = Self.zero
        // a and b together have at most 508 bits and each halving takes one away, so 17 rounds of 31 always suffice.
        for _ in 0..<17 {
            if a.isZero { break }
            let (x, y) = Self.approximations(a, b)
            var factors = HalvingFactors(x, y)
            let nextA = Self.linearCombination(a, factors.f0, b, factors.g0)
            let nextB = Self.linearCombination(a, factors.f1, b, factors.g1)
            if nextA.isNegative { (factors.f0, factors.g0) = (-factors.f0, -factors.g0) }
            if nextB.isNegative { (factors.f1, factors.g1) = (-factors.f1, -factors.g1) }
            (a, b) = (nextA.shiftedMagnitude, nextB.shiftedMagnitude)
            (u, v) = (
                Self.linearCombination(u, factors.f0, v, factors.g0).dividedModuloP,
                Self.linearCombination(u, factors.f1, v, factors.g1).dividedModuloP
            )
        }
        // Now b = 1, so v = 1/y = value^-1 * 2^-256 as a plain integer; the product with 2^768 gives value^-1 * 2^256.
        let cubeOfRadix = Self(
            montgomery: 0xb1cd_6daf_da15_30df,
            0x62f2_10e6_a728_3db6,
            0xef7f_0b0c_0ada_0afb,
            0x20fd_6e90_2d59_2544
        )
        return v * cubeOfRadix
    }

    /// a and b themselves when both fit 64 bits, else their approximations.
    @inline(__always)
    private static func approximations(_ a: Self, _ b: Self) -> (UInt64, UInt64) {
        if a.l3 | b.l3 != 0 { return HalvingFactors.approximations(a.l3, a.l2, a.l0, b.l3, b.l2, b.l0) }
        if a.l2 | b.l2 != 0 { return HalvingFactors.approximations(a.l2, a.l1, a.l0, b.l2, b.l1, b.l0) }
        if a.l1 | b.l1 != 0 { return HalvingFactors.approximations(a.l1, a.l0, a.l0, b.l1, b.l0, b.l0) }
        return (a.l0, b.l0)
    }

    /// A signed five-limb integer, at most 2^31 p in magnitude.
    private struct SignedWide {
        var low: BN254.Fp
        var high: Int64

        var isNegative: Bool { high < 0 }

        /// |self| / 2^31, which divides exactly.
        @inline(__always)
        var shiftedMagnitude: BN254.Fp {
            let mask = UInt64(bitPattern: high &>> 63)
            let (m0, c0) = Limb.addWithCarry(low.l0 ^ mask, mask & 1, 0)
            let (m1, c1) = Limb.addWithCarry(low.l1 ^ mask, 0, c0)
            let (m2, c2) = Limb.addWithCarry(low.l2 ^ mask, 0, c1)
            let (m3, c3) = Limb.addWithCarry(low.l3 ^ mask, 0, c2)
            let m4 = (UInt64(bitPattern: high) ^ mask) &+ c3
            return BN254.Fp(
                montgomery: m0 &>> 31 | m1 &<< 33,
                m1 &>> 31 | m2 &<< 33,
                m2 &>> 31 | m3 &<< 33,
                m3 &>> 31 | m4 &<< 33
            )
        }

        /// self / 2^31 modulo p: a multiple of p below 2^31 p makes the low bits zero, and the quotient is in -p..<2p.
        @inline(__always)
        var dividedModuloP: BN254.Fp {
            let k = (low.l0 &* BN254.Fp.negatedInverseOfP) & 0x7fff_ffff
            var carry: UInt64
            let (s0, s1, s2, s3): (UInt64, UInt64, UInt64, UInt64)
            (s0, carry) = Limb.multiplyAccumulate(low.l0, k, BN254.Fp.p0, 0)
            (s1, carry) = Limb.multiplyAccumulate(low.l1, k, BN254.Fp.p1, carry)
            (s2, carry) = Limb.multiplyAccumulate(low.l2, k, BN254.Fp.p2, carry)
            (s3, carry) = Limb.multiplyAccumulate(low.l3, k, BN254.Fp.p3, carry)
            let s4 = UInt64(bitPattern: high) &+ carry
            let quotient = BN254.Fp(
                montgomery: s0 &>> 31 | s1 &<< 33,
                s1 &>> 31 | s2 &<< 33,
                s2 &>> 31 | s3 &<< 33,
                s3 &>> 31 | s4 &<< 33
            )
            let negativeMask = UInt64(bitPattern: Int64(bitPattern: s4) &>> 63)
            let (r0, c0) = Limb.addWithCarry(quotient.l0, BN254.Fp.p0 & negativeMask, 0)
            let (r1, c1) = Limb.addWithCarry(quotient.l1, BN254.Fp.p1 & negativeMask, c0)
            let (r2, c2) = Limb.addWithCarry(quotient.l2, BN254.Fp.p2 & negativeMask, c1)
            let r3 = quotient.l3 &+ (BN254.Fp.p3 & negativeMask) &+ c2
            return BN254.Fp(montgomery: r0, r1, r2, r3).reducedOnce()
        }
    }

    /// x f + y g.
    @inline(__always)
    private static func linearCombination(_ x: Self, _ f: Int64, _ y: Self, _ g: Int64) -> SignedWide {
        // |f|, |g| <= 2^31, so every sum is below 2^97 in magnitude.
        let (f, g) = (Int128(f), Int128(g))
        let t0 = Int128(x.l0) &* f &+ Int128(y.l0) &* g
        let t1 = Int128(x.l1) &* f &+ Int128(y.l1) &* g &+ (t0 &>> 64)
        let t2 = Int128(x.l2) &* f &+ Int128(y.l2) &* g &+ (t1 &>> 64)
        let t3 = Int128(x.l3) &* f &+ Int128(y.l3) &* g &+ (t2 &>> 64)
        return SignedWide(
            low: Self(
                montgomery: UInt64(truncatingIfNeeded: t0),
                UInt64(truncatingIfNeeded: t1),
                UInt64(truncatingIfNeeded: t2),
                UInt64(truncatingIfNeeded: t3)
            ),
            high: Int64(truncatingIfNeeded: t3 &>> 64)
        )
    }
}
