#if MACHINE_CALLS
import Accelerators
#endif

extension Secp256k1.Fp {
    /// Product modulo p: the machine's accelerator where it is called, else our own.
    @inline(__always)
    package static func * (a: Self, b: Self) -> Self {
        #if MACHINE_CALLS
        var product = a
        withUnsafePointer(to: b) { b in
            withUnsafeMutablePointer(to: &product) {
                machine_multiply_modulo($0, MACHINE_MODULUS_SECP256K1_FIELD, $0, b)
            }
        }
        return product
        #else
        return productInSoftware(a, b)
        #endif
    }

    /// Square modulo p: the machine's accelerator where it is called, else our own.
    @inline(__always)
    package var squared: Self {
        #if MACHINE_CALLS
        var square = self
        withUnsafeMutablePointer(to: &square) {
            machine_multiply_modulo($0, MACHINE_MODULUS_SECP256K1_FIELD, $0, $0)
        }
        return square
        #else
        return squaredInSoftware
        #endif
    }

    /// Product by operand scanning.
    private static func productInSoftware(_ a: Self, _ b: Self) -> Self {
        var carry: UInt64
        var (r0, r1, r2, r3, r4, r5, r6, r7): (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)
        (r0, carry) = Limb.multiplyAccumulate(0, a.l0, b.l0, 0)
        (r1, carry) = Limb.multiplyAccumulate(0, a.l0, b.l1, carry)
        (r2, carry) = Limb.multiplyAccumulate(0, a.l0, b.l2, carry)
        (r3, r4) = Limb.multiplyAccumulate(0, a.l0, b.l3, carry)
        (r1, carry) = Limb.multiplyAccumulate(r1, a.l1, b.l0, 0)
        (r2, carry) = Limb.multiplyAccumulate(r2, a.l1, b.l1, carry)
        (r3, carry) = Limb.multiplyAccumulate(r3, a.l1, b.l2, carry)
        (r4, r5) = Limb.multiplyAccumulate(r4, a.l1, b.l3, carry)
        (r2, carry) = Limb.multiplyAccumulate(r2, a.l2, b.l0, 0)
        (r3, carry) = Limb.multiplyAccumulate(r3, a.l2, b.l1, carry)
        (r4, carry) = Limb.multiplyAccumulate(r4, a.l2, b.l2, carry)
        (r5, r6) = Limb.multiplyAccumulate(r5, a.l2, b.l3, carry)
        (r3, carry) = Limb.multiplyAccumulate(r3, a.l3, b.l0, 0)
        (r4, carry) = Limb.multiplyAccumulate(r4, a.l3, b.l1, carry)
        (r5, carry) = Limb.multiplyAccumulate(r5, a.l3, b.l2, carry)
        (r6, r7) = Limb.multiplyAccumulate(r6, a.l3, b.l3, carry)
        return Self(folding: r0, r1, r2, r3, r4, r5, r6, r7)
    }

    /// Square by each product of two different limbs once, then doubled.
    private var squaredInSoftware: Self {
        var carry: UInt64
        var (r1, r2, r3, r4, r5, r6): (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)
        (r1, carry) = Limb.multiplyAccumulate(0, l0, l1, 0)
        (r2, carry) = Limb.multiplyAccumulate(0, l0, l2, carry)
        (r3, r4) = Limb.multiplyAccumulate(0, l0, l3, carry)
        (r3, carry) = Limb.multiplyAccumulate(r3, l1, l2, 0)
        (r4, r5) = Limb.multiplyAccumulate(r4, l1, l3, carry)
        (r5, r6) = Limb.multiplyAccumulate(r5, l2, l3, 0)
        let r7 = r6 &>> 63
        r6 = r6 &<< 1 | r5 &>> 63
        r5 = r5 &<< 1 | r4 &>> 63
        r4 = r4 &<< 1 | r3 &>> 63
        r3 = r3 &<< 1 | r2 &>> 63
        r2 = r2 &<< 1 | r1 &>> 63
        r1 = r1 &<< 1
        let (s0, s1, s2, s3) = (
            UInt128(l0) &* UInt128(l0), UInt128(l1) &* UInt128(l1), UInt128(l2) &* UInt128(l2),
            UInt128(l3) &* UInt128(l3)
        )
        let (t1, c1) = Limb.addWithCarry(r1, UInt64(truncatingIfNeeded: s0 &>> 64), 0)
        let (t2, c2) = Limb.addWithCarry(r2, UInt64(truncatingIfNeeded: s1), c1)
        let (t3, c3) = Limb.addWithCarry(r3, UInt64(truncatingIfNeeded: s1 &>> 64), c2)
        let (t4, c4) = Limb.addWithCarry(r4, UInt64(truncatingIfNeeded: s2), c3)
        let (t5, c5) = Limb.addWithCarry(r5, UInt64(truncatingIfNeeded: s2 &>> 64), c4)
        let (t6, c6) = Limb.addWithCarry(r6, UInt64(truncatingIfNeeded: s3), c5)
        let t7 = r7 &+ UInt64(truncatingIfNeeded: s3 &>> 64) &+ c6
        return Self(folding: UInt64(truncatingIfNeeded: s0), t1, t2, t3, t4, t5, t6, t7)
    }

    /// The element of eight limbs: 2^256 is `complement` modulo p.
    @inline(__always)
    private init(
        folding r0: UInt64,
        _ r1: UInt64,
        _ r2: UInt64,
        _ r3: UInt64,
        _ r4: UInt64,
        _ r5: UInt64,
        _ r6: UInt64,
        _ r7: UInt64
    ) {
        var carry: UInt64
        let (f0, f1, f2, f3): (UInt64, UInt64, UInt64, UInt64)
        (f0, carry) = Limb.multiplyAccumulate(r0, r4, Self.complement, 0)
        (f1, carry) = Limb.multiplyAccumulate(r1, r5, Self.complement, carry)
        (f2, carry) = Limb.multiplyAccumulate(r2, r6, Self.complement, carry)
        (f3, carry) = Limb.multiplyAccumulate(r3, r7, Self.complement, carry)
        // The carry is at most `complement`, so what it folds to has 67 bits, and the sum is below 2^256 + 2^67.
        let (g0, g1) = Limb.multiplyAccumulate(f0, carry, Self.complement, 0)
        let (h1, c1) = f1.addingReportingOverflow(g1)
        let (h2, c2) = f2.addingReportingOverflow(c1 ? 1 : 0)
        let (h3, c3) = f3.addingReportingOverflow(c2 ? 1 : 0)
        self.init(reducing: g0, h1, h2, h3, carry: c3 ? 1 : 0)
    }

    /// A square root, or nil when there is none: p = 3 modulo 4, so the power (p + 1) / 4 of a square is one.
    package var squareRoot: Self? {
        // The exponent's bits are 223 ones, a zero, 22 ones, four zeros, two ones and two zeros.
        let x2 = squared * self
        let x3 = x2.squared * self
        let x6 = x3.squared(times: 3) * x3
        let x9 = x6.squared(times: 3) * x3
        let x11 = x9.squared(times: 2) * x2
        let x22 = x11.squared(times: 11) * x11
        let x44 = x22.squared(times: 22) * x22
        let x88 = x44.squared(times: 44) * x44
        let x176 = x88.squared(times: 88) * x88
        let x220 = x176.squared(times: 44) * x44
        let x223 = x220.squared(times: 3) * x3
        let root = ((x223.squared(times: 23) * x22).squared(times: 6) * x2).squared(times: 2)
        return root.squared == self ? root : nil
    }

    private func squared(times count: Int) -> Self {
        var result = self
        for _ in 0..<count { result = result.squared }
        return result
    }
}
