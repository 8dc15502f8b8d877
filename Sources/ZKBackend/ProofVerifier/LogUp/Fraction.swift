/// A fraction over the challenge field that is added without division.
package struct Fraction: Equatable, Sendable {
    /// p in p / q.
    package var numerator: CubicExtension
    /// q in p / q.
    package var denominator: CubicExtension

    /// 0 / 1, the neutral element of addition.
    package static let zero = Fraction(numerator: .zero, denominator: .one)

    /// `numerator / denominator`, not reduced; a denominator of zero is allowed and survives every sum.
    package init(numerator: CubicExtension, denominator: CubicExtension) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// p0 / q0 + p1 / q1 = (p0 q1 + p1 q0) / (q0 q1); a zero denominator stays zero.
    package static func + (a: Fraction, b: Fraction) -> Fraction {
        Fraction(
            numerator: a.numerator * b.denominator + b.numerator * a.denominator,
            denominator: a.denominator * b.denominator
        )
    }
}

/// What GKR leaves to be shown: the multilinear extensions of all leaves at one point.
package struct LeafClaim: Equatable, Sendable {
    /// The point rho; its first coordinate belongs to the most significant bit of a leaf's number.
    package var point: [CubicExtension]
    /// Claimed values of the extensions of the numerators and of the denominators.
    package var fraction: Fraction

    /// The claim, still to be shown, that both extensions have the values of `fraction` at `point`.
    package init(point: [CubicExtension], fraction: Fraction) {
        self.point = point
        self.fraction = fraction
    }
}
