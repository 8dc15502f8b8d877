/// A point (x / z^2, y / z^3) of a curve y^2 = x^3 + b; infinity when z is zero.
///
/// Formulas dbl-2009-l, madd-2007-bl and add-2007-bl of https://hyperelliptic.org/EFD/g1p/auto-shortw-jacobian-0.html,
/// with every exceptional case handled. Not constant time: no secret ever comes here.
struct JacobianPoint<Field: CoordinateField> {
    var x: Field
    var y: Field
    var z: Field
}

extension JacobianPoint {
    @inline(__always)
    static var infinity: Self { Self(x: .one, y: .one, z: .zero) }

    @inline(__always)
    var isInfinity: Bool { z.isZero }

    @inline(__always)
    var negated: Self { Self(x: x, y: -y, z: z) }

    /// Twice the point.
    ///
    /// No point of either curve has order two, and infinity stays infinity.
    var doubled: Self {
        let xx = x.squared
        let yy = y.squared
        let e = xx.doubled + xx
        let (d, x3, y3): (Field, Field, Field)
        if Field.sumOfProductsReducesOnce {
            d = (x * yy).doubled.doubled
            x3 = e.squared - d.doubled
            y3 = Field.sumOfProducts(e, d - x3, -yy.doubled.doubled.doubled, yy)
        } else {
            let yyyy = yy.squared
            d = ((x + yy).squared - xx - yyyy).doubled
            x3 = e.squared - d.doubled
            y3 = e * (d - x3) - yyyy.doubled.doubled.doubled
        }
        return Self(x: x3, y: y3, z: (y * z).doubled)
    }

    /// Sum with the affine point (x2, y2), which is not infinity.
    func adding(affineX x2: Field, _ y2: Field) -> Self {
        if isInfinity { return Self(x: x2, y: y2, z: .one) }
        let zz = z.squared
        let h = x2 * zz - x
        let halfR = y2 * z * zz - y
        if h.isZero { return halfR.isZero ? doubled : .infinity }
        let hh = h.squared
        let i = hh.doubled.doubled
        let j = h * i
        let r = halfR.doubled
        let v = x * i
        let x3 = r.squared - j - v.doubled
        return Self(
            x: x3,
            y: Field.sumOfProducts(r, v - x3, -y.doubled, j),
            z: (z + h).squared - zz - hh
        )
    }

    /// Sum of two points.
    static func + (p: Self, q: Self) -> Self {
        if p.isInfinity { return q }
        if q.isInfinity { return p }
        let zz1 = p.z.squared
        let zz2 = q.z.squared
        let u1 = p.x * zz2
        let h = q.x * zz1 - u1
        let s1 = p.y * q.z * zz2
        let halfR = q.y * p.z * zz1 - s1
        if h.isZero { return halfR.isZero ? p.doubled : .infinity }
        let i = h.doubled.squared
        let j = h * i
        let r = halfR.doubled
        let v = u1 * i
        let x3 = r.squared - j - v.doubled
        return Self(
            x: x3,
            y: Field.sumOfProducts(r, v - x3, -s1.doubled, j),
            z: ((p.z + q.z).squared - zz1 - zz2) * h
        )
    }

    /// Whether both are the same point.
    func isSamePoint(as other: Self) -> Bool {
        if isInfinity || other.isInfinity { return isInfinity && other.isInfinity }
        let zz = z.squared
        let otherZZ = other.z.squared
        return x * otherZZ == other.x * zz && y * otherZZ * other.z == other.y * zz * z
    }
}
