extension BLS12381.Fp {
    /// Product modulo p.
    ///
    /// Montgomery multiplication, operand scanning with the reduction interleaved. The top limb of p is below 2^61, so
    /// the running sum stays below 2p * 2^64 and its two carry chains merge without an overflow.
    @inline(never)
    package static func * (a: Self, b: Self) -> Self {
        var t = Accumulator()
        t.step(a, b.l0)
        t.step(a, b.l1)
        t.step(a, b.l2)
        t.step(a, b.l3)
        t.step(a, b.l4)
        t.step(a, b.l5)
        return t.element.reducedOnce()
    }

    /// Square modulo p.
    @inline(__always)
    package var squared: Self { self * self }

    /// `a * b + c * d` modulo p, with a single reduction.
    ///
    /// The unreduced result is at most (2p^2 + (2^384 - 1) p) / 2^384 < 1.21p.
    @inline(__always)
    package static func sumOfProducts(_ a: Self, _ b: Self, _ c: Self, _ d: Self) -> Self {
        var t = Accumulator()
        t.step(a, b.l0, c, d.l0)
        t.step(a, b.l1, c, d.l1)
        t.step(a, b.l2, c, d.l2)
        t.step(a, b.l3, c, d.l3)
        t.step(a, b.l4, c, d.l4)
        t.step(a, b.l5, c, d.l5)
        return t.element.reducedOnce()
    }

    /// The running sum of a Montgomery multiplication.
    private struct Accumulator {
        var t0: UInt64 = 0
        var t1: UInt64 = 0
        var t2: UInt64 = 0
        var t3: UInt64 = 0
        var t4: UInt64 = 0
        var t5: UInt64 = 0

        @inline(__always)
        var element: BLS12381.Fp { BLS12381.Fp(montgomery: t0, t1, t2, t3, t4, t5) }

        /// Adds `a * b`, makes the low limb zero with a multiple of p, and drops it.
        @inline(__always)
        mutating func step(_ a: BLS12381.Fp, _ b: UInt64) {
            var carry: UInt64
            (t0, carry) = Limb.multiplyAccumulate(t0, a.l0, b, 0)
            (t1, carry) = Limb.multiplyAccumulate(t1, a.l1, b, carry)
            (t2, carry) = Limb.multiplyAccumulate(t2, a.l2, b, carry)
            (t3, carry) = Limb.multiplyAccumulate(t3, a.l3, b, carry)
            (t4, carry) = Limb.multiplyAccumulate(t4, a.l4, b, carry)
            (t5, carry) = Limb.multiplyAccumulate(t5, a.l5, b, carry)
            reduce(top: carry)
        }

        /// Adds `a * b + c * d`, makes the low limb zero with a multiple of p, and drops it.
        @inline(__always)
        mutating func step(_ a: BLS12381.Fp, _ b: UInt64, _ c: BLS12381.Fp, _ d: UInt64) {
            var carry: UInt64
            (t0, carry) = Limb.multiplyAccumulate(t0, a.l0, b, 0)
            (t1, carry) = Limb.multiplyAccumulate(t1, a.l1, b, carry)
            (t2, carry) = Limb.multiplyAccumulate(t2, a.l2, b, carry)
            (t3, carry) = Limb.multiplyAccumulate(t3, a.l3, b, carry)
            (t4, carry) = Limb.multiplyAccumulate(t4, a.l4, b, carry)
            (t5, carry) = Limb.multiplyAccumulate(t5, a.l5, b, carry)
            let top = carry
            (t0, carry) = Limb.multiplyAccumulate(t0, c.l0, d, 0)
            (t1, carry) = Limb.multiplyAccumulate(t1, c.l1, d, carry)
            (t2, carry) = Limb.multiplyAccumulate(t2, c.l2, d, carry)
            (t3, carry) = Limb.multiplyAccumulate(t3, c.l3, d, carry)
            (t4, carry) = Limb.multiplyAccumulate(t4, c.l4, d, carry)
            (t5, carry) = Limb.multiplyAccumulate(t5, c.l5, d, carry)
            reduce(top: top &+ carry)
        }

        @inline(__always)
        private mutating func reduce(top: UInt64) {
            let m = t0 &* BLS12381.Fp.negatedInverseOfP
            var carry: UInt64
            (_, carry) = Limb.multiplyAccumulate(t0, m, BLS12381.Fp.p0, 0)
            (t0, carry) = Limb.multiplyAccumulate(t1, m, BLS12381.Fp.p1, carry)
            (t1, carry) = Limb.multiplyAccumulate(t2, m, BLS12381.Fp.p2, carry)
            (t2, carry) = Limb.multiplyAccumulate(t3, m, BLS12381.Fp.p3, carry)
            (t3, carry) = Limb.multiplyAccumulate(t4, m, BLS12381.Fp.p4, carry)
            (t4, carry) = Limb.multiplyAccumulate(t5, m, BLS12381.Fp.p5, carry)
            t5 = top &+ carry
        }
    }
}
