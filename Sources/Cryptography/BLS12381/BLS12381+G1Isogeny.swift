// The map of RFC 9380, 8.8.1, for G1.
extension BLS12381 {
    /// The curve y^2 = x^3 + A x + B that is 11-isogenous to G1's.
    package enum G1Isogeny: MapToCurve {
        package typealias Curve = G1Curve

        /// A.
        package static var a: Fp {
            Fp(
                montgomery: 0x2f65_aa0e_9af5_aa51,
                0x8646_4c2d_1e84_16c3,
                0xb85c_e591_b7bd_31e2,
                0x27e1_1c91_b5f2_4e7c,
                0x2837_6eda_6bfc_1835,
                0x1554_55c3_e507_1d85
            )
        }

        /// B.
        package static var b: Fp {
            Fp(
                montgomery: 0xfb99_6971_fe22_a1e0,
                0x9aa9_3eb3_5b74_2d6f,
                0x8c47_6013_de99_c5c4,
                0x873e_27c3_a221_e571,
                0xca72_b5e4_5a52_d888,
                0x0682_4061_418a_386b
            )
        }

        /// -B / A.
        package static var negatedBOverA: Fp {
            Fp(
                montgomery: 0x0525_83c9_3555_a7fe,
                0x3b40_d724_30f9_3c82,
                0x1b75_faa0_105e_c983,
                0x2527_e7dc_6385_1767,
                0x99ff_fd1f_34fc_181d,
                0x097c_ab54_770c_a0d3
            )
        }

        /// B / (Z A).
        package static var exceptionalX: Fp {
            Fp(
                montgomery: 0xaefb_c579_583d_c22f,
                0x70cc_a69e_8ca2_6edc,
                0xaf05_f2a3_b113_ce57,
                0x4ed2_5741_7860_c764,
                0xbb16_a0c0_d526_ff96,
                0x1469_e7cf_3b7e_c553
            )
        }

        /// Z = 11, which is not a square.
        package static var z: Fp { Fp.one.tripled.tripled + Fp.one.doubled }

        /// sqrt(-Z^3).
        private static var rootOfNegatedCube: Fp {
            Fp(
                montgomery: 0x7649_8e35_2cde_4b8c,
                0x51f7_9f0f_94e3_d23d,
                0xf303_4a51_a719_e618,
                0x894b_0d52_bae1_da93,
                0x670c_6815_037d_1d4e,
                0x198d_6f3a_a0ed_439a
            )
        }

        /// A square root of g, or of Z^3 u^6 g when g is no square.
        package static func root(of g: Fp, for u: Fp) -> (root: Fp, isSquare: Bool) {
            // For p = 3 modulo 4, the square of g^((p + 1) / 4) is g or -g.
            let root = g.raisedToThreeLessThanPOverFour * g
            if root.squared == g { return (root, true) }
            return (root * u.squared * u * rootOfNegatedCube, false)
        }
    }
}
