extension BLS12381 {
    /// The curve y^2 = x^3 + 4 over the base field, of order (z + 1)^2 / 3 times r.
    package enum G1Curve: ShortWeierstrassCurve {
        package typealias Field = Fp

        /// 4.
        @inline(__always)
        package static var b: Fp { Fp.one.doubled.doubled }
    }

    /// A point of y^2 = x^3 + 4, not always of the subgroup of order r.
    package typealias G1 = AffinePoint<G1Curve>
}

extension AffinePoint where Curve == BLS12381.G1Curve {
    /// The generator of the subgroup.
    package static var generator: Self {
        Self(
            uncheckedX: BLS12381.Fp(
                montgomery: 0x5cb3_8790_fd53_0c16,
                0x7817_fc67_9976_fff5,
                0x154f_95c7_143b_a1c1,
                0xf0ae_6acd_f3d0_e747,
                0xedce_6ecc_21db_f440,
                0x1201_7741_9e0b_fb75
            ),
            y: BLS12381.Fp(
                montgomery: 0xbaac_93d5_0ce7_2271,
                0x8c22_631a_7918_fd8e,
                0xdd59_5f13_5707_25ce,
                0x51ac_5829_5040_5194,
                0x0e1c_8c3f_ad00_59c0,
                0x0bbc_3efc_5008_a26a
            )
        )
    }

    /// The point (beta x, -y), which is z^2 P on the subgroup, with beta a cube root of one.
    var endomorphism: Self {
        Self(uncheckedX: x * BLS12381.FrobeniusFactor.squaredPower2, y: -y)
    }

    /// Whether the point is in the subgroup of order r.
    ///
    /// That is so exactly when its endomorphism is z^2 P: M. Scott, "A note on group membership tests for G1, G2 and GT
    /// on BLS pairing-friendly curves" (https://eprint.iacr.org/2021/1130), section 6; see docs/bls12-381.md.
    package var isInSubgroup: Bool {
        let multiple = JacobianPoint(self).multipliedByCurveParameter.multipliedByCurveParameter
        return multiple.isSamePoint(as: JacobianPoint(endomorphism))
    }
}

extension BLS12381 {
    /// The magnitude z of the curve's parameter x = -z.
    package static var curveParameterMagnitude: UInt64 { 0xd201_0000_0001_0000 }
}

extension JacobianPoint {
    /// z times the point, for BLS12-381's z, which has six bits.
    var multipliedByCurveParameter: Self {
        var sum = self
        for position in stride(from: 62, through: 0, by: -1) {
            sum = sum.doubled
            if BLS12381.curveParameterMagnitude &>> UInt64(position) & 1 == 1 { sum = sum + self }
        }
        return sum
    }
}
