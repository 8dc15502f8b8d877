// N. Pippenger's bucket method: with digits of c bits, the points of one digit value are summed first, and each value's
// sum is weighted after. Signed digits halve the buckets.
extension AffinePoint where Curve: EndomorphismCurve {
    /// The sum of products; there may be none, since multiples of the group's order have no parts.
    static func bucketSum(_ parts: [(magnitude: UInt128, point: Self)]) -> JacobianPoint<Curve.Field> {
        if parts.isEmpty { return .infinity }
        let width = windowWidth(count: parts.count)
        // The last window takes the carry.
        let windowCount = Curve.partBitWidth / width + 1
        var digits: [Int16] = []
        digits.reserveCapacity(parts.count * windowCount)
        for part in parts { appendDigits(of: part.magnitude, width: width, count: windowCount, to: &digits) }

        // Windows are summed together as long as that makes rounds of additions longer.
        let windowsAtOnce = max(1, 4096 / parts.count)
        var sum = JacobianPoint<Curve.Field>.infinity
        var end = windowCount
        while end > 0 {
            let windows = max(0, end - windowsAtOnce)..<end
            var buckets = BucketSums<Curve>(bucketCount: windows.count << (width - 1))
            for window in windows {
                let firstBucket = (window - windows.lowerBound) << (width - 1)
                for (index, part) in parts.enumerated() {
                    let digit = Int(digits[index * windowCount + window])
                    if digit == 0 { continue }
                    buckets.add(digit < 0 ? -part.point : part.point, to: firstBucket + abs(digit) - 1)
                }
            }
            let bucketSums = buckets.sums()
            for window in windows.reversed() {
                for _ in 0..<width { sum = sum.doubled }
                let firstBucket = (window - windows.lowerBound) << (width - 1)
                sum = sum + weightedSum(bucketSums[firstBucket..<firstBucket + 1 << (width - 1)])
            }
            end = windows.lowerBound
        }
        return sum
    }

    /// The width of digits that needs the least work: for each window, one addition for a part and about four for a
    /// bucket.
    private static func windowWidth(count: Int) -> Int {
        func work(_ width: Int) -> Int { (Curve.partBitWidth / width + 1) * (count + 4 << (width - 1)) }
        return (2...14).min { work($0) < work($1) } ?? 2
    }

    /// Appends the signed digits of a scalar, the lowest first, each from -2^(width - 1) + 1 to 2^(width - 1).
    private static func appendDigits(of scalar: UInt128, width: Int, count: Int, to digits: inout [Int16]) {
        var rest = scalar
        var carry = 0
        for _ in 0..<count {
            let digit = Int(truncatingIfNeeded: rest & (UInt128(1) << UInt128(width) - 1)) + carry
            rest >>= UInt128(width)
            carry = digit > 1 << (width - 1) ? 1 : 0
            digits.append(Int16(truncatingIfNeeded: digit - carry << width))
        }
    }

    /// The sum of (i + 1) times the i-th bucket.
    private static func weightedSum(_ buckets: ArraySlice<Self>) -> JacobianPoint<Curve.Field> {
        // The running sum from the highest bucket down holds each as often as its weight says.
        var running = JacobianPoint<Curve.Field>.infinity
        var sum = running
        for bucket in buckets.reversed() {
            running = running + bucket
            sum = sum + running
        }
        return sum
    }
}

/// Sums of affine points, many at a time: in rounds that add the points of each bucket in pairs, all with one
/// inversion.
struct BucketSums<Curve: ShortWeierstrassCurve> {
    private let bucketCount: Int
    private var points: [AffinePoint<Curve>] = []
    private var buckets: [Int] = []

    init(bucketCount: Int) {
        self.bucketCount = bucketCount
    }

    mutating func add(_ point: AffinePoint<Curve>, to bucket: Int) {
        points.append(point)
        buckets.append(bucket)
    }

    /// The sum of each bucket's points.
    consuming func sums() -> [AffinePoint<Curve>] {
        // Sort by bucket, by counting.
        var lengths = [Int](repeating: 0, count: bucketCount)
        for bucket in buckets { lengths[bucket] += 1 }
        var starts: [Int] = []
        starts.reserveCapacity(bucketCount)
        var total = 0
        for length in lengths {
            starts.append(total)
            total += length
        }
        var ends = starts
        var sorted = [AffinePoint<Curve>](repeating: .infinity, count: total)
        for (point, bucket) in zip(points, buckets) {
            sorted[ends[bucket]] = point
            ends[bucket] += 1
        }

        var denominators: [Curve.Field] = []
        while (lengths.max() ?? 0) > 1 {
            denominators.removeAll(keepingCapacity: true)
            for (start, length) in zip(starts, lengths) {
                for first in stride(from: start, to: start + length - 1, by: 2) {
                    denominators.append(sorted[first].slopeDenominator(with: sorted[first + 1]))
                }
            }
            Curve.Field.invertAll(&denominators)
            var pair = 0
            for (bucket, start) in starts.enumerated() where lengths[bucket] > 1 {
                let length = lengths[bucket]
                var next = start
                for first in stride(from: start, to: start + length - 1, by: 2) {
                    sorted[next] = sorted[first].sum(with: sorted[first + 1], inverseOfDenominator: denominators[pair])
                    next += 1
                    pair += 1
                }
                if length & 1 == 1 { sorted[next] = sorted[start + length - 1] }
                lengths[bucket] = (length + 1) / 2
            }
        }
        return zip(starts, lengths).map { $1 == 0 ? .infinity : sorted[$0] }
    }
}
