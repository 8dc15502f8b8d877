/// Multilinear extensions of the columns that are not committed.
enum FixedColumnEvaluation {
    /// The extension of the row's number: the sum of r_i 2^(h-1-i).
    static func rowIndex(at point: some Collection<CubicExtension>) -> CubicExtension {
        point.reduce(.zero) { $0 + $0 + $1 }
    }

    /// The extension of given values, followed by zeros up to 2^h rows; values beyond 2^h rows do not count.
    ///
    /// Takes time and memory of the order of the values, whatever the height.
    static func values(_ values: [Goldilocks], at point: some BidirectionalCollection<CubicExtension>) -> CubicExtension
    {
        let variables = min(point.count, logCeiling(values.count))
        let scale = EqualityPolynomial.evaluate(point.dropLast(variables), at: 0)
        let weights = EqualityPolynomial.table(point.suffix(variables), scale: scale)
        return zip(weights, values).reduce(.zero) { $0 + $1.0 * $1.1 }
    }
}
