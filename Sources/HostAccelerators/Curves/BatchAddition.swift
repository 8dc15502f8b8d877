extension AffinePoint {
    /// Two points of a pool to be added, and the place of their sum.
    struct Addition {
        let left: Int
        let right: Int
        let sum: Int
    }

    /// Performs additions among a pool of points with one inversion for all: six products each, seven of a point to itself,
    /// where Jacobian points take eleven and seven.
    ///
    /// An addition may overwrite what an earlier one or itself reads, but not what a later one does. All cases of the group law
    /// are handled.
    static func perform(_ additions: [Addition], on points: inout [Self]) {
        points.withUnsafeMutableBufferPointer { points in
            // Products of the denominators from the last to the first, so that the sums can be written from the first on.
            var suffixes: [Curve.Field] = []
            suffixes.reserveCapacity(additions.count)
            var product = Curve.Field.one
            for addition in additions.reversed() {
                suffixes.append(product)
                if let denominator = slopeDenominator(points[addition.left], points[addition.right]) {
                    product = product * denominator
                }
            }
            var inverse = product.inverse
            for (addition, suffix) in zip(additions, suffixes.reversed()) {
                let (p, q) = (points[addition.left], points[addition.right])
                guard let denominator = slopeDenominator(p, q) else {
                    points[addition.sum] = p.isInfinity ? q : q.isInfinity ? p : .infinity
                    continue
                }
                // Equal abscissas are left only by equal points.
                let numerator = p.x == q.x ? p.x.squared.tripled : q.y - p.y
                let slope = numerator * (inverse * suffix)
                inverse = inverse * denominator
                let x = slope.squared - p.x - q.x
                points[addition.sum] = Self(uncheckedX: x, y: slope * (p.x - x) - p.y)
            }
        }
    }

    /// The denominator of the chord's or the tangent's slope, or nil when the sum takes none: an infinity, or opposites.
    @inline(__always)
    private static func slopeDenominator(_ p: Self, _ q: Self) -> Curve.Field? {
        if p.isInfinity || q.isInfinity { return nil }
        if p.x == q.x { return p.y == q.y ? p.y.doubled : nil }
        return q.x - p.x
    }
}
