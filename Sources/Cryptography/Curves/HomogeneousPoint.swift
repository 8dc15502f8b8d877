/// The coefficients of a line through points of a twist: a + b x + c y at a point (x, y) of G1, where a, b x and c y
/// belong to powers of w that depend on the twist.
struct TwistLine<Base: PairingBaseField>: Sendable {
    let a: QuadraticExtension<Base>
    let b: QuadraticExtension<Base>
    let c: QuadraticExtension<Base>
}

/// The point (x / z, y / z) of a twist, which a Miller loop moves.
///
/// Formulas of D. Aranha et al., "The Realm of the Pairings" (https://eprint.iacr.org/2013/722), section 4.
struct HomogeneousPoint<Base: PairingBaseField> {
    var x: QuadraticExtension<Base>
    var y: QuadraticExtension<Base>
    var z: QuadraticExtension<Base>

    /// Doubles the point, and returns the tangent.
    mutating func double() -> TwistLine<Base> {
        let a = (x * y).halved
        let b = y.squared
        let c = z.squared
        let e = Base.timesTwistConstant(c.tripled)
        let f = e.tripled
        let g = (b + f).halved
        let h = (y + z).squared - b - c
        let xx = x.squared
        x = a * (b - f)
        y = g.squared - e.squared.tripled
        z = b * h
        return TwistLine<Base>(a: b - e, b: -xx.tripled, c: h)
    }

    /// Adds `point`, and returns the chord.
    ///
    /// Where the multiple equals plus or minus `point`, which the order r excludes, z becomes zero.
    mutating func add<Curve>(_ point: AffinePoint<Curve>) -> TwistLine<Base>
    where Curve.Field == QuadraticExtension<Base> {
        let theta = y - point.y * z
        let lambda = x - point.x * z
        let c = theta.squared
        let d = lambda.squared
        let e = lambda * d
        let f = z * c
        let g = x * d
        let h = e + f - g.doubled
        x = lambda * h
        y = theta * (g - h) - e * y
        z = z * e
        return TwistLine<Base>(a: theta * point.x - lambda * point.y, b: -theta, c: lambda)
    }

    /// Whether both are the same finite point.
    func isSamePoint<Curve>(as point: AffinePoint<Curve>) -> Bool where Curve.Field == QuadraticExtension<Base> {
        !z.isZero && x == point.x * z && y == point.y * z
    }
}
