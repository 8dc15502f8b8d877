extension AffinePoint {
    /// Two points of a pool to be added, and the place of their sum.
    struct Addition {
        let left: Int
        let right: Int
        let sum: Int
    }

    /// Performs additions among a pool of points with one inversion for all: six products each, seven of a point to
    /// itself, where Jacobian points take eleven and seven.
    ///
    /// An addition may overwrite what an earlier one or itself reads, but not what a later one does. All cases of the
    /// group law are handled.
    static func perform(_ additions: [Addition], on points: inout [Self]) {
        var inverses = additions.map { points[$0.left].slopeDenominator(with: points[$0.right]) }
        Curve.Field.invertAll(&inverses)
        for (addition, inverse) in zip(additions, inverses) {
            points[addition.sum] = points[addition.left].sum(
                with: points[addition.right],
                inverseOfDenominator: inverse
            )
        }
    }
}
