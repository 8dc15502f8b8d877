// The 3-isogeny of RFC 9380, appendix E.3: Montgomery limbs, twelve for each coefficient, the lowest coefficient first.
extension BLS12381.G2Isogeny {
    /// The polynomials of the isogeny.
    package static let isogeny = IsogenyPolynomials<BLS12381.Fp2>(
        xNumerator: elements(xNumeratorLimbs),
        xDenominator: elements(xDenominatorLimbs),
        yNumerator: elements(yNumeratorLimbs),
        yDenominator: elements(yDenominatorLimbs)
    )

    private static func elements(_ limbs: [UInt64]) -> [BLS12381.Fp2] {
        stride(from: 0, to: limbs.count, by: 12).map { index in
            let (c0, c1) = (limbs[index..<index + 6], limbs[(index + 6)...])
            return BLS12381.Fp2(BLS12381.Fp(montgomery: c0), BLS12381.Fp(montgomery: c1))
        }
    }
    /// Of x: the numerator.
    private static let xNumeratorLimbs: [UInt64] = [
        0x47f6_71c7_1ce0_5e62, 0x06dd_5707_1206_393e, 0x7c80_cd2a_f3fd_71a2, 0x0481_03ea_9e6c_d062,
        0xc545_16ac_c8d0_37f6, 0x1380_8f55_0920_ea41, 0x47f6_71c7_1ce0_5e62, 0x06dd_5707_1206_393e,
        0x7c80_cd2a_f3fd_71a2, 0x0481_03ea_9e6c_d062, 0xc545_16ac_c8d0_37f6, 0x1380_8f55_0920_ea41,
        0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
        0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x5fe5_5555_554c_71d0, 0x873f_ffdd_236a_aaa3,
        0x6a6b_4619_b26e_f918, 0x21c2_8884_0887_4945, 0x2836_cda7_028c_abc5, 0x0ac7_3310_a7fd_5abd,
        0x0a0c_5555_5559_71c3, 0xdb0c_0010_1f9e_aaae, 0xb1fb_2f94_1d79_7997, 0xd396_0742_ef41_6e1c,
        0xb700_40e2_c205_56f4, 0x149d_7861_e581_393b, 0xaff2_aaaa_aaa6_38e8, 0x439f_ffee_91b5_5551,
        0xb535_a30c_d937_7c8c, 0x90e1_4442_0443_a4a2, 0x941b_66d3_8146_55e2, 0x0563_9988_53fe_ad5e,
        0x40aa_c71c_71c7_25ed, 0x1909_5555_7a84_e38e, 0xd817_050a_8f41_abc3, 0xd864_85d4_c87f_6fb1,
        0x696e_b479_f885_d059, 0x198e_1a74_3280_02d2, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
        0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
    ]

    /// Of x: the denominator.
    private static let xDenominatorLimbs: [UInt64] = [
        0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
        0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x1f3a_ffff_ff13_ab97, 0xf25b_fc61_1da3_ff3e,
        0xca37_57cb_3819_b208, 0x3e64_2736_6f8c_ec18, 0x0397_7bc8_6095_b089, 0x04f6_9db1_3f39_a952,
        0x4476_0000_0027_552e, 0xdcb8_009a_4348_0020, 0x6f7e_e9ce_4a6e_8b59, 0xb103_30b7_c0a9_5bc6,
        0x6140_b1fc_fb1e_54b7, 0x0381_be09_7f0b_b4e1, 0x7588_ffff_ffd8_557d, 0x41f3_ff64_6e0b_ffdf,
        0xf7b1_e8d2_ac42_6aca, 0xb374_1acd_32db_b6f8, 0xe9da_f5b9_482d_581f, 0x167f_53e0_ba74_31b8,
        0x7609_0000_0002_fffd, 0xebf4_000b_c40c_0002, 0x5f48_9857_53c7_58ba, 0x77ce_5853_7052_5745,
        0x5c07_1a97_a256_ec6d, 0x15f6_5ec3_fa80_e493, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
        0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
    ]

    /// Of y: the numerator.
    private static let yNumeratorLimbs: [UInt64] = [
        0x96d8_f684_bdfc_77be, 0xb530_e4f4_3b66_d0e2, 0x184a_88ff_3796_52fd, 0x57cb_23ec_fae8_04e1,
        0x0fd2_e39e_ada3_eba9, 0x08c8_055e_31c5_d5c3, 0x96d8_f684_bdfc_77be, 0xb530_e4f4_3b66_d0e2,
        0x184a_88ff_3796_52fd, 0x57cb_23ec_fae8_04e1, 0x0fd2_e39e_ada3_eba9, 0x08c8_055e_31c5_d5c3,
        0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
        0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0xbf0a_71c7_1c91_b406, 0x4d6d_55d2_8b76_38fd,
        0x9d82_f98e_5f20_5aee, 0xa27a_a27b_1d1a_18d5, 0x02c3_b2b2_d293_8e86, 0x0c7d_1342_0b09_807f,
        0xd7f9_5555_5553_1c74, 0x21cf_fff7_48da_aaa8, 0x5a9a_d186_6c9b_be46, 0x4870_a221_0221_d251,
        0x4a0d_b369_c0a3_2af1, 0x02b1_ccc4_29ff_56af, 0xe205_aaaa_aaac_8e37, 0xfcdc_0007_6879_5556,
        0x0c96_011a_8a15_37dd, 0x1c06_a963_f163_406e, 0x010d_f44c_82a8_81e6, 0x174f_4526_0f80_8feb,
        0xa470_bda1_2f67_f35c, 0xc0fe_38e2_3327_b425, 0xc9d3_d0f2_c6f0_678d, 0x1c55_c993_5b5a_982e,
        0x27f6_c0e2_f074_6764, 0x117c_5e6e_28aa_9054, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
        0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
    ]

    /// Of y: the denominator.
    private static let yDenominatorLimbs: [UInt64] = [
        0x0162_ffff_fa76_5adf, 0x8f7b_ea48_0083_fb75, 0x561b_3c22_59e9_3611, 0x11e1_9fc1_a9c8_75d5,
        0xca71_3efc_0036_7660, 0x03c6_a03d_41da_1151, 0x0162_ffff_fa76_5adf, 0x8f7b_ea48_0083_fb75,
        0x561b_3c22_59e9_3611, 0x11e1_9fc1_a9c8_75d5, 0xca71_3efc_0036_7660, 0x03c6_a03d_41da_1151,
        0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
        0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x5db0_ffff_fd3b_02c5, 0xd713_f523_58eb_fdba,
        0x5ea6_0761_a84d_161a, 0xbb2c_75a3_4ea6_c44a, 0x0ac6_7359_21c1_119b, 0x0ee3_d913_bdac_fbf6,
        0x66b1_0000_003a_ffc5, 0xcb14_00e7_64ec_0030, 0xa73e_5eb5_6fa5_d106, 0x8984_c913_a0fe_09a9,
        0x11e1_0afb_78ad_7f13, 0x0542_9d0e_3e91_8f52, 0x534d_ffff_ffc4_aae6, 0x5397_ff17_4c67_ffcf,
        0xbff2_73eb_870b_251d, 0xdaf2_8271_5287_0915, 0x393a_9cba_ca9e_2dc3, 0x14be_74db_faee_5748,
        0x7609_0000_0002_fffd, 0xebf4_000b_c40c_0002, 0x5f48_9857_53c7_58ba, 0x77ce_5853_7052_5745,
        0x5c07_1a97_a256_ec6d, 0x15f6_5ec3_fa80_e493, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
        0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
    ]
}
