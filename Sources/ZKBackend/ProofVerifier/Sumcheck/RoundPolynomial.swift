/// A univariate polynomial of small degree, given by its values at 0, 1, 2, ...
package enum RoundPolynomial {
    /// Largest degree that `evaluate` takes.
    package static let maximumDegree = 7

    /// 1/k for k = 1...maximumDegree.
    private static let inverses = (1...UInt64(maximumDegree)).map { Goldilocks($0).inverse ?? .zero }

    /// The value at a point, by Newton's forward differences.
    ///
    /// - Parameters:
    ///   - values: Values at 0...d with d at most `maximumDegree`; used up.
    ///   - point: Where to evaluate.
    /// - Returns: The value of the only polynomial of degree d or less through them.
    package static func evaluate(_ values: consuming [CubicExtension], at point: CubicExtension) -> CubicExtension {
        precondition(values.count <= maximumDegree + 1)
        var result = CubicExtension.zero
        var binomial = CubicExtension.one
        for order in values.indices {
            result += binomial * values[order]
            guard order + 1 < values.count else { break }
            for index in stride(from: values.count - 1, to: order, by: -1) { values[index] -= values[index - 1] }
            let step = point - CubicExtension(Goldilocks(UInt64(order)))
            binomial = binomial * step * inverses[order]
        }
        return result
    }
}
