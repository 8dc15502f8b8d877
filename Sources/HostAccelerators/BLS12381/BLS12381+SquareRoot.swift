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
    /// A square root, or nil for an element that is not a square.
    package var squareRoot: Self? {
        if c1.isZero {
            // Of c0 and -c0 one is a square, since -1 is none.
            if let root = c0.squareRoot { return Self(root, .zero) }
            return (-c0).squareRoot.map { Self(.zero, $0) }
        }
        // (x + y i)^2 = c0 + c1 i gives x^2 = (c0 + sqrt(c0^2 + c1^2)) / 2 for one of the two roots, and y = c1 / 2x.
        guard let norm = Base.sumOfProducts(c0, c0, c1, c1).squareRoot else { return nil }
        let half = (c0 + norm).halved
        guard let x = half.squareRoot ?? (half - norm).squareRoot else { return nil }
        let root = Self(x, c1 * x.doubled.inverse)
        return root.squared == self ? root : nil
    }
}
