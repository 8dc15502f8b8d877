extension AffinePoint where Curve == BLS12381.G1Curve {
    /// The point with an encoding of 96 bytes, x and y, or nil when a coordinate is not below p or the point is off the
    /// curve.
    ///
    /// All zeros are infinity. The point need not be in the subgroup.
    package init?(bigEndianAt bytes: UnsafeRawPointer) {
        guard let x = BLS12381.Fp(bigEndianAt: bytes), let y = BLS12381.Fp(bigEndianAt: bytes + 48) else { return nil }
        self.init(x: x, y: y)
    }

    /// Writes the encoding, 96 bytes.
    package func storeBigEndian(to bytes: UnsafeMutableRawPointer) {
        x.storeBigEndian(to: bytes)
        y.storeBigEndian(to: bytes + 48)
    }
}

extension AffinePoint where Curve == BLS12381.G2Curve {
    /// The point with an encoding of 192 bytes, x and y, each with the real part first, or nil when a coordinate is not
    /// below p or the point is off the twist.
    ///
    /// All zeros are infinity. The point need not be in the subgroup.
    package init?(bigEndianAt bytes: UnsafeRawPointer) {
        guard let x = BLS12381.Fp2(bigEndianAt: bytes), let y = BLS12381.Fp2(bigEndianAt: bytes + 96) else {
            return nil
        }
        self.init(x: x, y: y)
    }

    /// Writes the encoding, 192 bytes.
    package func storeBigEndian(to bytes: UnsafeMutableRawPointer) {
        x.storeBigEndian(to: bytes)
        y.storeBigEndian(to: bytes + 96)
    }
}

extension BLS12381.Fp2 {
    /// The element with an encoding of 96 bytes, the real part first, or nil when a part is not below p.
    package init?(bigEndianAt bytes: UnsafeRawPointer) {
        guard let c0 = BLS12381.Fp(bigEndianAt: bytes), let c1 = BLS12381.Fp(bigEndianAt: bytes + 48) else {
            return nil
        }
        self.init(c0, c1)
    }

    /// Writes the encoding, 96 bytes.
    package func storeBigEndian(to bytes: UnsafeMutableRawPointer) {
        c0.storeBigEndian(to: bytes)
        c1.storeBigEndian(to: bytes + 48)
    }
}
