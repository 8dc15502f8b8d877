extension BN254.Fp {
    /// Product modulo p.
    ///
    /// Montgomery multiplication, operand scanning with the reduction interleaved. The top limb of p is below 2^62, so
    /// the running sum stays below 2p * 2^64 and its two carry chains merge without an overflow.
    package static func * (a: Self, b: Self) -> Self {
        var t = Accumulator()
        t.step(a, b.l0)
        t.step(a, b.l1)
        t.step(a, b.l2)
        t.step(a, b.l3)
        return t.element.reducedOnce()
    }

    /// Square modulo p.
    @inline(__always)
    package var squared: Self { self * self }

    /// `a * b + c * d` modulo p, with a single reduction.
    ///
    /// The unreduced result is at most (2p^2 + (2^256 - 1) p) / 2^256 < 1.38p.
    @inline(__always)
    package static func sumOfProducts(_ a: Self, _ b: Self, _ c: Self, _ d: Self) -> Self {
        var t = Accumulator()
        t.step(a, b.l0, c, d.l0)
        t.step(a, b.l1, c, d.l1)
        t.step(a, b.l2, c, d.l2)
        t.step(a, b.l3, c, d.l3)
        return t.element.reducedOnce()
    }

    /// The running sum of a Montgomery multiplication.
    private struct Accumulator {
        var t0: UInt64 = 0
        var t1: UInt64 = 0
        var t2: UInt64 = 0
        var t3: UInt64 = 0

        @inline(__always)
        var element: BN254.Fp { BN254.Fp(montgomery: t0, t1, t2, t3) }

        /// Adds `a * b`, makes the low limb zero with a multiple of p, and drops it.
        @inline(__always)
        mutating func step(_ a: BN254.Fp, _ b: UInt64) {
            var carry: UInt64
            (t0, carry) = Limb.multiplyAccumulate(t0, a.l0, b, 0)
            (t1, carry) = Limb.multiplyAccumulate(t1, a.l1, b, carry)
            (t2, carry) = Limb.multiplyAccumulate(t2, a.l2, b, carry)
            (t3, carry) = Limb.multiplyAccumulate(t3, a.l3, b, carry)
            reduce(top: carry)
        }

        /// Adds `a * b + c * d`, makes the low limb zero with a multiple of p, and drops it.
        @inline(__always)
        mutating func step(_ a: BN254.Fp, _ b: UInt64, _ c: BN254.Fp, _ d: UInt64) {
            var carry: UInt64
            (t0, carry) = Limb.multiplyAccumulate(t0, a.l0, b, 0)
            (t1, carry) = Limb.multiplyAccumulate(t1, a.l1, b, carry)
            (t2, carry) = Limb.multiplyAccumulate(t2, a.l2, b, carry)
            (t3, carry) = Limb.multiplyAccumulate(t3, a.l3, b, carry)
            let top = carry
            (t0, carry) = Limb.multiplyAccumulate(t0, c.l0, d, 0)
            (t1, carry) = Limb.multiplyAccumulate(t1, c.l1, d, carry)
            (t2, carry) = Limb.multiplyAccumulate(t2, c.l2, d, carry)
            (t3, carry) = Limb.multiplyAccumulate(t3, c.l3, d, carry)
            reduce(top: top &+ carry)
        }

        @inline(__always)
        private mutating func reduce(top: UInt64) {
            let m = t0 &* BN254.Fp.negatedInverseOfP
            var carry: UInt64
            (_, carry) = Limb.multiplyAccumulate(t0, m, BN254.Fp.p0, 0)
            (t0, carry) = Limb.multiplyAccumulate(t1, m, BN254.Fp.p1, carry)
            (t1, carry) = Limb.multiplyAccumulate(t2, m, BN254.Fp.p2, carry)
            (t2, carry) = Limb.multiplyAccumulate(t3, m, BN254.Fp.p3, carry)
            t3 = top &+ carry
        }
    }
}
