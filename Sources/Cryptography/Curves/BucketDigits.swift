package import Primitives

/// Scalars below 2^254 in signed digits, for the bucket method (N. Pippenger, "On the evaluation of powers and related
/// problems", 1976) window by window.
package struct BucketDigits: Sendable {
    /// Bits that a scalar may have.
    private static var scalarBitWidth: Int { 254 }

    /// Bits of a digit, from 2 to 15.
    package let width: Int
    /// Number of scalars.
    package let count: Int
    /// Number of digits of each.
    package let windowCount: Int
    /// The digits, from -2^(width - 1) + 1 to 2^(width - 1): the lowest of all scalars, then the next.
    private let digits: [Int16]

    /// The digits of scalars.
    ///
    /// - Parameters:
    ///   - scalars: Numbers below 2^254.
    ///   - width: Bits of a digit, from 2 to 15; the fastest as measured when it is nil.
    package init(_ scalars: [UInt256], width: Int? = nil) {
        let width = min(max(2, width ?? Self.bestWidth(count: scalars.count)), 15)
        // The bits left at the top, one at least, take the last carry.
        let windowCount = Self.scalarBitWidth / width + 1
        let count = scalars.count
        let mask = UInt64(1) << UInt64(width) - 1
        let half = 1 << (width - 1)
        digits = [Int16](unsafeUninitializedCapacity: windowCount * count) { digits, initializedCount in
            for index in 0..<count {
                var rest = scalars[index]
                var carry = 0
                for window in 0..<windowCount {
                    let digit = Int(truncatingIfNeeded: rest.l0 & mask) + carry
                    rest = rest.shiftedRight(belowWord: width)
                    carry = digit > half ? 1 : 0
                    digits[window * count + index] = Int16(truncatingIfNeeded: digit - carry << width)
                }
            }
            initializedCount = windowCount * count
        }
        self.width = width
        self.count = count
        self.windowCount = windowCount
    }

    /// The digits of a window.
    func window(_ window: Int) -> ArraySlice<Int16> { digits[window * count..<(window + 1) * count] }

    /// The width that takes the fewest additions: for each window one for a scalar and two for a bucket.
    private static func bestWidth(count: Int) -> Int {
        func work(_ width: Int) -> Int { (scalarBitWidth / width + 1) * (count + 2 << (width - 1)) }
        return (2...15).min { work($0) < work($1) } ?? 2
    }
}

extension UInt256 {
    /// The number shifted right by 1 to 63 bits.
    @inline(__always)
    fileprivate func shiftedRight(belowWord bits: Int) -> UInt256 {
        let (right, left) = (UInt64(truncatingIfNeeded: bits), UInt64(truncatingIfNeeded: 64 - bits))
        return UInt256(
            l0: l0 &>> right | l1 &<< left,
            l1: l1 &>> right | l2 &<< left,
            l2: l2 &>> right | l3 &<< left,
            l3: l3 &>> right
        )
    }
}

extension AffinePoint {
    /// The sum of the points, each times its digit of one window.
    ///
    /// The points of one digit value are summed first, and each value's sum is weighted after. A bucket's weight is
    /// one more than a row and a column of a square of buckets, so that rows and columns are summed by batches of
    /// affine additions too, and only as many running sums are left as the square has sides.
    ///
    /// - Parameters:
    ///   - points: As many points as there are digits in a window.
    ///   - digits: The scalars' digits.
    ///   - window: Which window.
    static func bucketSum(_ points: [Self], _ digits: BucketDigits, window: Int) -> Self {
        let digitsOfWindow = digits.window(window)
        let bucketCount = 1 << (digits.width - 1)
        var lengths = [Int](repeating: 0, count: bucketCount)
        for (point, digit) in zip(points, digitsOfWindow) where digit != 0 && !point.isInfinity {
            lengths[Int(digit.magnitude) - 1] += 1
        }
        var ends: [Int] = []
        ends.reserveCapacity(bucketCount)
        var total = 0
        for length in lengths {
            ends.append(total)
            total += length
        }
        if total == 0 { return .infinity }
        var sorted = [Self](repeating: .infinity, count: total)
        for (point, digit) in zip(points, digitsOfWindow) where digit != 0 && !point.isInfinity {
            let bucket = Int(digit.magnitude) - 1
            sorted[ends[bucket]] = digit < 0 ? -point : point
            ends[bucket] += 1
        }
        let buckets = PointGroups(points: sorted, lengths: lengths).sums()

        let columnCount = 1 << (digits.width / 2)
        let rowCount = max(1, bucketCount / columnCount)
        var members: [Self] = []
        var memberCounts: [Int] = []
        func appendGroup(_ indices: StrideTo<Int>) {
            let before = members.count
            for index in indices where !buckets[index].isInfinity { members.append(buckets[index]) }
            memberCounts.append(members.count - before)
        }
        for row in 0..<rowCount {
            appendGroup(stride(from: row * columnCount, to: min((row + 1) * columnCount, bucketCount), by: 1))
        }
        for column in 0..<min(columnCount, bucketCount) {
            appendGroup(stride(from: column, to: bucketCount, by: columnCount))
        }
        let sums = PointGroups(points: members, lengths: memberCounts).sums()
        var sum = weighted(sums[1..<rowCount])
        for _ in 0..<digits.width / 2 { sum = sum.doubled }
        return Self(sum + weighted(sums[rowCount...]))
    }

    /// The sum of (i + 1) times the i-th point.
    private static func weighted(_ points: ArraySlice<Self>) -> JacobianPoint<Curve.Field> {
        // The running sum from the last point down holds each as often as its weight says.
        var running = JacobianPoint<Curve.Field>.infinity
        var sum = running
        for point in points.reversed() {
            running = running + point
            sum = sum + running
        }
        return sum
    }

    /// The whole sum of products, given the sums of all windows, lowest first.
    static func combined(_ windowSums: [Self], width: Int) -> Self {
        var sum = JacobianPoint<Curve.Field>.infinity
        for windowSum in windowSums.reversed() {
            for _ in 0..<width { sum = sum.doubled }
            sum = sum + windowSum
        }
        return Self(sum)
    }
}
