extension BLS12381 {
    /// The twist y^2 = x^3 + 4 (1 + i) over Fp2.
    package enum G2Curve: ShortWeierstrassCurve {
        package typealias Field = Fp2

        /// 4 + 4i.
        @inline(__always)
        package static var b: Fp2 { Fp2(G1Curve.b, G1Curve.b) }
    }

    /// A point of y^2 = x^3 + 4 (1 + i), not always of the subgroup of order r.
    package typealias G2 = AffinePoint<G2Curve>
}

extension AffinePoint where Curve == BLS12381.G2Curve {
    /// The generator of the subgroup.
    package static var generator: Self {
        Self(
            uncheckedX: BLS12381.Fp2(
                BLS12381.Fp(
                    montgomery: 0xf5f2_8fa2_0294_0a10,
                    0xb3f5_fb26_87b4_961a,
                    0xa1a8_93b5_3e2a_e580,
                    0x9894_999d_1a3c_aee9,
                    0x6f67_b763_1863_366b,
                    0x0581_9192_4350_bcd7
                ),
                BLS12381.Fp(
                    montgomery: 0xa5a9_c075_9e23_f606,
                    0xaaa0_c59d_bccd_60c3,
                    0x3bb1_7e18_e286_7806,
                    0x1b1a_b6cc_8541_b367,
                    0xc2b6_ed0e_f215_8547,
                    0x1192_2a09_7360_edf3
                )
            ),
            y: BLS12381.Fp2(
                BLS12381.Fp(
                    montgomery: 0x4c73_0af8_6049_4c4a,
                    0x597c_fa1f_5e36_9c5a,
                    0xe7e6_856c_aa0a_635a,
                    0xbbef_b5e9_6e0d_495f,
                    0x07d3_a975_f0ef_25a2,
                    0x0083_fd8e_7e80_dae5
                ),
                BLS12381.Fp(
                    montgomery: 0xadc0_fc92_df64_b05d,
                    0x18aa_270a_2b14_61dc,
                    0x86ad_ac6a_3be4_eba0,
                    0x7949_5c4e_c93d_a33a,
                    0xe717_5850_a43c_caed,
                    0x0b2b_c2a1_63de_1bf2
                )
            )
        )
    }

    /// The endomorphism psi, the p-th power Frobenius carried over to the twist, which is -z P on the subgroup.
    var frobenius: Self {
        Self(uncheckedX: x.conjugate.frobeniusFactorApplied, y: y.conjugate * BLS12381.psiFactorOfY)
    }

    /// psi(psi(P)), where psi^2 multiplies y by -1.
    var frobeniusSquared: Self {
        Self(uncheckedX: x * BLS12381.psiSquaredFactorOfX, y: -y)
    }

    /// Whether the point is in the subgroup of order r.
    ///
    /// That is so exactly when psi(P) = -z P: M. Scott, "A note on group membership tests for G1, G2 and GT on BLS
    /// pairing-friendly curves" (https://eprint.iacr.org/2021/1130), section 4; see docs/bls12-381.md.
    package var isInSubgroup: Bool {
        JacobianPoint(self).multipliedByCurveParameter.negated.isSamePoint(as: JacobianPoint(frobenius))
    }
}

extension BLS12381 {
    /// The factor of i in 1 / (1 + i)^((p - 1) / 3), whose real part is zero.
    @inline(__always)
    static var psiFactorOfX: Fp {
        Fp(
            montgomery: 0x890d_c9e4_8675_45c3,
            0x2af3_2253_3285_a5d5,
            0x5088_0866_309b_7e2c,
            0xa20d_1b8c_7e88_1024,
            0x14e4_f04f_e2db_9068,
            0x14e5_6d3f_1564_853a
        )
    }

    /// 1 / (1 + i)^((p - 1) / 2).
    @inline(__always)
    static var psiFactorOfY: Fp2 {
        Fp2(
            Fp(
                montgomery: 0x3e2f_585d_a55c_9ad1,
                0x4294_213d_86c1_8183,
                0x3828_44c8_8b62_3732,
                0x92ad_2afd_1910_3e18,
                0x1d79_4e4f_ac7c_f0b9,
                0x0bd5_92fc_7d82_5ec8
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

    /// The factor of psi^2, 1 / (1 + i)^((p^2 - 1) / 3); a cube root of one.
    @inline(__always)
    static var psiSquaredFactorOfX: Fp {
        Fp(
            montgomery: 0xcd03_c9e4_8671_f071,
            0x5dab_2246_1fcd_a5d2,
            0x5870_42af_d385_1b95,
            0x8eb6_0ebe_01ba_cb9e,
            0x03f9_7d6e_83d0_50d2,
            0x18f0_2065_5463_8741
        )
    }
}

extension BLS12381.Fp2 {
    /// The product with `psiFactorOfX` i.
    @inline(__always)
    fileprivate var frobeniusFactorApplied: Self {
        Self(-(c1 * BLS12381.psiFactorOfX), c0 * BLS12381.psiFactorOfX)
    }
}

extension JacobianPoint where Field == BLS12381.Fp2 {
    /// The endomorphism psi of BLS12-381's twist.
    var frobenius: Self {
        Self(x: x.conjugate.frobeniusFactorApplied, y: y.conjugate * BLS12381.psiFactorOfY, z: z.conjugate)
    }
}
