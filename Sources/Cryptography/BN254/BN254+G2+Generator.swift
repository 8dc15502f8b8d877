// Not in the guest, whose image would change by code that it never calls.
#if !hasFeature(Embedded)
extension AffinePoint where Curve == BN254.G2Curve {
    /// The generator of the subgroup of order r that EIP-197 names.
    package static var generator: Self {
        Self(
            uncheckedX: BN254.Fp2(
                BN254.Fp(
                    montgomery: 0x8e83_b5d1_02bc_2026,
                    0xdceb_1935_497b_0172,
                    0xfbb8_2647_9781_1adf,
                    0x1957_3841_af96_503b
                ),
                BN254.Fp(
                    montgomery: 0xafb4_737d_a84c_6140,
                    0x6043_dd5a_5802_d8c4,
                    0x09e9_50fc_52a0_2f86,
                    0x14fe_f083_3aea_7b6b
                )
            ),
            y: BN254.Fp2(
                BN254.Fp(
                    montgomery: 0x619d_fa9d_886b_e9f6,
                    0xfe7f_d297_f59e_9b78,
                    0xff9e_1a62_231b_7dfe,
                    0x28fd_7eeb_ae9e_4206
                ),
                BN254.Fp(
                    montgomery: 0x6409_5b56_c718_56ee,
                    0xdc57_f922_327d_3cbb,
                    0x55f9_35be_3335_1076,
                    0x0da4_a0e6_93fd_6482
                )
            )
        )
    }

    /// Writes the encoding, 128 bytes: x, then y, each with the factor of i first.
    package func storeBigEndian(to bytes: UnsafeMutableRawPointer) {
        x.c1.storeBigEndian(to: bytes)
        x.c0.storeBigEndian(to: bytes + 32)
        y.c1.storeBigEndian(to: bytes + 64)
        y.c0.storeBigEndian(to: bytes + 96)
    }
}
#endif
