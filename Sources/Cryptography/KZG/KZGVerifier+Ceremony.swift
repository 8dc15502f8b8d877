extension KZGVerifier {
    /// The verifier of Ethereum's trusted setup, the outcome of the KZG ceremony.
    ///
    /// Source: consensus-specs, presets/mainnet/trusted_setups/trusted_setup_4096.json, `g2_monomial[1]`, of compressed
    /// form 0xb5bfd7dd8cdeb128843bc287230af38926187075cbfbefa81009a2ce615ac53d2914e5870cb452d2afaaab24f3499f72
    /// 185cbfee53492714734429b7b38608e23926c911cceceac9a36851477ba4c60b087041de621000edc98edada20c1def2.
    public static let ceremony = KZGVerifier(
        secret: BLS12381.G2(
            uncheckedX: BLS12381.Fp2(
                BLS12381.Fp(
                    montgomery: 0x6120_a209_9b03_79f9,
                    0xa2df_815c_b821_0e4e,
                    0xcb57_be55_77bd_3d4f,
                    0x62da_0ea8_9a0c_93f8,
                    0x02e0_ee16_968e_150d,
                    0x171f_09ae_a833_acd5
                ),
                BLS12381.Fp(
                    montgomery: 0x11a3_6707_49df_d455,
                    0x0499_1d7b_3abf_fadc,
                    0x8544_6a8e_1443_7f41,
                    0x2717_4e7b_4e76_e3f2,
                    0x7bfa_6dd3_97f6_0a20,
                    0x02fc_c329_ac07_080f
                )
            ),
            y: BLS12381.Fp2(
                BLS12381.Fp(
                    montgomery: 0xaa13_0838_793b_2317,
                    0xe236_dd22_0f89_1637,
                    0x6502_7829_2576_0980,
                    0xd05c_25f6_0557_ec89,
                    0x6095_767a_4406_4474,
                    0x1856_9391_7080_d405
                ),
                BLS12381.Fp(
                    montgomery: 0x549f_9e17_5b03_dc0a,
                    0x32c0_c95a_7710_6cfe,
                    0x64a7_4eae_5705_d080,
                    0x53de_eaf5_6659_ed9e,
                    0x09a1_d368_508a_fb93,
                    0x12cf_3a45_25b5_e9bd
                )
            )
        )
    )
}
