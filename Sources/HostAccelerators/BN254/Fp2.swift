extension BN254 {
    /// An element c0 + c1 i of the quadratic extension of the base field, where i^2 = -1.
    @frozen
    package struct Fp2: Equatable, Sendable {
        package var c0: Fp
        package var c1: Fp

        /// The element c0 + c1 i.
        @inline(__always)
        package init(_ c0: Fp, _ c1: Fp) {
            self.c0 = c0
            self.c1 = c1
        }

        /// Zero.
        @inline(__always)
        package static var zero: Fp2 { Fp2(.zero, .zero) }

        /// One.
        @inline(__always)
        package static var one: Fp2 { Fp2(.one, .zero) }

        /// True for zero.
        @inline(__always)
        package var isZero: Bool { c0.isZero && c1.isZero }
    }
}

extension BN254.Fp2 {
    /// Sum.
    @inline(__always)
    package static func + (a: Self, b: Self) -> Self { Self(a.c0 + b.c0, a.c1 + b.c1) }

    /// Difference.
    @inline(__always)
    package static func - (a: Self, b: Self) -> Self { Self(a.c0 - b.c0, a.c1 - b.c1) }

    /// Additive inverse.
    @inline(__always)
    package static prefix func - (a: Self) -> Self { Self(-a.c0, -a.c1) }

    /// Product, each coordinate with a single reduction.
    ///
    /// Measured (Zen 5, baseline x86-64): 69 ns, against 85 ns for Karatsuba's three base-field products.
    @inline(never)
    package static func * (a: Self, b: Self) -> Self {
        Self(
            BN254.Fp.sumOfProducts(a.c0, b.c0, -a.c1, b.c1),
            BN254.Fp.sumOfProducts(a.c0, b.c1, a.c1, b.c0)
        )
    }

    /// Product with a base-field element.
    @inline(__always)
    package static func * (a: Self, b: BN254.Fp) -> Self { Self(a.c0 * b, a.c1 * b) }

    /// Square: (c0 + c1)(c0 - c1) + 2 c0 c1 i.
    package var squared: Self {
        Self((c0 + c1) * (c0 - c1), c0.doubled * c1)
    }

    /// Multiplicative inverse, or zero for zero.
    package var inverse: Self {
        let normInverse = BN254.Fp.sumOfProducts(c0, c0, c1, c1).inverse
        return Self(c0 * normInverse, -(c1 * normInverse))
    }

    /// c0 - c1 i, which is also the p-th power.
    @inline(__always)
    package var conjugate: Self { Self(c0, -c1) }

    /// Twice the element.
    @inline(__always)
    var doubled: Self { Self(c0.doubled, c1.doubled) }

    /// Three times the element.
    @inline(__always)
    var tripled: Self { Self(c0.tripled, c1.tripled) }

    /// Half the element.
    @inline(__always)
    var halved: Self { Self(c0.halved, c1.halved) }

    /// Product with the non-residue 9 + i, on which the tower and the twist stand.
    @inline(__always)
    package var timesNonResidue: Self {
        Self(BN254.Fp.nineTimes(c0, plus: -c1), BN254.Fp.nineTimes(c1, plus: c0))
    }
}

extension BN254.Fp {
    /// 9 a + b modulo p.
    ///
    /// The sum t < 10p is reduced with the quotient q = (floor(t / 2^236) * floor(2^276 / p)) / 2^40, which is floor(t / p) or
    /// one less, because the truncations lose less than 2^-16 together.
    @inline(__always)
    static func nineTimes(_ a: Self, plus b: Self) -> Self {
        var carry: UInt64
        let (t0, t1, t2, t3): (UInt64, UInt64, UInt64, UInt64)
        (t0, carry) = BN254.multiplyAccumulate(b.l0, a.l0, 9, 0)
        (t1, carry) = BN254.multiplyAccumulate(b.l1, a.l1, 9, carry)
        (t2, carry) = BN254.multiplyAccumulate(b.l2, a.l2, 9, carry)
        (t3, carry) = BN254.multiplyAccumulate(b.l3, a.l3, 9, carry)
        let quotient = ((carry &<< 20 | t3 &>> 44) &* 0x54_a474) &>> 40
        // t - q p is in 0..<2p, so its limbs above the fourth cancel and are not computed.
        let (q0, h0) = BN254.multiplyAccumulate(0, quotient, p0, 0)
        let (q1, h1) = BN254.multiplyAccumulate(0, quotient, p1, h0)
        let (q2, h2) = BN254.multiplyAccumulate(0, quotient, p2, h1)
        let (d0, b0) = BN254.subtractWithBorrow(t0, q0, 0)
        let (d1, b1) = BN254.subtractWithBorrow(t1, q1, b0)
        let (d2, b2) = BN254.subtractWithBorrow(t2, q2, b1)
        let d3 = t3 &- (quotient &* p3 &+ h2) &- b2
        return Self(montgomery: d0, d1, d2, d3).reducedOnce()
    }
}
