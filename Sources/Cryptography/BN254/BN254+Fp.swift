extension BN254 {
    /// An element of BN254's base field, the integers modulo p.
    ///
    /// Stored as `value * 2^256 mod p` (Montgomery form) in four 64-bit limbs, least significant first. Every element
    /// is reduced, below p, so equality is equality of limbs. Since 5p < 2^256, sums of a few elements never overflow.
    @frozen
    package struct Fp: Equatable, Sendable {
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
        package static var zero: Fp { Fp(montgomery: 0, 0, 0, 0) }

        /// One, which is 2^256 mod p in Montgomery form.
        @inline(__always)
        package static var one: Fp {
            Fp(montgomery: 0xd35d_438d_c58f_0d9d, 0x0a78_eb28_f5c7_0b3d, 0x666e_a36f_7879_462c, 0x0e0a_77c1_9a07_df2f)
        }

        /// True for zero.
        @inline(__always)
        package var isZero: Bool { l0 | l1 | l2 | l3 == 0 }
    }
}

// The limbs of p, and -1/p modulo 2^64.
extension BN254.Fp {
    @inline(__always) static var p0: UInt64 { 0x3c20_8c16_d87c_fd47 }
    @inline(__always) static var p1: UInt64 { 0x9781_6a91_6871_ca8d }
    @inline(__always) static var p2: UInt64 { 0xb850_45b6_8181_585d }
    @inline(__always) static var p3: UInt64 { 0x3064_4e72_e131_a029 }
    @inline(__always) static var negatedInverseOfP: UInt64 { 0x87d2_0782_e486_6389 }
}

// Wrapping operators throughout: each sum is of reduced elements, below 2p < 2^255.
extension BN254.Fp {
    /// Sum modulo p.
    @inline(__always)
    package static func + (a: Self, b: Self) -> Self {
        let (s0, c0) = Limb.addWithCarry(a.l0, b.l0, 0)
        let (s1, c1) = Limb.addWithCarry(a.l1, b.l1, c0)
        let (s2, c2) = Limb.addWithCarry(a.l2, b.l2, c1)
        let s3 = a.l3 &+ b.l3 &+ c2
        return Self(montgomery: s0, s1, s2, s3).reducedOnce()
    }

    /// Difference modulo p.
    @inline(__always)
    package static func - (a: Self, b: Self) -> Self {
        let (d0, b0) = Limb.subtractWithBorrow(a.l0, b.l0, 0)
        let (d1, b1) = Limb.subtractWithBorrow(a.l1, b.l1, b0)
        let (d2, b2) = Limb.subtractWithBorrow(a.l2, b.l2, b1)
        let (d3, b3) = Limb.subtractWithBorrow(a.l3, b.l3, b2)
        // On a borrow, add p back.
        let mask = 0 &- b3
        let (r0, c0) = Limb.addWithCarry(d0, p0 & mask, 0)
        let (r1, c1) = Limb.addWithCarry(d1, p1 & mask, c0)
        let (r2, c2) = Limb.addWithCarry(d2, p2 & mask, c1)
        return Self(montgomery: r0, r1, r2, d3 &+ (p3 & mask) &+ c2)
    }

    /// Sum without reduction, below 2p.
    @inline(__always)
    package func addingUnreduced(_ b: Self) -> Self {
        let (s0, c0) = Limb.addWithCarry(l0, b.l0, 0)
        let (s1, c1) = Limb.addWithCarry(l1, b.l1, c0)
        let (s2, c2) = Limb.addWithCarry(l2, b.l2, c1)
        return Self(montgomery: s0, s1, s2, l3 &+ b.l3 &+ c2)
    }

    /// Difference plus p without reduction, below 2p.
    @inline(__always)
    package func subtractingUnreduced(_ b: Self) -> Self {
        let (d0, b0) = Limb.subtractWithBorrow(l0, b.l0, 0)
        let (d1, b1) = Limb.subtractWithBorrow(l1, b.l1, b0)
        let (d2, b2) = Limb.subtractWithBorrow(l2, b.l2, b1)
        let d3 = l3 &- b.l3 &- b2
        // Borrow and carry out of the top limb cancel.
        let (r0, c0) = Limb.addWithCarry(d0, Self.p0, 0)
        let (r1, c1) = Limb.addWithCarry(d1, Self.p1, c0)
        let (r2, c2) = Limb.addWithCarry(d2, Self.p2, c1)
        return Self(montgomery: r0, r1, r2, d3 &+ Self.p3 &+ c2)
    }

    /// Product of factors below 2p; unreduced, it is below (4p^2 + 2^256 p) / 2^256 < 1.76p.
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
        // An odd representative becomes even by adding p, which stays below 2^255.
        let mask = 0 &- (l0 & 1)
        let (s0, c0) = Limb.addWithCarry(l0, Self.p0 & mask, 0)
        let (s1, c1) = Limb.addWithCarry(l1, Self.p1 & mask, c0)
        let (s2, c2) = Limb.addWithCarry(l2, Self.p2 & mask, c1)
        let s3 = l3 &+ (Self.p3 & mask) &+ c2
        return Self(montgomery: s0 &>> 1 | s1 &<< 63, s1 &>> 1 | s2 &<< 63, s2 &>> 1 | s3 &<< 63, s3 &>> 1)
    }

    /// The limbs minus p modulo 2^256, and 1 if they are below p.
    @inline(__always)
    func subtractingP() -> (difference: Self, borrow: UInt64) {
        let (d0, b0) = Limb.subtractWithBorrow(l0, Self.p0, 0)
        let (d1, b1) = Limb.subtractWithBorrow(l1, Self.p1, b0)
        let (d2, b2) = Limb.subtractWithBorrow(l2, Self.p2, b1)
        let (d3, b3) = Limb.subtractWithBorrow(l3, Self.p3, b2)
        return (Self(montgomery: d0, d1, d2, d3), b3)
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
            d.l3 ^ ((d.l3 ^ l3) & keep)
        )
    }
}
