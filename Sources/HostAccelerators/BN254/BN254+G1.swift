extension BN254 {
    /// A point of y^2 = x^3 + 3 over the base field; the curve's order is the prime r, so there is no smaller subgroup.
    ///
    /// Infinity is stored as (0, 0), which is not on the curve, and encoded as 64 zero bytes.
    package struct G1: Equatable, Sendable {
        package let x: Fp
        package let y: Fp

        /// The point with coordinates that are known to be on the curve, or (0, 0).
        init(uncheckedX x: Fp, y: Fp) {
            self.x = x
            self.y = y
        }

        /// The point with an encoding of 64 bytes, or nil when a coordinate is not below p or the point is off the curve.
        package init?(bigEndianAt bytes: UnsafeRawPointer) {
            guard let x = Fp(bigEndianAt: bytes), let y = Fp(bigEndianAt: bytes + 32) else { return nil }
            self.init(uncheckedX: x, y: y)
            guard isInfinity || y.squared == x.squared * x + Self.b else { return nil }
        }

        /// The point at infinity.
        package static var infinity: G1 { G1(uncheckedX: .zero, y: .zero) }

        /// The generator (1, 2).
        package static var generator: G1 { G1(uncheckedX: .one, y: Fp.one.doubled) }

        /// True for the point at infinity.
        package var isInfinity: Bool { x.isZero && y.isZero }

        /// The curve's constant, 3.
        private static var b: Fp { Fp.one.tripled }
    }
}

extension BN254.G1 {
    /// Writes the encoding, 64 bytes.
    package func storeBigEndian(to bytes: UnsafeMutableRawPointer) {
        x.storeBigEndian(to: bytes)
        y.storeBigEndian(to: bytes + 32)
    }

    /// Additive inverse.
    package static prefix func - (p: Self) -> Self { Self(uncheckedX: p.x, y: -p.y) }

    /// Sum, by the affine chord and tangent with one inversion.
    package static func + (p: Self, q: Self) -> Self {
        if p.isInfinity { return q }
        if q.isInfinity { return p }
        let slope: BN254.Fp
        if p.x == q.x {
            // y is never zero, since the order is odd.
            guard p.y == q.y else { return infinity }
            slope = p.x.squared.tripled * p.y.doubled.inverse
        } else {
            slope = (q.y - p.y) * (q.x - p.x).inverse
        }
        let x = slope.squared - p.x - q.x
        return Self(uncheckedX: x, y: slope * (p.x - x) - p.y)
    }

    /// The affine form of a Jacobian point.
    init(_ p: JacobianPoint<BN254.Fp>) {
        if p.isInfinity {
            self = .infinity
        } else {
            let zInverse = p.z.inverse
            let zzInverse = zInverse.squared
            self.init(uncheckedX: p.x * zzInverse, y: p.y * zzInverse * zInverse)
        }
    }
}
