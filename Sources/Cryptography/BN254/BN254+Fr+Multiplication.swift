// Not in the guest, whose image would change by code that it never calls.
#if !hasFeature(Embedded)
extension BN254.Fr {
    /// Product modulo r.
    ///
    /// Montgomery multiplication, operand scanning with the reduction interleaved. The running sum is below 2r after
    /// each of the four steps: (2r + 2 (2^64 - 1) r) / 2^64 = 2r. Since 2r < 2^255, its two carry chains merge without
    /// an overflow.
    package static func * (a: Self, b: Self) -> Self {
        var t = Accumulator()
        t.step(a, b.l0)
        t.step(a, b.l1)
        t.step(a, b.l2)
        t.step(a, b.l3)
        return t.element.reducedOnce()
    }

    /// Square modulo r.
    @inline(__always)
    package var squared: Self { self * self }

    /// The running sum of a Montgomery multiplication.
    private struct Accumulator {
        var t0: UInt64 = 0
        var t1: UInt64 = 0
        var t2: UInt64 = 0
        var t3: UInt64 = 0

        @inline(__always)
        var element: BN254.Fr { BN254.Fr(montgomery: t0, t1, t2, t3) }

        /// Adds `a * b`, makes the low limb zero with a multiple of r, and drops it.
        @inline(__always)
        mutating func step(_ a: BN254.Fr, _ b: UInt64) {
            var carry: UInt64
            (t0, carry) = Limb.multiplyAccumulate(t0, a.l0, b, 0)
            (t1, carry) = Limb.multiplyAccumulate(t1, a.l1, b, carry)
            (t2, carry) = Limb.multiplyAccumulate(t2, a.l2, b, carry)
            (t3, carry) = Limb.multiplyAccumulate(t3, a.l3, b, carry)
            let top = carry
            let m = t0 &* BN254.Fr.negatedInverseOfR
            (_, carry) = Limb.multiplyAccumulate(t0, m, BN254.Fr.r0, 0)
            (t0, carry) = Limb.multiplyAccumulate(t1, m, BN254.Fr.r1, carry)
            (t1, carry) = Limb.multiplyAccumulate(t2, m, BN254.Fr.r2, carry)
            (t2, carry) = Limb.multiplyAccumulate(t3, m, BN254.Fr.r3, carry)
            t3 = top &+ carry
        }
    }
}
#endif
