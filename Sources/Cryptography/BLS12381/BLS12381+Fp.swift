extension BLS12381 {
    /// An element of BLS12-381's base field, the integers modulo p.
    ///
    /// Stored as `value * 2^384 mod p` (Montgomery form) in six 64-bit limbs, least significant first. Every element is
    /// reduced, below p, so equality is equality of limbs. Since 9p < 2^384, sums of a few elements never overflow.
    @frozen
    package struct Fp: Equatable, Sendable {
        var l0: UInt64
        var l1: UInt64
        var l2: UInt64
        var l3: UInt64
        var l4: UInt64
        var l5: UInt64

        /// The element whose Montgomery limbs are given, least significant first.
        @inline(__always)
        init(
            montgomery l0: UInt64,
            _ l1: UInt64,
            _ l2: UInt64,
            _ l3: UInt64,
            _ l4: UInt64,
            _ l5: UInt64
        ) {
            self.l0 = l0
            self.l1 = l1
            self.l2 = l2
            self.l3 = l3
            self.l4 = l4
            self.l5 = l5
        }

        /// The element whose Montgomery limbs are the first six of a table's rest, least significant first.
        init(montgomery limbs: ArraySlice<UInt64>) {
            let i = limbs.startIndex
            self.init(montgomery: limbs[i], limbs[i + 1], limbs[i + 2], limbs[i + 3], limbs[i + 4], limbs[i + 5])
        }

        /// Zero.
        @inline(__always)
        package static var zero: Fp { Fp(montgomery: 0, 0, 0, 0, 0, 0) }

        /// One, which is 2^384 mod p in Montgomery form.
        @inline(__always)
        package static var one: Fp {
            Fp(
                montgomery: 0x7609_0000_0002_fffd,
                0xebf4_000b_c40c_0002,
                0x5f48_9857_53c7_58ba,
                0x77ce_5853_7052_5745,
                0x5c07_1a97_a256_ec6d,
                0x15f6_5ec3_fa80_e493
            )
        }

        /// True for zero.
        @inline(__always)
        package var isZero: Bool { l0 | l1 | l2 | l3 | l4 | l5 == 0 }
    }
}

// The limbs of p, and -1/p modulo 2^64.
extension BLS12381.Fp {
    @inline(__always) static var p0: UInt64 { 0xb9fe_ffff_ffff_aaab }
    @inline(__always) static var p1: UInt64 { 0x1eab_fffe_b153_ffff }
    @inline(__always) static var p2: UInt64 { 0x6730_d2a0_f6b0_f624 }
    @inline(__always) static var p3: UInt64 { 0x6477_4b84_f385_12bf }
    @inline(__always) static var p4: UInt64 { 0x4b1b_a7b6_434b_acd7 }
    @inline(__always) static var p5: UInt64 { 0x1a01_11ea_397f_e69a }
    @inline(__always) static var negatedInverseOfP: UInt64 { 0x89f3_fffc_fffc_fffd }
}

// Wrapping operators throughout: each sum is of reduced elements, below 2p < 2^382.
extension BLS12381.Fp {
    /// Sum modulo p.
    @inline(__always)
    package static func + (a: Self, b: Self) -> Self {
        let (s0, c0) = Limb.addWithCarry(a.l0, b.l0, 0)
        let (s1, c1) = Limb.addWithCarry(a.l1, b.l1, c0)
        let (s2, c2) = Limb.addWithCarry(a.l2, b.l2, c1)
        let (s3, c3) = Limb.addWithCarry(a.l3, b.l3, c2)
        let (s4, c4) = Limb.addWithCarry(a.l4, b.l4, c3)
        return Self(montgomery: s0, s1, s2, s3, s4, a.l5 &+ b.l5 &+ c4).reducedOnce()
    }

    /// Difference modulo p.
    @inline(__always)
    package static func - (a: Self, b: Self) -> Self {
        let (d0, b0) = Limb.subtractWithBorrow(a.l0, b.l0, 0)
        let (d1, b1) = Limb.subtractWithBorrow(a.l1, b.l1, b0)
        let (d2, b2) = Limb.subtractWithBorrow(a.l2, b.l2, b1)
        let (d3, b3) = Limb.subtractWithBorrow(a.l3, b.l3, b2)
        let (d4, b4) = Limb.subtractWithBorrow(a.l4, b.l4, b3)
        let (d5, b5) = Limb.subtractWithBorrow(a.l5, b.l5, b4)
        // On a borrow, add p back.
        return Self(montgomery: d0, d1, d2, d3, d4, d5).addingP(if: 0 &- b5)
    }

    /// Sum without reduction, below 2p.
    @inline(__always)
    package func addingUnreduced(_ b: Self) -> Self {
        let (s0, c0) = Limb.addWithCarry(l0, b.l0, 0)
        let (s1, c1) = Limb.addWithCarry(l1, b.l1, c0)
        let (s2, c2) = Limb.addWithCarry(l2, b.l2, c1)
        let (s3, c3) = Limb.addWithCarry(l3, b.l3, c2)
        let (s4, c4) = Limb.addWithCarry(l4, b.l4, c3)
        return Self(montgomery: s0, s1, s2, s3, s4, l5 &+ b.l5 &+ c4)
    }

    /// Difference plus p without reduction, below 2p.
    @inline(__always)
    package func subtractingUnreduced(_ b: Self) -> Self {
        let (d0, b0) = Limb.subtractWithBorrow(l0, b.l0, 0)
        let (d1, b1) = Limb.subtractWithBorrow(l1, b.l1, b0)
        let (d2, b2) = Limb.subtractWithBorrow(l2, b.l2, b1)
        let (d3, b3) = Limb.subtractWithBorrow(l3, b.l3, b2)
        let (d4, b4) = Limb.subtractWithBorrow(l4, b.l4, b3)
        let d5 = l5 &- b.l5 &- b4
        // Borrow and carry out of the top limb cancel.
        let (r0, c0) = Limb.addWithCarry(d0, Self.p0, 0)
        let (r1, c1) = Limb.addWithCarry(d1, Self.p1, c0)
        let (r2, c2) = Limb.addWithCarry(d2, Self.p2, c1)
        let (r3, c3) = Limb.addWithCarry(d3, Self.p3, c2)
        let (r4, c4) = Limb.addWithCarry(d4, Self.p4, c3)
        return Self(montgomery: r0, r1, r2, r3, r4, d5 &+ Self.p5 &+ c4)
    }

    /// Product of factors below 2p; unreduced, it is below (4p^2 + 2^384 p) / 2^384 < 1.41p.
    @inline(__always)
    package static func product(unreduced a: Self, _ b: Self) -> Self { a * b }

    /// Additive inverse.
    @inline(__always)
    package static prefix func - (a: Self) -> Self { zero - a }

    /// Twice the element.
    @inline(__always)
    package var doubled: Self { self + self }

    /// Three times the element.
    @inline(__always)
    package var tripled: Self { self + self + self }

    /// Half the element.
    @inline(__always)
    package var halved: Self {
        // An odd representative becomes even by adding p, which stays below 2^382.
        let s = addingP(if: 0 &- (l0 & 1))
        return Self(
            montgomery: s.l0 &>> 1 | s.l1 &<< 63,
            s.l1 &>> 1 | s.l2 &<< 63,
            s.l2 &>> 1 | s.l3 &<< 63,
            s.l3 &>> 1 | s.l4 &<< 63,
            s.l4 &>> 1 | s.l5 &<< 63,
            s.l5 &>> 1
        )
    }

    /// The limbs plus p where `mask` is all ones, modulo 2^384.
    @inline(__always)
    func addingP(if mask: UInt64) -> Self {
        let (r0, c0) = Limb.addWithCarry(l0, Self.p0 & mask, 0)
        let (r1, c1) = Limb.addWithCarry(l1, Self.p1 & mask, c0)
        let (r2, c2) = Limb.addWithCarry(l2, Self.p2 & mask, c1)
        let (r3, c3) = Limb.addWithCarry(l3, Self.p3 & mask, c2)
        let (r4, c4) = Limb.addWithCarry(l4, Self.p4 & mask, c3)
        return Self(montgomery: r0, r1, r2, r3, r4, l5 &+ (Self.p5 & mask) &+ c4)
    }

    /// The limbs minus p modulo 2^384, and 1 if they are below p.
    @inline(__always)
    func subtractingP() -> (difference: Self, borrow: UInt64) {
        let (d0, b0) = Limb.subtractWithBorrow(l0, Self.p0, 0)
        let (d1, b1) = Limb.subtractWithBorrow(l1, Self.p1, b0)
        let (d2, b2) = Limb.subtractWithBorrow(l2, Self.p2, b1)
        let (d3, b3) = Limb.subtractWithBorrow(l3, Self.p3, b2)
        let (d4, b4) = Limb.subtractWithBorrow(l4, Self.p4, b3)
        let (d5, b5) = Limb.subtractWithBorrow(l5, Self.p5, b4)
        return (Self(montgomery: d0, d1, d2, d3, d4, d5), b5)
    }

    /// The element, given limbs below 2p.
    @inline(__always)
    func reducedOnce() -> Self {
        let (d, borrow) = subtractingP()
        let keep = 0 &- borrow
        return Self(
            montgomery: d.l0 ^ ((d.l0 ^ l0) & keep),
            d.l1 ^ ((d.l1 ^ l1) & keep),
            d.l2 ^ ((d.l2 ^ l2) & keep),
            d.l3 ^ ((d.l3 ^ l3) & keep),
            d.l4 ^ ((d.l4 ^ l4) & keep),
            d.l5 ^ ((d.l5 ^ l5) & keep)
        )
    }
}
