extension BN254 {
    /// Factors of the Frobenius maps.
    package enum FrobeniusFactor: FrobeniusFactors {
        package typealias Base = Fp

        /// (9 + i)^(1(p - 1) / 6).
        @inline(__always)
        package static var power1: Fp2 {
            Fp2(
                Fp(
                    montgomery: 0xaf9b_a696_3314_4907,
                    0xca6b_1d73_87af_b78a,
                    0x11bd_ed5e_f08a_2087,
                    0x02f3_4d75_1a1f_3a7c
                ),
                Fp(
                    montgomery: 0xa222_ae23_4c49_2d72,
                    0xd00f_02a4_565d_e15b,
                    0xdc2f_f3a2_53df_c926,
                    0x10a7_5716_b389_9551
                )
            )
        }

        /// (9 + i)^(2(p - 1) / 6).
        @inline(__always)
        package static var power2: Fp2 {
            Fp2(
                Fp(
                    montgomery: 0xb577_3b10_4563_ab30,
                    0x347f_91c8_a9aa_6454,
                    0x7a00_7127_242e_0991,
                    0x1956_bcd8_1182_14ec
                ),
                Fp(
                    montgomery: 0x6e84_9f1e_a0aa_4757,
                    0xaa1c_7b6d_89f8_9141,
                    0xb6e7_13cd_fae0_ca3a,
                    0x2669_4fbb_4e82_ebc3
                )
            )
        }

        /// (9 + i)^(3(p - 1) / 6).
        @inline(__always)
        package static var power3: Fp2 {
            Fp2(
                Fp(
                    montgomery: 0xe4bb_dd0c_2936_b629,
                    0xbb30_f162_e133_bacb,
                    0x31a9_d1b6_f964_5366,
                    0x2535_70be_a500_f8dd
                ),
                Fp(
                    montgomery: 0xa1d7_7ce4_5ffe_77c7,
                    0x07af_fd11_7826_d1db,
                    0x6d16_bd27_bb7e_dc6b,
                    0x2c87_2002_85de_fecc
                )
            )
        }

        /// (9 + i)^(4(p - 1) / 6).
        @inline(__always)
        package static var power4: Fp2 {
            Fp2(
                Fp(
                    montgomery: 0x7361_d77f_843a_be92,
                    0xa5bb_2bd3_2734_11fb,
                    0x9c94_1f31_4b3e_2399,
                    0x15df_9cdd_bb9f_d3ec
                ),
                Fp(
                    montgomery: 0x5ddd_fd15_4bd8_c949,
                    0x62cb_29a5_a444_5b60,
                    0x37bc_870a_0c7d_d2b9,
                    0x2483_0a9d_3171_f0fd
                )
            )
        }

        /// (9 + i)^(5(p - 1) / 6).
        @inline(__always)
        package static var power5: Fp2 {
            Fp2(
                Fp(
                    montgomery: 0xc970_692f_4169_0fe7,
                    0xe240_3421_2769_4b0b,
                    0x32be_e66b_83c4_59e8,
                    0x12aa_bced_0ab0_8841
                ),
                Fp(
                    montgomery: 0x0d48_5d23_40ae_bfa9,
                    0x0519_3418_ab2f_cc57,
                    0xd3b0_a40b_8a49_10f5,
                    0x2f21_ebb5_35d2_925a
                )
            )
        }

        /// (9 + i)^(1(p^2 - 1) / 6), which lies in the base field.
        @inline(__always)
        package static var squaredPower1: Fp {
            Fp(montgomery: 0xca8d_8005_00fa_1bf2, 0xf0c5_d614_68b3_9769, 0x0e20_1271_ad0d_4418, 0x0429_0f65_bad8_56e6)
        }

        /// (9 + i)^(2(p^2 - 1) / 6), which lies in the base field; a cube root of one.
        @inline(__always)
        package static var squaredPower2: Fp {
            Fp(montgomery: 0x3350_c88e_13e8_0b9c, 0x7dce_557c_db5e_56b9, 0x6001_b4b8_b615_564a, 0x2682_e617_0202_17e0)
        }

        /// (9 + i)^(4(p^2 - 1) / 6), which lies in the base field; a cube root of one.
        @inline(__always)
        package static var squaredPower4: Fp {
            Fp(montgomery: 0x7193_0c11_d782_e155, 0xa6bb_947c_ffbe_3323, 0xaa30_3344_d474_1444, 0x2c3b_3f0d_2659_4943)
        }

        /// (9 + i)^(5(p^2 - 1) / 6), which lies in the base field.
        @inline(__always)
        package static var squaredPower5: Fp {
            Fp(montgomery: 0x08cf_c388_c494_f1ab, 0x19b3_1514_8d13_73d4, 0x584e_90fd_cb6c_0213, 0x09e1_685b_df2f_8849)
        }
    }
}
