/// Weights that are the powers of an element.
///
/// A claim on a table under 1, y, y^2 and so on is the value at y of the univariate polynomial whose coefficients are
/// the table.
package enum PowerWeight {
    /// The multilinear extension of the weights at a point of n coordinates: the product of 1 - x_j + x_j
    /// y^(2^(n-1-j)).
    package static func evaluate(
        _ y: CubicExtension,
        at point: some BidirectionalCollection<CubicExtension>
    ) -> CubicExtension {
        var power = y
        var product = CubicExtension.one
        for coordinate in point.reversed() {
            product *= .one + coordinate * (power - .one)
            power *= power
        }
        return product
    }
}
