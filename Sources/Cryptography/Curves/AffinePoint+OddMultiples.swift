extension AffinePoint {
    /// The first odd multiples of a point that is not infinity and of a large prime order.
    package static func oddMultiples(of point: Self, count: Int) -> [Self] {
        var multiple = JacobianPoint(point)
        let twice = multiple.doubled
        var multiples: [JacobianPoint<Curve.Field>] = []
        multiples.reserveCapacity(count)
        multiples.append(multiple)
        for _ in 1..<count {
            multiple = multiple + twice
            multiples.append(multiple)
        }
        return normalized(multiples)
    }
}
