/// The simplified Shallue-van de Woestijne-Ulas map to a curve y^2 = x^3 + A x + B, followed by an isogeny to a curve
/// with A = 0 (RFC 9380, 6.6.2 and 6.6.3).
package protocol MapToCurve {
    /// The isogeny's target.
    associatedtype Curve: ShortWeierstrassCurve where Curve.Field: SignedField
    /// The constant A, not zero.
    static var a: Curve.Field { get }
    /// The constant B, not zero.
    static var b: Curve.Field { get }
    /// -B / A.
    static var negatedBOverA: Curve.Field { get }
    /// B / (Z A).
    static var exceptionalX: Curve.Field { get }
    /// The constant Z, which is not a square.
    static var z: Curve.Field { get }
    /// A square root of g, or of Z^3 u^6 g when g is no square.
    static func root(of g: Curve.Field, for u: Curve.Field) -> (root: Curve.Field, isSquare: Bool)
    /// The isogeny.
    static var isogeny: IsogenyPolynomials<Curve.Field> { get }
}

/// A field whose elements have a sign.
package protocol SignedField: CoordinateField {
    /// RFC 9380's sgn0 (4.1).
    var isOdd: Bool { get }
}

/// An isogeny (x, y) -> (xn(x) / xd(x), y yn(x) / yd(x)), each polynomial with its lowest coefficient first.
package struct IsogenyPolynomials<Field: CoordinateField>: Sendable {
    package let xNumerator: [Field]
    package let xDenominator: [Field]
    package let yNumerator: [Field]
    package let yDenominator: [Field]

    /// The image of a point; infinity for a pole.
    func image(x: Field, y: Field) -> JacobianPoint<Field> {
        let xd = Self.value(of: xDenominator, at: x)
        let yd = Self.value(of: yDenominator, at: x)
        let ydyd = yd.squared
        // With z = xd yd.
        return JacobianPoint(
            x: Self.value(of: xNumerator, at: x) * xd * ydyd,
            y: y * Self.value(of: yNumerator, at: x) * xd.squared * xd * ydyd,
            z: xd * yd
        )
    }

    private static func value(of polynomial: [Field], at x: Field) -> Field {
        polynomial.reversed().reduce(.zero) { $0 * x + $1 }
    }
}

extension MapToCurve {
    /// The point of y^2 = x^3 + A x + B that a field element maps to.
    package static func isogenousPoint(of u: Curve.Field) -> (x: Curve.Field, y: Curve.Field) {
        let zuu = z * u.squared
        let sum = zuu.squared + zuu
        let x1 = sum.isZero ? exceptionalX : negatedBOverA * (.one + sum.inverse)
        let (root, isSquare) = root(of: (x1.squared + a) * x1 + b, for: u)
        return (isSquare ? x1 : zuu * x1, u.isOdd == root.isOdd ? root : -root)
    }

    /// The point of the isogeny's target that a field element maps to, not always of the subgroup.
    static func point(of u: Curve.Field) -> JacobianPoint<Curve.Field> {
        let (x, y) = isogenousPoint(of: u)
        return isogeny.image(x: x, y: y)
    }
}

extension BLS12381.Fp: SignedField {
    /// Whether the integer is odd.
    package var isOdd: Bool { plainLimbs.l0 & 1 == 1 }
}

extension QuadraticExtension: SignedField where Base: SignedField {
    /// Whether the real part is odd, or the factor of i when the real part is zero.
    package var isOdd: Bool { c0.isZero ? c1.isOdd : c0.isOdd }
}

extension AffinePoint where Curve == BLS12381.G1Curve {
    /// The point of the subgroup that a field element maps to (EIP-2537).
    package init(mapping u: BLS12381.Fp) {
        // The effective cofactor is 1 - x = z + 1.
        let point = BLS12381.G1Isogeny.point(of: u)
        self.init(point.multipliedByCurveParameter + point)
    }
}

extension AffinePoint where Curve == BLS12381.G2Curve {
    /// The point of the subgroup that an element of Fp2 maps to (EIP-2537).
    ///
    /// The effective cofactor's multiple is (x^2 - x - 1) P + (x - 1) psi(P) + 2 psi^2(P): A. Budroni, F. Pintore,
    /// "Efficient hash maps to G2 on BLS curves" (https://eprint.iacr.org/2017/419).
    package init(mapping u: BLS12381.Fp2) {
        let point = BLS12381.G2Isogeny.point(of: u)
        let multiple = point.multipliedByCurveParameter.negated
        let image = point.frobenius
        let second = (multiple + image).multipliedByCurveParameter.negated
        self.init(second + multiple.negated + point.negated + image.negated + point.doubled.frobenius.frobenius)
    }
}
