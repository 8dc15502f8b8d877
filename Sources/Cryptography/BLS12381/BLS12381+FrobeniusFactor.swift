extension BLS12381 {
    /// Factors of the Frobenius maps.
    package enum FrobeniusFactor: FrobeniusFactors {
        package typealias Base = Fp

        /// (1 + i)^(1(p - 1) / 6).
        @inline(__always)
        package static var power1: Fp2 {
            Fp2(
                Fp(
                    montgomery: 0x0708_9552_b319_d465,
                    0xc669_5f92_b50a_8313,
                    0x97e8_3ccc_d117_228f,
                    0xa35b_aeca_b2dc_29ee,
                    0x1ce3_93ea_5daa_ce4d,
                    0x08f2_220f_b0fb_66eb
                ),
                Fp(
                    montgomery: 0xb2f6_6aad_4ce5_d646,
                    0x5842_a06b_fc49_7cec,
                    0xcf48_95d4_2599_d394,
                    0xc11b_9cba_40a8_e8d0,
                    0x2e38_13cb_e5a0_de89,
                    0x110e_efda_8884_7faf
                )
            )
        }

        /// (1 + i)^(2(p - 1) / 6).
        @inline(__always)
        package static var power2: Fp2 {
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
                    montgomery: 0xcd03_c9e4_8671_f071,
                    0x5dab_2246_1fcd_a5d2,
                    0x5870_42af_d385_1b95,
                    0x8eb6_0ebe_01ba_cb9e,
                    0x03f9_7d6e_83d0_50d2,
                    0x18f0_2065_5463_8741
                )
            )
        }

        /// (1 + i)^(3(p - 1) / 6).
        @inline(__always)
        package static var power3: Fp2 {
            Fp2(
                Fp(
                    montgomery: 0x7bcf_a7a2_5aa3_0fda,
                    0xdc17_dec1_2a92_7e7c,
                    0x2f08_8dd8_6b4e_bef1,
                    0xd1ca_2087_da74_d4a7,
                    0x2da2_5966_96ce_bc1d,
                    0x0e2b_7eed_bbfd_87d2
                ),
                Fp(
                    montgomery: 0x7bcf_a7a2_5aa3_0fda,
                    0xdc17_dec1_2a92_7e7c,
                    0x2f08_8dd8_6b4e_bef1,
                    0xd1ca_2087_da74_d4a7,
                    0x2da2_5966_96ce_bc1d,
                    0x0e2b_7eed_bbfd_87d2
                )
            )
        }

        /// (1 + i)^(4(p - 1) / 6).
        @inline(__always)
        package static var power4: Fp2 {
            Fp2(
                Fp(
                    montgomery: 0x890d_c9e4_8675_45c3,
                    0x2af3_2253_3285_a5d5,
                    0x5088_0866_309b_7e2c,
                    0xa20d_1b8c_7e88_1024,
                    0x14e4_f04f_e2db_9068,
                    0x14e5_6d3f_1564_853a
                ),
                Fp(
                    montgomery: 0x0000_0000_0000_0000,
                    0x0000_0000_0000_0000,
                    0x0000_0000_0000_0000,
                    0x0000_0000_0000_0000,
                    0x0000_0000_0000_0000,
                    0x0000_0000_0000_0000
                )
            )
        }

        /// (1 + i)^(5(p - 1) / 6).
        @inline(__always)
        package static var power5: Fp2 {
            Fp2(
                Fp(
                    montgomery: 0x82d8_3cf5_0dbc_e43f,
                    0xa281_3e53_df9d_018f,
                    0xc6f0_caa5_3c65_e181,
                    0x7525_cf52_8d50_fe95,
                    0x4a85_ed50_f479_8a6b,
                    0x171d_a0fd_6cf8_eebd
                ),
                Fp(
                    montgomery: 0x3726_c30a_f242_c66c,
                    0x7c2a_c1aa_d1b6_fe70,
                    0xa040_07fb_ba4b_14a2,
                    0xef51_7c32_6634_1429,
                    0x0095_ba65_4ed2_226b,
                    0x02e3_70ec_cc86_f7dd
                )
            )
        }

        /// (1 + i)^(1(p^2 - 1) / 6), which lies in the base field; a sixth root of one.
        @inline(__always)
        package static var squaredPower1: Fp {
            Fp(
                montgomery: 0xecfb_361b_798d_ba3a,
                0xc100_ddb8_9186_5a2c,
                0x0ec0_8ff1_232b_da8e,
                0xd5c1_3cc6_f1ca_4721,
                0x4722_2a47_bf7b_5c04,
                0x0110_f184_e51c_5f59
            )
        }

        /// (1 + i)^(2(p^2 - 1) / 6), which lies in the base field; a cube root of one.
        @inline(__always)
        package static var squaredPower2: Fp {
            Fp(
                montgomery: 0x30f1_361b_798a_64e8,
                0xf3b8_ddab_7ece_5a2a,
                0x16a8_ca3a_c615_77f7,
                0xc26a_2ff8_74fd_029b,
                0x3636_b766_6070_1c6e,
                0x051b_a4ab_241b_6160
            )
        }

        /// (1 + i)^(4(p^2 - 1) / 6), which lies in the base field; a cube root of one.
        @inline(__always)
        package static var squaredPower4: Fp {
            Fp(
                montgomery: 0xcd03_c9e4_8671_f071,
                0x5dab_2246_1fcd_a5d2,
                0x5870_42af_d385_1b95,
                0x8eb6_0ebe_01ba_cb9e,
                0x03f9_7d6e_83d0_50d2,
                0x18f0_2065_5463_8741
            )
        }

        /// (1 + i)^(5(p^2 - 1) / 6), which lies in the base field; a sixth root of one.
        @inline(__always)
        package static var squaredPower5: Fp {
            Fp(
                montgomery: 0x890d_c9e4_8675_45c3,
                0x2af3_2253_3285_a5d5,
                0x5088_0866_309b_7e2c,
                0xa20d_1b8c_7e88_1024,
                0x14e4_f04f_e2db_9068,
                0x14e5_6d3f_1564_853a
            )
        }
    }
}
