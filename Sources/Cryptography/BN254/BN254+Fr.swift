// Not in the guest, whose image would change by code that it never calls.
#if !hasFeature(Embedded)
extension BN254 {
    /// An element of the scalar field, the integers modulo the prime order r of G1 and G2.
    ///
    /// Stored as `value * 2^256 mod r` (Montgomery form) in four 64-bit limbs, least significant first. Every element
    /// is reduced, below r, so equality is equality of limbs. Since 5r < 2^256, a sum of two elements never overflows.
    @frozen
    package struct Fr: Equatable, Sendable {
        var l0: UInt64
        var l1: UInt64
        var l2: UInt64
        var l3: UInt64

        /// The element whose Montgomery limbs are given, least significant first.
        @inline(__always)
        init(montgomery l0: UInt64, _ l1: UInt64, _ l2: UInt64, _ l3: UInt64) {
            self.l0 = l0
            self.l1 = l1
            self.l2 = l2
            self.l3 = l3
        }

        /// Zero.
        @inline(__always)
        package static var zero: Fr { Fr(montgomery: 0, 0, 0, 0) }

        /// One, which is 2^256 mod r in Montgomery form.
        @inline(__always)
        package static var one: Fr {
            Fr(montgomery: 0xac96_341c_4fff_fffb, 0x36fc_7695_9f60_cd29, 0x666e_a36f_7879_462e, 0x0e0a_77c1_9a07_df2f)
        }

        /// True for zero.
        @inline(__always)
        package var isZero: Bool { l0 | l1 | l2 | l3 == 0 }
    }
}

// The limbs of r, and -1/r modulo 2^64.
extension BN254.Fr {
    @inline(__always) static var r0: UInt64 { 0x43e1_f593_f000_0001 }
    @inline(__always) static var r1: UInt64 { 0x2833_e848_79b9_7091 }
    @inline(__always) static var r2: UInt64 { 0xb850_45b6_8181_585d }
    @inline(__always) static var r3: UInt64 { 0x3064_4e72_e131_a029 }
    @inline(__always) static var negatedInverseOfR: UInt64 { 0xc2e1_f593_efff_ffff }
}

// Wrapping operators throughout: each sum is of reduced elements, below 2r < 2^255.
extension BN254.Fr {
    /// Sum modulo r.
    @inline(__always)
    package static func + (a: Self, b: Self) -> Self {
        let (s0, c0) = Limb.addWithCarry(a.l0, b.l0, 0)
        let (s1, c1) = Limb.addWithCarry(a.l1, b.l1, c0)
        let (s2, c2) = Limb.addWithCarry(a.l2, b.l2, c1)
        return Self(montgomery: s0, s1, s2, a.l3 &+ b.l3 &+ c2).reducedOnce()
    }

    /// Difference modulo r.
    @inline(__always)
    package static func - (a: Self, b: Self) -> Self {
        let (d0, b0) = Limb.subtractWithBorrow(a.l0, b.l0, 0)
        let (d1, b1) = Limb.subtractWithBorrow(a.l1, b.l1, b0)
        let (d2, b2) = Limb.subtractWithBorrow(a.l2, b.l2, b1)
        let (d3, b3) = Limb.subtractWithBorrow(a.l3, b.l3, b2)
        // On a borrow, add r back.
        let mask = 0 &- b3
        let (s0, c0) = Limb.addWithCarry(d0, r0 & mask, 0)
        let (s1, c1) = Limb.addWithCarry(d1, r1 & mask, c0)
        let (s2, c2) = Limb.addWithCarry(d2, r2 & mask, c1)
        return Self(montgomery: s0, s1, s2, d3 &+ (r3 & mask) &+ c2)
    }

    /// Additive inverse.
    @inline(__always)
    package static prefix func - (a: Self) -> Self { zero - a }

    /// Adds `b`.
    @inline(__always)
    package static func += (a: inout Self, b: Self) { a = a + b }

    /// Multiplies by `b`.
    @inline(__always)
    package static func *= (a: inout Self, b: Self) { a = a * b }

    /// The element, given limbs below 2r.
    @inline(__always)
    func reducedOnce() -> Self {
        let (d0, b0) = Limb.subtractWithBorrow(l0, Self.r0, 0)
        let (d1, b1) = Limb.subtractWithBorrow(l1, Self.r1, b0)
        let (d2, b2) = Limb.subtractWithBorrow(l2, Self.r2, b1)
        let (d3, b3) = Limb.subtractWithBorrow(l3, Self.r3, b2)
        let keep = 0 &- b3
        return Self(
            montgomery: d0 ^ ((d0 ^ l0) & keep),
            d1 ^ ((d1 ^ l1) & keep),
            d2 ^ ((d2 ^ l2) & keep),
            d3 ^ ((d3 ^ l3) & keep)
        )
    }
}
#endif
