import Primitives

extension Secp256r1 {
    /// An element of P-256's base field, the integers modulo p = 2^256 - 2^224 + 2^192 + 2^96 - 1.
    ///
    /// Stored as `value * 2^256 mod p` (Montgomery form) in four 64-bit limbs, least significant first, always below p.
    struct Fp: Equatable, Sendable {
        private var l0: UInt64
        private var l1: UInt64
        private var l2: UInt64
        private var l3: UInt64

        /// The element whose Montgomery limbs are given, least significant first.
        init(montgomery l0: UInt64, _ l1: UInt64, _ l2: UInt64, _ l3: UInt64) {
            self.l0 = l0
            self.l1 = l1
            self.l2 = l2
            self.l3 = l3
        }

        /// The element that equals an integer, or nil when that is not below p.
        init?(exactly integer: UInt256) {
            guard integer < UInt256(l0: Self.p0, l1: Self.p1, l2: 0, l3: Self.p3) else { return nil }
            let squareOfRadix = Self(montgomery: 3, 0xffff_fffb_ffff_ffff, 0xffff_ffff_ffff_fffe, 0x0000_0004_ffff_fffd)
            self = Self(montgomery: integer.l0, integer.l1, integer.l2, integer.l3) * squareOfRadix
        }

        static var zero: Self { Self(montgomery: 0, 0, 0, 0) }
        static var one: Self { Self(montgomery: 1, 0xffff_ffff_0000_0000, .max, 0xffff_fffe) }

        var isZero: Bool { l0 | l1 | l2 | l3 == 0 }

        // The limbs of p; the third is zero.
        private static var p0: UInt64 { .max }
        private static var p1: UInt64 { 0x0000_0000_ffff_ffff }
        private static var p3: UInt64 { 0xffff_ffff_0000_0001 }

        /// Limbs below 2p, of which 2^256 is `carry`, modulo p.
        private init(reducing l0: UInt64, _ l1: UInt64, _ l2: UInt64, _ l3: UInt64, carry: UInt64) {
            let (d0, b0) = Limb.subtractWithBorrow(l0, Self.p0, 0)
            let (d1, b1) = Limb.subtractWithBorrow(l1, Self.p1, b0)
            let (d2, b2) = Limb.subtractWithBorrow(l2, 0, b1)
            let (d3, b3) = Limb.subtractWithBorrow(l3, Self.p3, b2)
            self = carry == 0 && b3 == 1 ? Self(montgomery: l0, l1, l2, l3) : Self(montgomery: d0, d1, d2, d3)
        }

        static func + (a: Self, b: Self) -> Self {
            let (s0, c0) = Limb.addWithCarry(a.l0, b.l0, 0)
            let (s1, c1) = Limb.addWithCarry(a.l1, b.l1, c0)
            let (s2, c2) = Limb.addWithCarry(a.l2, b.l2, c1)
            let (s3, c3) = Limb.addWithCarry(a.l3, b.l3, c2)
            return Self(reducing: s0, s1, s2, s3, carry: c3)
        }

        static func - (a: Self, b: Self) -> Self {
            let (d0, b0) = Limb.subtractWithBorrow(a.l0, b.l0, 0)
            let (d1, b1) = Limb.subtractWithBorrow(a.l1, b.l1, b0)
            let (d2, b2) = Limb.subtractWithBorrow(a.l2, b.l2, b1)
            let (d3, b3) = Limb.subtractWithBorrow(a.l3, b.l3, b2)
            let mask = 0 &- b3
            let (r0, c0) = Limb.addWithCarry(d0, p0 & mask, 0)
            let (r1, c1) = Limb.addWithCarry(d1, p1 & mask, c0)
            let (r2, c2) = Limb.addWithCarry(d2, 0, c1)
            return Self(montgomery: r0, r1, r2, d3 &+ (p3 & mask) &+ c2)
        }

        /// Montgomery multiplication, the reduction interleaved; -1/p modulo 2^64 is 1, so a limb is its own factor of
        /// p.
        static func * (a: Self, b: Self) -> Self {
            let limbs: InlineArray<4, UInt64> = [b.l0, b.l1, b.l2, b.l3]
            var t0: UInt64 = 0, t1: UInt64 = 0, t2: UInt64 = 0, t3: UInt64 = 0, t4: UInt64 = 0
            for index in limbs.indices {
                let limb = limbs[index]
                var carry: UInt64
                (t0, carry) = Limb.multiplyAccumulate(t0, a.l0, limb, 0)
                (t1, carry) = Limb.multiplyAccumulate(t1, a.l1, limb, carry)
                (t2, carry) = Limb.multiplyAccumulate(t2, a.l2, limb, carry)
                (t3, carry) = Limb.multiplyAccumulate(t3, a.l3, limb, carry)
                let (top, overflow) = t4.addingReportingOverflow(carry)
                let m = t0
                (_, carry) = Limb.multiplyAccumulate(t0, m, p0, 0)
                (t0, carry) = Limb.multiplyAccumulate(t1, m, p1, carry)
                (t1, carry) = Limb.addWithCarry(t2, carry, 0)
                (t2, carry) = Limb.multiplyAccumulate(t3, m, p3, carry)
                let (sum, sumOverflow) = top.addingReportingOverflow(carry)
                t3 = sum
                t4 = (overflow ? 1 : 0) &+ (sumOverflow ? 1 : 0)
            }
            return Self(reducing: t0, t1, t2, t3, carry: t4)
        }
    }
}
