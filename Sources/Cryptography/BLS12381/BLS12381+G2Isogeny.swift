// The map of RFC 9380, 8.8.2, for G2.
extension BLS12381 {
    /// The curve y^2 = x^3 + A x + B that is 3-isogenous to G2's.
    package enum G2Isogeny: MapToCurve {
        package typealias Curve = G2Curve

        /// A = 240 i.
        package static var a: Fp2 {
            Fp2(
                Fp(
                    montgomery: 0x0000_0000_0000_0000,
                    0x0000_0000_0000_0000,
                    0x0000_0000_0000_0000,
                    0x0000_0000_0000_0000,
                    0x0000_0000_0000_0000,
                    0x0000_0000_0000_0000
                ),
                Fp(
                    montgomery: 0xe53a_0000_0313_5242,
                    0x0108_0c0f_def8_0285,
                    0xe788_9edb_e340_f6bd,
                    0x0b51_3751_2631_0601,
                    0x02d6_9857_17c7_44ab,
                    0x1220_b4e9_79ea_5467
                )
            )
        }

        /// B = 1012 (1 + i).
        package static var b: Fp2 {
            Fp2(
                Fp(
                    montgomery: 0x22ea_0000_0cf8_9db2,
                    0x6ec8_32df_7138_0aa4,
                    0x6e1b_9440_3db5_a66e,
                    0x75bf_3c53_a794_73ba,
                    0x3dd3_a569_412c_0a34,
                    0x125c_db5e_74dc_4fd1
                ),
                Fp(
                    montgomery: 0x22ea_0000_0cf8_9db2,
                    0x6ec8_32df_7138_0aa4,
                    0x6e1b_9440_3db5_a66e,
                    0x75bf_3c53_a794_73ba,
                    0x3dd3_a569_412c_0a34,
                    0x125c_db5e_74dc_4fd1
                )
            )
        }

        /// -B / A.
        package static var negatedBOverA: Fp2 {
            Fp2(
                Fp(
                    montgomery: 0x903c_5555_5547_4fb3,
                    0x5f98_cc95_ce45_1105,
                    0x9f8e_582e_efe0_fade,
                    0xc689_46b6_aebb_d062,
                    0x467a_4ad1_0ee6_de53,
                    0x0e71_46f4_83e2_3a05
                ),
                Fp(
                    montgomery: 0x29c2_aaaa_aab8_5af8,
                    0xbf13_3368_e30e_eefa,
                    0xc7a2_7a72_06cf_fb45,
                    0x9dee_04ce_44c9_425c,
                    0x04a1_5ce5_3464_ce83,
                    0x0b8f_caf5_b59d_ac95
                )
            )
        }

        /// B / (Z A).
        package static var exceptionalX: Fp2 {
            Fp2(
                Fp(
                    montgomery: 0xf2d8_4444_4441_4324,
                    0x2585_c283_93a6_9d00,
                    0x5dd3_5cd0_5d97_2c42,
                    0xfd96_3b74_4ea8_9b53,
                    0x07f5_d9fd_91c1_fa91,
                    0x127d_b28a_3ce0_62c4
                ),
                Fp(
                    montgomery: 0x5574_3333_333b_3695,
                    0xeb72_b871_5908_28fc,
                    0x1c18_6171_cb4d_5da5,
                    0x34a3_3031_ee95_6644,
                    0xc971_692a_149d_16d0,
                    0x168a_1e1f_f5de_8b82
                )
            )
        }

        /// Z = -(2 + i), which is not a square.
        package static var z: Fp2 { -Fp2(Fp.one.doubled, Fp.one) }

        /// sqrt(-125), where Z has the norm 5.
        private static var rootOfNegatedCubeOfNorm: Fp {
            Fp(
                montgomery: 0xe413_2bbd_838c_f70a,
                0x01d7_69ac_8377_2c19,
                0xa83d_d6e9_74c2_2e45,
                0xbc8e_c3e7_77b0_8dff,
                0xc035_c204_2ecf_5da3,
                0x0739_29e9_7f08_50bf
            )
        }

        /// A square root of g, or of Z^3 u^6 g when g is no square.
        package static func root(of g: Fp2, for u: Fp2) -> (root: Fp2, isSquare: Bool) {
            // g is a square exactly when its norm is one; if not, the square of the norm's power is the norm negated.
            let norm = g.norm
            let normRoot = norm.raisedToThreeLessThanPOverFour * norm
            if normRoot.squared == norm { return (g.squareRoot(normRoot: normRoot), true) }
            let uNorm = u.norm
            let otherNormRoot = normRoot * uNorm.squared * uNorm * rootOfNegatedCubeOfNorm
            let zuu = z * u.squared
            return ((g * zuu * zuu.squared).squareRoot(normRoot: otherNormRoot), false)
        }
    }
}
