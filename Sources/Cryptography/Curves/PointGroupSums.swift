// Not in the guest, whose image would change by code that it never calls.
#if !hasFeature(Embedded)
/// Memory for points in groups, one group after another, whose sums are made in rounds that add neighbours in pairs.
///
/// It is kept from use to use: fresh pages would cost as much as the additions.
package struct PointGroupSums<Curve: ShortWeierstrassCurve>: Sendable {
    /// The points of all groups, in order of groups.
    var points: [AffinePoint<Curve>]
    private var spare: [AffinePoint<Curve>]
    private var additions = PointAdditions()

    /// Memory for up to `capacity` points.
    package init(capacity: Int) {
        points = [AffinePoint<Curve>](repeating: .infinity, count: capacity)
        spare = points
    }

    /// The sum of each group, infinity of an empty one; the points are lost.
    ///
    /// - Parameters:
    ///   - groupLengths: How many of the points each group has, together no more than there is memory for.
    ///   - add: Performs additions.
    /// - Returns: As many sums as groups.
    mutating func sums(_ groupLengths: [Int], _ add: AffinePoint<Curve>.Adder) -> [AffinePoint<Curve>] {
        var lengths = groupLengths
        // Locals, so that each array has one owner while it is written.
        var (from, to, list) = (points, spare, additions)
        (points, spare, additions) = ([], [], PointAdditions())
        defer { (points, spare, additions) = (from, to, list) }
        while (lengths.max() ?? 0) > 1 {
            list.removeAll()
            var first = 0
            var next = 0
            for group in lengths.indices {
                let length = lengths[group]
                for pair in 0..<length / 2 {
                    let left = UInt32(truncatingIfNeeded: first + 2 * pair)
                    list.append(left, left + 1, sum: UInt32(truncatingIfNeeded: next + pair))
                }
                first += length
                next += length / 2
                if length & 1 == 1 {
                    to[next] = from[first - 1]
                    next += 1
                }
                lengths[group] = (length + 1) / 2
            }
            from.withUnsafeBufferPointer { from in
                to.withUnsafeMutableBufferPointer { to in
                    guard let from = from.baseAddress, let to = to.baseAddress else { return }
                    add(list, from, from, to)
                }
            }
            swap(&from, &to)
        }
        var position = 0
        return lengths.map { length in
            defer { position += length }
            return length == 0 ? .infinity : from[position]
        }
    }
}
#endif
