extension BN254 {
    /// The curve y^2 = x^3 + 3 over the base field; its order is the prime r, so there is no smaller subgroup.
    package enum G1Curve: ShortWeierstrassCurve {
        package typealias Field = Fp

        /// 3.
        @inline(__always)
        package static var b: Fp { Fp.one.tripled }
    }

    /// A point of y^2 = x^3 + 3.
    package typealias G1 = AffinePoint<G1Curve>
}

extension AffinePoint where Curve == BN254.G1Curve {
    /// The generator (1, 2).
    package static var generator: Self { Self(uncheckedX: .one, y: BN254.Fp.one.doubled) }

    /// The point with an encoding of 64 bytes, or nil when a coordinate is not below p or the point is off the curve.
    ///
    /// All zeros are infinity.
    package init?(bigEndianAt bytes: UnsafeRawPointer) {
        guard let x = BN254.Fp(bigEndianAt: bytes), let y = BN254.Fp(bigEndianAt: bytes + 32) else { return nil }
        self.init(x: x, y: y)
    }

    /// Writes the encoding, 64 bytes.
    package func storeBigEndian(to bytes: UnsafeMutableRawPointer) {
        x.storeBigEndian(to: bytes)
        y.storeBigEndian(to: bytes + 32)
    }
}
