/// Points in groups, one group after another, and the sum of each group: in rounds that add neighbours in pairs.
struct PointGroups<Curve: ShortWeierstrassCurve> {
    private var points: [AffinePoint<Curve>]
    private var lengths: [Int]

    /// Groups of the given lengths, in one array.
    init(points: [AffinePoint<Curve>], lengths: [Int]) {
        self.points = points
        self.lengths = lengths
    }

    /// The sum of each group, infinity of an empty one.
    consuming func sums() -> [AffinePoint<Curve>] {
        var spare = [AffinePoint<Curve>](repeating: .infinity, count: points.count)
        var additions = PointAdditions()
        while (lengths.max() ?? 0) > 1 {
            additions.removeAll()
            var first = 0
            var next = 0
            for group in lengths.indices {
                let length = lengths[group]
                for pair in 0..<length / 2 {
                    let left = UInt32(truncatingIfNeeded: first + 2 * pair)
                    additions.append(left, left + 1, sum: UInt32(truncatingIfNeeded: next + pair))
                }
                first += length
                next += length / 2
                if length & 1 == 1 {
                    spare[next] = points[first - 1]
                    next += 1
                }
                lengths[group] = (length + 1) / 2
            }
            points.withUnsafeBufferPointer { points in
                spare.withUnsafeMutableBufferPointer { spare in
                    guard let points = points.baseAddress, let spare = spare.baseAddress else { return }
                    AffinePoint<Curve>.perform(additions, left: points, right: points, to: spare)
                }
            }
            swap(&points, &spare)
        }
        var position = 0
        return lengths.map { length in
            defer { position += length }
            return length == 0 ? .infinity : points[position]
        }
    }
}
