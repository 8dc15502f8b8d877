extension SSZ {
    /// Root of a full binary tree of zero chunks.
    ///
    /// - Parameter height: Levels above the leaves, from 0 to 63: no tree's limit is above 2^63 leaves.
    /// - Returns: The constant.
    @inline(__always)
    static func zeroRoot(_ height: Int) -> Bytes32 {
        let start = 4 &* height
        return Bytes32(
            w0: zeroRootWords[start],
            w1: zeroRootWords[start &+ 1],
            w2: zeroRootWords[start &+ 2],
            w3: zeroRootWords[start &+ 3]
        )
    }

    /// The roots of height 0 to 63, four words each: the next is SHA-256 of the last one twice.
    ///
    /// A test makes them anew.
    private static let zeroRootWords: [UInt64] = [
        0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000, 0x0000_0000_0000_0000,
        0xf5a5_fd42_d16a_2030, 0x2798_ef6e_d309_979b, 0x4300_3d23_20d9_f0e8, 0xea98_31a9_2759_fb4b,
        0xdb56_114e_00fd_d4c1, 0xf85c_892b_f35a_c9a8, 0x9289_aaec_b1eb_d0a9, 0x6cde_606a_748b_5d71,
        0xc780_09fd_f07f_c56a, 0x11f1_2237_0658_a353, 0xaaa5_42ed_63e4_4c4b, 0xc15f_f4cd_105a_b33c,
        0x536d_9883_7f2d_d165, 0xa55d_5eea_e914_8595, 0x4472_d56f_246d_f256, 0xbf3c_ae19_352a_123c,
        0x9efd_e052_aa15_429f, 0xae05_bad4_d0b1_d7c6, 0x4da6_4d03_d7a1_854a, 0x588c_2cb8_430c_0d30,
        0xd88d_dfee_d400_a875, 0x5596_b219_42c1_497e, 0x114c_302e_6118_290f, 0x91e6_7729_7604_1fa1,
        0x87eb_0ddb_a57e_35f6, 0xd286_6738_02a4_af59, 0x75e2_2506_c7cf_4c64, 0xbb6b_e5ee_1152_7f2c,
        0x2684_6476_fd5f_c54a, 0x5d43_3851_67c9_5144, 0xf264_3f53_3cc8_5bb9, 0xd16b_782f_8d7d_b193,
        0x506d_8658_2d25_2405, 0xb840_0187_92ca_d2bf, 0x1259_f1ef_5aa5_f887, 0xe13c_b2f0_094f_51e1,
        0xffff_0ad7_e659_772f, 0x9534_c195_c815_efc4, 0x014e_f1e1_daed_4404, 0xc063_85d1_1192_e92b,
        0x6cf0_4127_db05_441c, 0xd833_107a_52be_8528, 0x6889_0e43_17e6_a02a, 0xb476_83aa_7596_4220,
        0xb7d0_5f87_5f14_0027, 0xef51_18a2_247b_bb84, 0xce8f_2f0f_1123_6230, 0x85da_f796_0c32_9f5f,
        0xdf6a_f5f5_bbdb_6be9, 0xef8a_a618_e4bf_8073, 0x9608_6717_1e29_676f, 0x8b28_4dea_6a08_a85e,
        0xb58d_900f_5e18_2e3c, 0x50ef_7496_9ea1_6c77, 0x26c5_4975_7cc2_3523, 0xc369_587d_a729_3784,
        0xd49a_7502_ffcf_b034, 0x0b1d_7885_6885_00ca, 0x3081_61a7_f96b_62df, 0x9d08_3b71_fcc8_f2bb,
        0x8fe6_b168_9256_c0d3, 0x85f4_2f5b_be20_27a2, 0x2c19_96e1_10ba_97c1, 0x71d3_e594_8de9_2beb,
        0x8d0d_63c3_9eba_de85, 0x09e0_ae3c_9c38_76fb, 0x5fa1_12be_18f9_05ec, 0xacfe_cb92_0576_03ab,
        0x95ee_c8b2_e541_cad4, 0xe91d_e383_85f2_e046, 0x619f_5449_6c23_82cb, 0x6cac_d5b9_8c26_f5a4,
        0xf893_e908_9177_75b6, 0x2bff_2329_4dbb_e3a1, 0xcd8e_6cc1_c35b_4801, 0x887b_646a_6f81_f17f,
        0xcddb_a7b5_92e3_1333, 0x93c1_6194_fac7_431a, 0xbf2f_5485_ed71_1db2, 0x8218_3c81_9e08_ebaa,
        0x8a8d_7fe3_af8c_aa08, 0x5a76_39a8_3200_1457, 0xdfb9_128a_8061_142a, 0xd033_5629_ff23_ff9c,
        0xfeb3_c337_d7a5_1a6f, 0xbf00_b9e3_4c52_e1c9, 0x195c_969b_d4e7_a0bf, 0xd51d_5c5b_ed9c_1167,
        0xe71f_0aa8_3cc3_2edf, 0xbefa_9f4d_3e01_74ca, 0x8518_2eec_9f3a_09f6, 0xa6c0_df63_77a5_10d7,
        0x3120_6fa8_0a50_bb6a, 0xbe29_0850_58f1_6212, 0x212a_60ee_c8f0_49fe, 0xcb92_d8c8_e0a8_4bc0,
        0x2135_2bfe_cbed_dde9, 0x9383_9f61_4c3d_ac0a, 0x3ee3_7543_f9b4_12b1, 0x6199_dc15_8e23_b544,
        0x619e_3127_24bb_6d7c, 0x3153_ed9d_e791_d764, 0xa366_b389_af13_c58b, 0xf8a8_d904_81a4_6765,
        0x7cdd_2986_2682_5062, 0x8d0c_10e3_85c5_8c61, 0x91e6_fbe0_5191_bcc0, 0x4f13_3f2c_ea72_c1c4,
        0x8489_30bd_7ba8_cac5, 0x4661_0721_13fb_2788, 0x69e0_7bb8_587f_9139, 0x2933_374d_017b_cbe1,
        0x8869_ff2c_22b2_8cc1, 0x0510_d985_3292_8033, 0x28be_4fb0_e804_95e8, 0xbb8d_271f_5b88_9636,
        0xb5fe_28e7_9f1b_850f, 0x8658_246c_e9b6_a1e7, 0xb49f_c06d_b714_3e8f, 0xe0b4_f2b0_c552_3a5c,
        0x985e_929f_70af_28d0, 0xbdd1_a90a_808f_977f, 0x597c_7c77_8c48_9e98, 0xd3bd_8910_d31a_c0f7,
        0xc6f6_7e02_e6e4_e1bd, 0xefb9_94c6_0989_53f3, 0x4636_ba2b_6ca2_0a47, 0x21d2_b26a_8867_22ff,
        0x1c9a_7e5f_f1cf_48b4, 0xad15_82d3_f4e4_a100, 0x4f3b_20d8_c5a2_b713, 0x87a4_254a_d933_ebc5,
        0x2f07_5ae2_2964_6b6f, 0x6aed_19a5_e372_cf29, 0x5081_401e_b893_ff59, 0x9b3f_9acc_0c0d_3e7d,
        0x3289_21de_b596_1207, 0x6801_e8cd_6159_2107, 0xb5c6_7c79_b846_595c, 0xc632_0c39_5b46_362c,
        0xbfb9_09fd_b236_ad24, 0x11b4_e488_3810_a074, 0xb840_4646_8998_6c3f, 0x8a80_9182_7e17_c327,
        0x55d8_fb36_87ba_3ba4, 0x9f34_2c77_f5a1_f89b, 0xec83_d811_446e_1a46, 0x7139_213d_640b_6a74,
        0xf721_0d4f_8e7e_1039, 0x790e_7bf4_efa2_0755, 0x5a10_a6db_1dd4_b95d, 0xa313_aaa8_8b88_fe76,
        0xad21_b516_cbc6_45ff, 0xe34a_b5de_1c8a_ef8c, 0xd4e7_f8d2_b51e_8e14, 0x56ad_c756_3cda_206f,
        0x6bfe_8d2b_cc42_37b7, 0x4a50_4705_8ef4_5533, 0x9ecd_7360_cb63_bfbb, 0x8ee5_448e_6430_ba04,
        0xa7f2_3ce9_1817_40dc, 0x220c_8147_8265_4fee, 0x6ace_b9f1_ec92_22c4, 0xe246_7d0a_b168_0837,
        0xaef9_476c_8959_0a2c, 0x8cc9_b3b7_4f49_67c7, 0x57c4_9d98_66a4_4bac, 0xf21f_a2ed_675d_dfa2,
        0x9a42_bcad_82f6_a9e4, 0x1284_d808_ead3_19f2, 0x9f3b_0820_9d68_0f0e, 0x2ce7_1510_d071_e205,
        0xd1a6_6d35_4a67_b9cf, 0x1795_71d8_e5f9_7792, 0x716e_8dd4_ec44_1968, 0x39a3_f7c6_b74f_8bac,
        0xfafa_3025_f2f8_9509, 0xc2c7_1c74_fba0_cd92, 0x858e_f49b_0780_fb54, 0x7974_6c8a_9bfc_b346,
        0x3334_a7c1_e7f6_705a, 0xa601_1a6a_9496_4501, 0x6db4_acde_0ca9_abd6, 0x6dc7_9d82_6642_3056,
        0x0796_fd75_664f_aef7, 0x44ee_4e52_d727_1e2b, 0xbb76_9f91_ed6f_9b74, 0xd8b6_94f5_6606_852c,
        0x7ba3_ae4a_417f_e854, 0x5b14_2bc8_9f4a_dcd7, 0xae13_941c_bab7_750b, 0x83e9_f0a6_6d16_be64,
        0x788f_afcc_4aa5_2039, 0x9adb_aed1_95f8_b12c, 0x4eb3_1ec1_0168_e50a, 0xabc6_59a6_aea5_16dc,
        0xe833_d7a6_7160_e68b, 0xf4c9_044a_5307_7df2, 0x727a_d00c_f36f_4949, 0xc7b6_81a9_1214_0cbb,
        0x309e_abf0_95dc_6714, 0xf9f4_d864_bba5_affa, 0xe0b3_5ae2_f5e3_565b, 0xcc3a_47b2_1276_7701,
        0x226a_8ebe_fa28_8665, 0xa644_a502_7333_5efb, 0xb610_510f_241b_5b72, 0x0c8a_368d_59a6_9a5d,
        0x41ab_fd99_5425_8276, 0x2593_8131_af0c_4f33, 0xfe0b_d468_8c22_2c21, 0xfa9d_a8e8_9caa_03f8,
        0x442c_642e_f50f_a1a6, 0x67a6_e6d1_05c7_7c5c, 0xc3fe_c8d7_aa25_70cf, 0x1a30_77b5_03c3_8069,
        0xa0a0_8dfc_9b42_d96c, 0x2de1_9b6d_127b_8ae1, 0x36dd_cf3e_5ad0_dce4, 0x22c4_5a56_f61f_6a74,
        0x7d34_8382_af09_6dbe, 0x0bf0_86c7_bb39_b2a2, 0xc0bc_36b6_21ab_0c73, 0x8e98_85d7_31d8_1740,
        0x3ab1_3475_1d19_1269, 0x026c_8699_4eaa_8b43, 0xa83b_4ad1_f6d0_e773, 0x81c4_e297_4afb_c8f6,
        0x9a74_5261_1db2_d23e, 0xae26_f9bd_bb88_958e, 0xf44c_64d0_fe98_7be9, 0xf726_adf9_38f5_0f6c,
        0x725c_7f81_6037_bfe4, 0x52cd_1e7b_a35a_c47e, 0xdcb4_9a9a_2b27_aeca, 0x70dc_e483_cb7d_ed1f,
        0x2cea_1af5_1fb2_8b62, 0x887c_3999_8ac9_fef4, 0xdfde_da1f_07e0_71ba, 0x558a_173a_fd06_cbc3,
        0xff1d_59f9_8b6c_551d, 0x9508_9357_057d_5c8b, 0xe264_0227_9e9d_f0b1, 0xdf1a_10b7_2bf3_927f,
        0x2f8a_181f_7c99_dd21, 0x5a75_29bf_e296_a960, 0x3a14_4673_7186_d21a, 0xeb8b_c7ae_59e1_fd21,
        0xecc5_02c9_b114_5f39, 0x50cb_7d3e_3842_446f, 0x81a4_f0df_1df5_37ce, 0xe139_ef64_ea98_4bd9,
    ]
}
