// Inversion by the binary extended GCD with approximated operands of T. Pornin, "Optimized Binary GCD for Modular
// Inversion" (https://eprint.iacr.org/2020/972): 31 halvings are decided on 64-bit approximations of a and b and collected
// in a 2x2 matrix of 32-bit factors, which is then applied to the long integers at once.
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
            var factors = Self.halvingFactors(a, b)
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

    /// Factors such that (a f0 + b g0) / 2^31 and (a f1 + b g1) / 2^31 are what 31 halvings make of a and b.
    private struct HalvingFactors {
        var f0: Int64
        var g0: Int64
        var f1: Int64
        var g1: Int64
    }

    @inline(__always)
    private static func halvingFactors(_ a: Self, _ b: Self) -> HalvingFactors {
        var (x, y) = approximations(a, b)
        // Each word packs f + g * 2^32, with f and g in -2^31...2^31, so one operation serves both.
        var fg0: UInt64 = 1
        var fg1: UInt64 = 1 &<< 32
        for _ in 0..<31 {
            let isOdd = 0 &- (x & 1)
            let swaps = isOdd & (x < y ? UInt64.max : 0)
            let xy = (x ^ y) & swaps
            x ^= xy
            y ^= xy
            let fg = (fg0 ^ fg1) & swaps
            fg0 ^= fg
            fg1 ^= fg
            x = (x &- (y & isOdd)) &>> 1
            fg0 = fg0 &- (fg1 & isOdd)
            fg1 = fg1 &<< 1
        }
        let (f0, g0) = unpacked(fg0)
        let (f1, g1) = unpacked(fg1)
        return HalvingFactors(f0: f0, g0: g0, f1: f1, g1: g1)
    }

    @inline(__always)
    private static func unpacked(_ word: UInt64) -> (f: Int64, g: Int64) {
        let biased = word &+ 0x7fff_ffff_7fff_ffff
        return (
            Int64(bitPattern: biased & 0xffff_ffff) &- 0x7fff_ffff,
            Int64(bitPattern: biased &>> 32) &- 0x7fff_ffff
        )
    }

    /// a and b themselves when both fit 64 bits; else the 31 lowest bits of each under the 33 bits that are highest for
    /// the longer of the two.
    @inline(__always)
    private static func approximations(_ a: Self, _ b: Self) -> (UInt64, UInt64) {
        let highA: UInt64
        let highB: UInt64
        if a.l3 | b.l3 != 0 {
            (highA, highB) = topBits(a.l3, a.l2, b.l3, b.l2)
        } else if a.l2 | b.l2 != 0 {
            (highA, highB) = topBits(a.l2, a.l1, b.l2, b.l1)
        } else if a.l1 | b.l1 != 0 {
            (highA, highB) = topBits(a.l1, a.l0, b.l1, b.l0)
        } else {
            return (a.l0, b.l0)
        }
        let lowMask: UInt64 = 0x7fff_ffff
        return (a.l0 & lowMask | highA & ~lowMask, b.l0 & lowMask | highB & ~lowMask)
    }

    /// The 64 bits of each two-limb number from the highest bit that either has.
    @inline(__always)
    private static func topBits(
        _ highA: UInt64,
        _ lowA: UInt64,
        _ highB: UInt64,
        _ lowB: UInt64
    ) -> (UInt64, UInt64) {
        let shift = UInt64(truncatingIfNeeded: (highA | highB).leadingZeroBitCount)
        // `>> 1 >> (63 - shift)` is `>> (64 - shift)` that is also right for a shift of 0.
        return (
            highA &<< shift | (lowA &>> 1) &>> (63 &- shift),
            highB &<< shift | (lowB &>> 1) &>> (63 &- shift)
        )
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
