extension BN254.Fp: PairingBaseField {
    package typealias FrobeniusFactor = BN254.FrobeniusFactor

    /// True: the products share a reduction.
    @inline(__always)
    package static var sumOfProductsReducesOnce: Bool { true }

    /// The product with 9 + i.
    @inline(__always)
    package static func timesNonResidue(_ a: BN254.Fp2) -> BN254.Fp2 {
        BN254.Fp2(nineTimes(a.c0, plus: -a.c1), nineTimes(a.c1, plus: a.c0))
    }

    /// The product with 3 / (9 + i).
    @inline(__always)
    package static func timesTwistConstant(_ a: BN254.Fp2) -> BN254.Fp2 { BN254.G2Curve.b * a }

    /// 9 a + b modulo p.
    ///
    /// The sum t < 10p is reduced with the quotient q = (floor(t / 2^236) * floor(2^276 / p)) / 2^40, which is floor(t
    /// / p) or one less, because the truncations lose less than 2^-16 together.
    @inline(__always)
    static func nineTimes(_ a: Self, plus b: Self) -> Self {
        var carry: UInt64
        let (t0, t1, t2, t3): (UInt64, UInt64, UInt64, UInt64)
        (t0, carry) = Limb.multiplyAccumulate(b.l0, a.l0, 9, 0)
        (t1, carry) = Limb.multiplyAccumulate(b.l1, a.l1, 9, carry)
        (t2, carry) = Limb.multiplyAccumulate(b.l2, a.l2, 9, carry)
        (t3, carry) = Limb.multiplyAccumulate(b.l3, a.l3, 9, carry)
        let quotient = ((carry &<< 20 | t3 &>> 44) &* 0x54_a474) &>> 40
        // t - q p is in 0..<2p, so its limbs above the fourth cancel and are not computed.
        let (q0, h0) = Limb.multiplyAccumulate(0, quotient, p0, 0)
        let (q1, h1) = Limb.multiplyAccumulate(0, quotient, p1, h0)
        let (q2, h2) = Limb.multiplyAccumulate(0, quotient, p2, h1)
        let (d0, b0) = Limb.subtractWithBorrow(t0, q0, 0)
        let (d1, b1) = Limb.subtractWithBorrow(t1, q1, b0)
        let (d2, b2) = Limb.subtractWithBorrow(t2, q2, b1)
        let d3 = t3 &- (quotient &* p3 &+ h2) &- b2
        return Self(montgomery: d0, d1, d2, d3).reducedOnce()
    }
}
