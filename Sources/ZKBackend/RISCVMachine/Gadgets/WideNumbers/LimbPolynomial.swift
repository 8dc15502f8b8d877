package import ProofVerifier

/// A polynomial in B = 2^16 over the row: what a product of numbers in limbs of 16 bits is before carries are handed
/// on.
///
/// Its value is the number: coefficients may be greater than B, or negative.
package struct LimbPolynomial: Sendable {
    /// Coefficients, that of B^0 first.
    package var coefficients: [Expression]

    /// The polynomial of given coefficients.
    package init(_ coefficients: [Expression]) {
        self.coefficients = coefficients
    }

    /// The coefficient of B^k; zero beyond the end.
    package subscript(_ k: Int) -> Expression {
        coefficients.indices.contains(k) ? coefficients[k] : Expression(0)
    }

    /// The number of a 32-bit group: coefficients 2 g and 2 g + 1.
    package func group(_ g: Int) -> Expression {
        self[2 * g] + Expression(1 << 16) * self[2 * g + 1]
    }

    /// a + b, coefficient by coefficient.
    package static func + (a: Self, b: Self) -> Self {
        Self((0..<max(a.coefficients.count, b.coefficients.count)).map { a[$0] + b[$0] })
    }

    /// a - b, coefficient by coefficient.
    package static func - (a: Self, b: Self) -> Self {
        Self((0..<max(a.coefficients.count, b.coefficients.count)).map { a[$0] - b[$0] })
    }

    /// a b: coefficient k is the sum of all a_i b_(k - i).
    package static func * (a: Self, b: Self) -> Self {
        var product = [Expression](repeating: 0, count: a.coefficients.count + b.coefficients.count - 1)
        for (i, x) in a.coefficients.enumerated() {
            for (j, y) in b.coefficients.enumerated() { product[i + j] = product[i + j] + x * y }
        }
        return Self(product)
    }

    /// The square, with each product of two different limbs once.
    package var squared: Self {
        let limbs = coefficients
        return Self(
            (0..<2 * limbs.count - 1).map { k in
                var sum = Expression(0)
                for i in max(0, k - limbs.count + 1)...min(k, limbs.count - 1) where i < k - i {
                    sum = sum + limbs[i] * limbs[k - i]
                }
                let twice = Expression(2) * sum
                return k.isMultiple(of: 2) ? twice + limbs[k / 2] * limbs[k / 2] : twice
            }
        )
    }

    /// Every coefficient times a factor.
    package func scaled(by factor: Expression) -> Self { Self(coefficients.map { factor * $0 }) }
}
