/// Values of univariate polynomials given by their coefficients, the constant one first.
package enum UnivariatePolynomial {
    /// The value of a short polynomial, by Horner's rule.
    package static func evaluate(_ coefficients: [CubicExtension], at point: CubicExtension) -> CubicExtension {
        coefficients.reversed().reduce(.zero) { $0 * point + $1 }
    }
}
