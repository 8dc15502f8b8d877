extension BN254 {
    /// A point of the twist y^2 = x^3 + 3 / (9 + i) over Fp2; infinity is stored as (0, 0).
    package struct G2: Equatable, Sendable {
        package let x: Fp2
        package let y: Fp2

        /// The point with coordinates that are known to be on the twist, or (0, 0).
        init(uncheckedX x: Fp2, y: Fp2) {
            self.x = x
            self.y = y
        }

        /// The point with an encoding of 128 bytes (x, then y, each with the factor of i first), or nil when a coordinate is
        /// not below p, the point is off the twist, or it is outside the subgroup of order r (EIP-197).
        package init?(bigEndianAt bytes: UnsafeRawPointer) {
            guard let x1 = Fp(bigEndianAt: bytes), let x0 = Fp(bigEndianAt: bytes + 32),
                let y1 = Fp(bigEndianAt: bytes + 64), let y0 = Fp(bigEndianAt: bytes + 96)
            else { return nil }
            self.init(uncheckedX: Fp2(x0, x1), y: Fp2(y0, y1))
            guard isInfinity || (isOnTwist && isInSubgroup) else { return nil }
        }

        /// The point at infinity.
        package static var infinity: G2 { G2(uncheckedX: .zero, y: .zero) }

        /// True for the point at infinity.
        package var isInfinity: Bool { x.isZero && y.isZero }

        /// The twist's constant, 3 / (9 + i).
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
}

extension BN254.G2 {
    /// Additive inverse.
    package static prefix func - (p: Self) -> Self { Self(uncheckedX: p.x, y: -p.y) }

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

    private var isOnTwist: Bool { y.squared == x.squared * x + Self.b }

    /// Whether a point of the twist has an order that divides r.
    ///
    /// That is so exactly when (u + 1) P + psi(u P) + psi^2(u P) = psi^3(2u P), u the curve's parameter: Y. El Housni,
    /// A. Guillevic, T. Piellard, "Co-factor clearing and subgroup membership testing on pairing-friendly curves"
    /// (https://eprint.iacr.org/2022/352). The norm of that polynomial in psi has with the twist's order the greatest common
    /// divisor r, so no other point can pass (docs/bn254.md).
    private var isInSubgroup: Bool {
        let multiple = multipliedByCurveParameter
        let image = multiple.frobenius
        let secondImage = image.frobenius
        let left = multiple.adding(affineX: x, y) + image + secondImage
        return left.isSamePoint(as: secondImage.frobenius.doubled)
    }

    /// u times the point, where u = 4965661367192848881.
    private var multipliedByCurveParameter: JacobianPoint<BN254.Fp2> {
        var sum = JacobianPoint(x: x, y: y, z: .one)
        let negatedY = -y
        // Non-adjacent form of u = (3u - u) / 2: a bit that 3u has and u lacks is a digit 1 one position down, the reverse -1.
        let curveParameter: UInt64 = 4_965_661_367_192_848_881
        let triple = UInt128(curveParameter) &* 3
        let plus = UInt64(truncatingIfNeeded: (triple & ~UInt128(curveParameter)) &>> 1)
        let minus = UInt64(truncatingIfNeeded: (~triple & UInt128(curveParameter)) &>> 1)
        for position in stride(from: 62 - plus.leadingZeroBitCount, through: 0, by: -1) {
            sum = sum.doubled
            if plus >> position & 1 == 1 { sum = sum.adding(affineX: x, y) }
            if minus >> position & 1 == 1 { sum = sum.adding(affineX: x, negatedY) }
        }
        return sum
    }
}

extension JacobianPoint where Field == BN254.Fp2 {
    /// The endomorphism psi of the twist.
    fileprivate var frobenius: Self {
        Self(
            x: x.conjugate * BN254.FrobeniusFactor.power2,
            y: y.conjugate * BN254.FrobeniusFactor.power3,
            z: z.conjugate
        )
    }
}
