extension BN254 {
    /// The twist y^2 = x^3 + 3 / (9 + i) over Fp2.
    package enum G2Curve: ShortWeierstrassCurve {
        package typealias Field = Fp2

        /// 3 / (9 + i).
        @inline(__always)
        package static var b: Fp2 {
            Fp2(
                Fp(
                    montgomery: 0x3bf9_38e3_77b8_02a8,
                    0x020b_1b27_3633_535d,
                    0x26b7_edf0_4975_5260,
                    0x2514_c632_4384_a86d
                ),
                Fp(
                    montgomery: 0x38e7_eccc_d1dc_ff67,
                    0x65f0_b37d_93ce_0d3e,
                    0xd749_d0dd_22ac_00aa,
                    0x0141_b9ce_4a68_8d4d
                )
            )
        }
    }

    /// A point of y^2 = x^3 + 3 / (9 + i).
    package typealias G2 = AffinePoint<G2Curve>
}

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

    /// The point with an encoding of 128 bytes (x, then y, each with the factor of i first), or nil when a coordinate
    /// is not below p or the point is off the twist.
    ///
    /// All zeros are infinity. The point need not be in the subgroup: `PreparedG2` tells.
    package init?(bigEndianAt bytes: UnsafeRawPointer) {
        guard let x1 = BN254.Fp(bigEndianAt: bytes), let x0 = BN254.Fp(bigEndianAt: bytes + 32),
            let y1 = BN254.Fp(bigEndianAt: bytes + 64), let y0 = BN254.Fp(bigEndianAt: bytes + 96)
        else { return nil }
        self.init(x: BN254.Fp2(x0, x1), y: BN254.Fp2(y0, y1))
    }

    /// The endomorphism psi: the p-th power Frobenius, carried over to the twist.
    var frobenius: Self {
        Self(
            uncheckedX: x.conjugate * BN254.FrobeniusFactor.power2,
            y: y.conjugate * BN254.FrobeniusFactor.power3
        )
    }

    /// -psi(psi(P)), where psi^2 multiplies y by -1.
    var negatedFrobeniusSquared: Self {
        Self(uncheckedX: x * BN254.FrobeniusFactor.squaredPower2, y: y)
    }
}
