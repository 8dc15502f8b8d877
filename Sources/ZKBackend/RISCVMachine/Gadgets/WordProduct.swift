package import ProofVerifier

/// The product of two words in limbs of 16 bits, of which the uppermost may be negative.
package enum WordProduct {
    /// Sums of limb products at the weights 1, 2^32, 2^64 and 2^96.
    ///
    /// Limbs are below 2^16, and the uppermost ones in -2^16..<2^16, so that a sum of products of equal weight is in
    /// -2^33..<2^34 and those returned, which join two weights, are in -2^50..<2^51.
    ///
    /// - Parameters:
    ///   - a: Four limbs, least significant first.
    ///   - b: Four limbs.
    /// - Returns: Four sums, of the degrees of a and b together.
    package static func sums(_ a: [Expression], _ b: [Expression]) -> [Expression] {
        stride(from: 0, to: 8, by: 2).map { weight in
            sum(a, b, weight: weight) + Expression(1 << 16) * sum(a, b, weight: weight + 1)
        }
    }

    private static func sum(_ a: [Expression], _ b: [Expression], weight: Int) -> Expression {
        a.indices.reduce(Expression(0)) { sum, index in
            b.indices.contains(weight - index) ? sum + a[index] * b[weight - index] : sum
        }
    }
}
