import Primitives

// N. Pippenger, "On the evaluation of powers and related problems", 1976, in the form with buckets and signed digits: a window
// of the scalars sorts the points into buckets by their digit, and running sums over the buckets weigh each with its digit.
// All additions are made in batches of affine ones, across windows and, in the second part, across sums.
extension AffinePoint where Curve: EndomorphismCurve {
    /// A scalar part and the point that it multiplies, which is not infinity.
    typealias Term = (part: UInt128, point: Self)

    /// The terms of a sum of multiples of points of the subgroup of order r.
    static func terms(_ points: some Collection<Self>, _ scalars: some Collection<UInt256>) -> [Term] {
        var terms: [Term] = []
        terms.reserveCapacity(2 * points.count)
        for (point, scalar) in zip(points, scalars) where !point.isInfinity {
            for term in Curve.split(scalar, point) where term.part != 0 { terms.append(term) }
        }
        return terms
    }

    /// Several independent sums of products.
    ///
    /// - Parameter sums: The terms of each sum.
    /// - Returns: As many points.
    static func bucketSums(_ sums: [[Term]]) -> [JacobianPoint<Curve.Field>] {
        let windows = BucketWindows(termCount: sums.map(\.count).max() ?? 0, bitWidth: Curve.partBitWidth)
        // Enough windows side by side that an inversion does not count, few enough to stay in the cache.
        let groupSize = max(1, 256 / windows.count)
        var results: [JacobianPoint<Curve.Field>] = []
        for start in stride(from: 0, to: sums.count, by: groupSize) {
            results += bucketSums(sums[start..<min(start + groupSize, sums.count)], windows)
        }
        return results
    }

    private static func bucketSums(
        _ sums: ArraySlice<[Term]>,
        _ windows: BucketWindows
    ) -> [JacobianPoint<Curve.Field>] {
        var pool: [Self] = []
        var products: [Curve.Field] = []
        for terms in sums { pool += buckets(of: terms, windows, products: &products) }

        // Bucket b of a window has the weight b + 1: from the highest bucket down, the running sum is added to the total.
        let laneCount = sums.count * windows.count
        let running = pool.count
        let totals = running + laneCount
        pool += [Self](repeating: .infinity, count: 2 * laneCount)
        let addRunning = (0..<laneCount).map { Addition(left: totals + $0, right: running + $0, sum: totals + $0) }
        for bucket in stride(from: windows.bucketCount - 1, through: 0, by: -1) {
            // The totals take the running sums before these change.
            let addBucket = (0..<laneCount).map { lane in
                Addition(left: running + lane, right: lane * windows.bucketCount + bucket, sum: running + lane)
            }
            perform(addRunning + addBucket, on: &pool, products: &products)
        }
        perform(addRunning, on: &pool, products: &products)

        return sums.indices.map { index in
            let lane = totals + (index - sums.startIndex) * windows.count
            var sum = JacobianPoint<Curve.Field>.infinity
            for window in stride(from: windows.count - 1, through: 0, by: -1) {
                for _ in 0..<windows.bitWidth { sum = sum.doubled }
                sum = sum + pool[lane + window]
            }
            return sum
        }
    }

    /// The sums of the terms' points by window and digit, each window's one behind the other.
    private static func buckets(
        of terms: [Term],
        _ windows: BucketWindows,
        products: inout [Curve.Field]
    ) -> [Self] {
        let digits = windows.digits(of: terms.map(\.part))
        var buckets: [Self] = []
        buckets.reserveCapacity(windows.count * windows.bucketCount)
        // As many windows at once as leave the points in the cache.
        let chunk = max(1, 16_384 / max(1, terms.count))
        for first in stride(from: 0, to: windows.count, by: chunk) {
            let range = first..<min(first + chunk, windows.count)
            var sorted = SortedTerms(terms, digits, range, windows)
            while let additions = sorted.nextAdditions() {
                perform(additions, on: &sorted.points, products: &products)
                sorted.moveLeftovers()
            }
            buckets += sorted.firstPoints
        }
        return buckets
    }

    /// The points of some windows, sorted by bucket, to be added pairwise until each bucket holds one.
    private struct SortedTerms {
        var points: [AffinePoint]
        /// Where each bucket begins, and one end.
        private var starts: [Int]
        /// How many points each bucket has left.
        private var counts: [Int]
        /// A last point without a partner, to be moved behind its bucket's sums.
        private var leftovers: [(from: Int, to: Int)] = []

        init(_ terms: [Term], _ digits: [Int16], _ range: Range<Int>, _ windows: BucketWindows) {
            counts = [Int](repeating: 0, count: range.count * windows.bucketCount)
            for (lane, window) in range.enumerated() {
                for digit in digits[window * terms.count..<(window + 1) * terms.count] where digit != 0 {
                    counts[lane * windows.bucketCount + Int(digit.magnitude) - 1] += 1
                }
            }
            starts = []
            starts.reserveCapacity(counts.count)
            var total = 0
            for count in counts {
                starts.append(total)
                total += count
            }
            var free = starts
            points = [AffinePoint](repeating: .infinity, count: total)
            for (lane, window) in range.enumerated() {
                for (index, term) in terms.enumerated() {
                    let digit = digits[window * terms.count + index]
                    if digit == 0 { continue }
                    let bucket = lane * windows.bucketCount + Int(digit.magnitude) - 1
                    points[free[bucket]] = digit < 0 ? -term.point : term.point
                    free[bucket] += 1
                }
            }
        }

        /// A round of additions of neighbours, or nil when no bucket has two points.
        mutating func nextAdditions() -> [Addition]? {
            var additions: [Addition] = []
            leftovers.removeAll(keepingCapacity: true)
            for bucket in counts.indices where counts[bucket] > 1 {
                let (start, count) = (starts[bucket], counts[bucket])
                for pair in 0..<count / 2 {
                    let left = start + 2 * pair
                    additions.append(Addition(left: left, right: left + 1, sum: start + pair))
                }
                if count % 2 == 1 { leftovers.append((from: start + count - 1, to: start + count / 2)) }
                counts[bucket] = (count + 1) / 2
            }
            return additions.isEmpty ? nil : additions
        }

        /// Closes the gaps that a round leaves.
        mutating func moveLeftovers() {
            for leftover in leftovers { points[leftover.to] = points[leftover.from] }
        }

        /// The first point of each bucket, infinity of an empty one.
        var firstPoints: [AffinePoint] {
            counts.indices.map { counts[$0] == 0 ? .infinity : points[starts[$0]] }
        }
    }
}

/// How scalars are cut into windows of signed digits.
struct BucketWindows {
    /// Bits of a window.
    let bitWidth: Int
    /// Number of windows.
    let count: Int
    /// Buckets of a window: the magnitudes that a digit other than zero has.
    var bucketCount: Int { 1 << (bitWidth - 1) }

    /// The windows that take the fewest products for a number of terms with scalars of a number of bits.
    init(termCount: Int, bitWidth scalarBitWidth: Int) {
        // Signed digits carry into one more bit.
        func windowCount(_ bitWidth: Int) -> Int { (scalarBitWidth + bitWidth) / bitWidth }
        // An addition for each term and two for each bucket.
        func cost(_ bitWidth: Int) -> Int { windowCount(bitWidth) * (termCount + 2 << (bitWidth - 1)) }
        bitWidth = (2...14).min { cost($0) < cost($1) } ?? 2
        count = windowCount(bitWidth)
    }

    /// The digits of scalars, in -2^(w - 1) + 1...2^(w - 1), those of the lowest window first, then of the next.
    func digits(of scalars: [UInt128]) -> [Int16] {
        var digits = [Int16](repeating: 0, count: count * scalars.count)
        let mask: UInt128 = 1 &<< UInt128(bitWidth) &- 1
        for (index, scalar) in scalars.enumerated() {
            var rest = scalar
            var carry: Int16 = 0
            for window in 0..<count {
                var digit = Int16(truncatingIfNeeded: rest & mask) + carry
                rest = rest &>> UInt128(bitWidth)
                carry = Int(digit) > bucketCount ? 1 : 0
                if carry == 1 { digit -= Int16(1 << bitWidth) }
                digits[window * scalars.count + index] = digit
            }
        }
        return digits
    }
}
