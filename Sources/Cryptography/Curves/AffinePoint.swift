/// A curve y^2 = x^3 + b without a point of order two.
package protocol ShortWeierstrassCurve: Sendable {
    /// The field of the coordinates.
    associatedtype Field: CoordinateField
    /// The constant b, not zero.
    static var b: Field { get }
}

/// A point (x, y) of a curve; infinity is stored as (0, 0), which is on none.
package struct AffinePoint<Curve: ShortWeierstrassCurve>: Equatable, Sendable {
    package let x: Curve.Field
    package let y: Curve.Field

    /// The point with coordinates that are known to be on the curve, or (0, 0).
    @inline(__always)
    init(uncheckedX x: Curve.Field, y: Curve.Field) {
        self.x = x
        self.y = y
    }

    /// The point with the given coordinates, infinity for (0, 0), or nil when they are off the curve.
    package init?(x: Curve.Field, y: Curve.Field) {
        self.init(uncheckedX: x, y: y)
        guard isInfinity || y.squared == x.squared * x + Curve.b else { return nil }
    }

    /// The point at infinity.
    @inline(__always)
    package static var infinity: Self { Self(uncheckedX: .zero, y: .zero) }

    /// True for the point at infinity.
    @inline(__always)
    package var isInfinity: Bool { x.isZero && y.isZero }
}

extension AffinePoint {
    /// Additive inverse.
    @inline(__always)
    package static prefix func - (p: Self) -> Self { Self(uncheckedX: p.x, y: -p.y) }

    /// Sum, by the affine chord and tangent with one inversion.
    package static func + (p: Self, q: Self) -> Self {
        p.sum(with: q, inverseOfDenominator: p.slopeDenominator(with: q).inverse)
    }

    /// The denominator of the chord's or the tangent's slope; one when the sum needs none.
    @inline(__always)
    func slopeDenominator(with q: Self) -> Curve.Field {
        if isInfinity || q.isInfinity { return .one }
        if x != q.x { return q.x - x }
        // y is not zero, since no point has order two.
        return y == q.y ? y.doubled : .one
    }

    /// Sum, given the inverse of `slopeDenominator`.
    @inline(__always)
    func sum(with q: Self, inverseOfDenominator inverse: Curve.Field) -> Self {
        if isInfinity { return q }
        if q.isInfinity { return self }
        let slope: Curve.Field
        if x == q.x {
            guard y == q.y else { return .infinity }
            slope = x.squared.tripled * inverse
        } else {
            slope = (q.y - y) * inverse
        }
        let x3 = slope.squared - x - q.x
        return Self(uncheckedX: x3, y: slope * (x - x3) - y)
    }

    /// The affine form of a Jacobian point.
    init(_ p: JacobianPoint<Curve.Field>) {
        if p.isInfinity {
            self = .infinity
        } else {
            let zInverse = p.z.inverse
            let zzInverse = zInverse.squared
            self.init(uncheckedX: p.x * zzInverse, y: p.y * zzInverse * zInverse)
        }
    }

    /// The affine forms of Jacobian points, with one inversion for all.
    static func normalized(_ points: [JacobianPoint<Curve.Field>]) -> [Self] {
        var inverses = points.map { $0.isInfinity ? .one : $0.z }
        Curve.Field.invertAll(&inverses)
        return zip(points, inverses).map { point, zInverse in
            if point.isInfinity { return .infinity }
            let zzInverse = zInverse.squared
            return Self(uncheckedX: point.x * zzInverse, y: point.y * zzInverse * zInverse)
        }
    }
}

extension JacobianPoint {
    /// The same point, with z = 1 unless it is infinity.
    @inline(__always)
    init<Curve>(_ p: AffinePoint<Curve>) where Curve.Field == Field {
        self = p.isInfinity ? .infinity : Self(x: p.x, y: p.y, z: .one)
    }

    /// Sum with an affine point, which may be infinity.
    @inline(__always)
    static func + <Curve>(p: Self, q: AffinePoint<Curve>) -> Self where Curve.Field == Field {
        q.isInfinity ? p : p.adding(affineX: q.x, q.y)
    }
}
