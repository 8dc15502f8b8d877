/// Independent additions of affine points, by positions in arrays: made in batches with one inversion each.
struct PointAdditions {
    /// The position of each left summand.
    var left: [UInt32] = []
    /// The position of each right summand.
    var right: [UInt32] = []
    /// The position of each sum.
    var sum: [UInt32] = []

    mutating func removeAll() {
        left.removeAll(keepingCapacity: true)
        right.removeAll(keepingCapacity: true)
        sum.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    mutating func append(_ left: UInt32, _ right: UInt32, sum: UInt32) {
        self.left.append(left)
        self.right.append(right)
        self.sum.append(sum)
    }
}

extension AffinePoint {
    /// Additions that share an inversion: enough that it does not count, few enough to stay in the first cache.
    private static var batchSize: Int { 512 }

    /// Performs additions; six products each, seven of a point to itself. All cases of the group law are handled.
    ///
    /// - Parameters:
    ///   - additions: Positions, all within the memory given; the sums' positions differ.
    ///   - left: The left summands.
    ///   - right: The right summands.
    ///   - sums: Where sums go: memory that no other addition reads.
    static func perform(
        _ additions: PointAdditions,
        left: UnsafePointer<Self>,
        right: UnsafePointer<Self>,
        to sums: UnsafeMutablePointer<Self>
    ) {
        withUnsafeTemporaryAllocation(of: Curve.Field.self, capacity: 2 * batchSize) { memory in
            guard let denominators = memory.baseAddress else { return }
            let prefixes = denominators + batchSize
            for start in stride(from: 0, to: additions.left.count, by: batchSize) {
                let count = min(batchSize, additions.left.count - start)
                var product = Curve.Field.one
                for index in 0..<count {
                    let p = left[Int(additions.left[start + index])]
                    let denominator = p.slopeDenominator(with: right[Int(additions.right[start + index])])
                    (denominators + index).initialize(to: denominator)
                    (prefixes + index).initialize(to: product)
                    product = product * denominator
                }
                var suffixInverse = product.inverse
                for index in stride(from: count - 1, through: 0, by: -1) {
                    let inverse = suffixInverse * prefixes[index]
                    suffixInverse = suffixInverse * denominators[index]
                    let p = left[Int(additions.left[start + index])]
                    let q = right[Int(additions.right[start + index])]
                    sums[Int(additions.sum[start + index])] = p.sum(with: q, inverseOfDenominator: inverse)
                }
            }
        }
    }
}
