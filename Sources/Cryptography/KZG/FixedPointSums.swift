/// Sums of multiples of points that stay the same from sum to sum.
///
/// Each point is kept with its products by 2^32, 2^64 and 2^96, so that scalars fall into eight parts of 32 bits, with
/// the curve's endomorphism, and few buckets serve all: a sum's points are put into buckets by digit (N. Pippenger, "On
/// the evaluation of powers and related problems", 1976, with signed digits), and running sums over the buckets weigh
/// each with its digit. All additions are made in batches of affine ones, across parts, places and sums.
package struct FixedPointSums: Sendable {
    private typealias G1 = BLS12381.G1

    private static let partBitWidth = 32
    private static let partCount = 4
    /// With five places of 7 bits, an addition for each of 8 * 64 parts and two for each of 64 buckets are fewest.
    private static let digitBitWidth = 7
    private static let bucketCount = 1 << (digitBitWidth - 1)

    /// For each sum its points, then their products by 2^32 and so on.
    private let points: [[BLS12381.G1]]
    private let pointCount: Int

    /// Sums of the given points of the subgroup, as many in each.
    package init(_ sums: [[BLS12381.G1]]) {
        let pointCount = sums.first?.count ?? 0
        points = sums.map { first in
            var pool = first
            for part in 1..<Self.partCount {
                pool += pool.suffix(pointCount)
                let start = part * pointCount
                let doublings = (start..<start + pointCount).map { G1.Addition(left: $0, right: $0, sum: $0) }
                for _ in 0..<Self.partBitWidth { G1.perform(doublings, on: &pool) }
            }
            return pool
        }
        self.pointCount = pointCount
    }

    /// The sums with the given scalars, one for each point.
    package func sums(_ scalars: [[BLS12381.Fr]]) -> [BLS12381.G1] {
        var results: [BLS12381.G1] = []
        // Enough sums side by side that an inversion does not count, few enough to stay in the cache.
        for start in stride(from: 0, to: points.count, by: 16) {
            results += sums(start..<min(start + 16, points.count), scalars)
        }
        return results
    }

    private func sums(_ range: Range<Int>, _ scalars: [[BLS12381.Fr]]) -> [BLS12381.G1] {
        var pool: [G1] = []
        for index in range { pool += buckets(points[index], scalars[index]) }

        // Bucket b of a place has the weight b + 1: from the highest bucket down, the running sum is added to the
        // total.
        let running = pool.count
        let laneCount = running / Self.bucketCount
        let totals = running + laneCount
        pool += [G1](repeating: .infinity, count: 2 * laneCount)
        let addRunning = (0..<laneCount).map { G1.Addition(left: totals + $0, right: running + $0, sum: totals + $0) }
        for bucket in stride(from: Self.bucketCount - 1, through: 0, by: -1) {
            // The totals take the running sums before these change.
            let addBucket = (0..<laneCount).map { lane in
                G1.Addition(left: running + lane, right: lane * Self.bucketCount + bucket, sum: running + lane)
            }
            G1.perform(addRunning + addBucket, on: &pool)
        }
        G1.perform(addRunning, on: &pool)

        let placeCount = laneCount / range.count
        let sums = range.indices.map { index in
            let lane = totals + (index - range.lowerBound) * placeCount
            var sum = JacobianPoint<BLS12381.Fp>.infinity
            for place in stride(from: placeCount - 1, through: 0, by: -1) {
                for _ in 0..<Self.digitBitWidth { sum = sum.doubled }
                sum = sum + pool[lane + place]
            }
            return sum
        }
        return G1.normalized(sums)
    }

    /// The sums of a sum's points by place and digit, those of the lowest place first.
    private func buckets(_ points: [BLS12381.G1], _ scalars: [BLS12381.Fr]) -> [BLS12381.G1] {
        let halves = scalars.map { $0.halves }
        let mask: UInt128 = 1 &<< UInt128(Self.partBitWidth) &- 1
        var parts: [UInt128] = []
        for half in [halves.map { $0.low }, halves.map { $0.high }] {
            for part in 0..<Self.partCount {
                parts += half.map { $0 &>> UInt128(part * Self.partBitWidth) & mask }
            }
        }
        let digits = SignedDigits(parts, numberBitWidth: Self.partBitWidth, digitBitWidth: Self.digitBitWidth)
        let all = points + points.map { $0.endomorphism }
        var buckets = BucketSums<BLS12381.G1Curve>(bucketCount: digits.placeCount * Self.bucketCount)
        for place in 0..<digits.placeCount {
            for index in all.indices {
                let digit = digits.digit(of: index, at: place)
                if digit == 0 { continue }
                buckets.add(digit < 0 ? -all[index] : all[index], to: place * Self.bucketCount + abs(digit) - 1)
            }
        }
        return buckets.sums()
    }
}
