extension BLS12381.Fp {
    /// A square root, or nil for an element that is not a square.
    package var squareRoot: Self? {
        // p = 3 modulo 4.
        let root = raisedToThreeLessThanPOverFour * self
        return root.squared == self ? root : nil
    }

    /// The power (p - 3) / 4, which is 1 / sqrt(a) for a square a.
    ///
    /// By windows of four bits from the top.
    var raisedToThreeLessThanPOverFour: Self {
        var powers = InlineArray<16, Self>(repeating: .one)
        for index in 1..<16 { powers[index] = powers[index - 1] * self }
        var power = Self.one
        for index in stride(from: 5, through: 0, by: -1) {
            let limb = Self.exponentLimbs[index]
            for shift in stride(from: 60 as UInt64, through: 0, by: -4) {
                power = power.squared.squared.squared.squared
                let digit = Int(truncatingIfNeeded: limb &>> shift & 15)
                if digit != 0 { power = power * powers[digit] }
            }
        }
        return power
    }

    /// (p - 3) / 4.
    private static var exponentLimbs: InlineArray<6, UInt64> {
        [
            0xee7f_bfff_ffff_eaaa, 0x07aa_ffff_ac54_ffff, 0xd9cc_34a8_3dac_3d89, 0xd91d_d2e1_3ce1_44af,
            0x92c6_e9ed_90d2_eb35, 0x0680_447a_8e5f_f9a6,
        ]
    }
}

extension BLS12381.Fp2 {
    /// The product with the conjugate, in the base field.
    var norm: Base { Base.sumOfProducts(c0, c0, c1, c1) }

    /// A square root, or nil for an element that is not a square, whose norm is not one either.
    package var squareRoot: Self? { norm.squareRoot.map { squareRoot(normRoot: $0) } }

    /// A square root of a square, given a square root s of its norm.
    ///
    /// (x + y i)^2 = c0 + c1 i gives x^2 = (c0 + s) / 2 or (c0 - s) / 2, and y = c1 / 2x. The two have the product
    /// -c1^2 / 4, so one is a square.
    func squareRoot(normRoot s: Base) -> Self {
        let sum = (c0 + s).halved
        let t = sum.isZero ? c0 : sum
        let inverseRoot = t.raisedToThreeLessThanPOverFour
        let root = inverseRoot * t
        let quotient = c1 * inverseRoot.halved
        // Otherwise root^2 = -t, and (c1 / 2 root)^2 is the other of the two.
        return root.squared == t ? Self(root, quotient) : Self(-quotient, root)
    }
}
