import Primitives

/// Multiples of one point, for many products with it: for each byte of a scalar a table of 255.
struct FixedBaseMultiples<Curve: ShortWeierstrassCurve>: Sendable {
    private static var windowCount: Int { 32 }
    private static var entryCount: Int { 255 }
    /// Products that advance together.
    private static var batchSize: Int { 512 }

    /// Entry 255 w + d - 1 is d 256^w times the base.
    private let table: [AffinePoint<Curve>]

    /// The multiples of a point.
    init(of base: AffinePoint<Curve>) {
        var entries: [JacobianPoint<Curve.Field>] = []
        entries.reserveCapacity(Self.windowCount * Self.entryCount)
        var windowBase = base
        for _ in 0..<Self.windowCount {
            var multiple = JacobianPoint(windowBase)
            for _ in 0..<Self.entryCount {
                entries.append(multiple)
                multiple = multiple + windowBase
            }
            windowBase = AffinePoint<Curve>(multiple)
        }
        table = AffinePoint.normalized(entries)
    }

    /// The base times each scalar.
    func products(_ scalars: ArraySlice<UInt256>) -> [AffinePoint<Curve>] {
        var products: [AffinePoint<Curve>] = []
        products.reserveCapacity(scalars.count)
        for start in stride(from: scalars.startIndex, to: scalars.endIndex, by: Self.batchSize) {
            products += productsTogether(scalars[start..<min(start + Self.batchSize, scalars.endIndex)])
        }
        return products
    }

    private func productsTogether(_ scalars: ArraySlice<UInt256>) -> [AffinePoint<Curve>] {
        var sums = [AffinePoint<Curve>](repeating: .infinity, count: scalars.count)
        var additions = PointAdditions()
        for window in 0..<Self.windowCount {
            additions.removeAll()
            for (index, scalar) in scalars.enumerated() {
                let digit = Int(truncatingIfNeeded: (scalar >> (8 * window)).l0 & 0xff)
                if digit == 0 { continue }
                let position = UInt32(truncatingIfNeeded: index)
                let entry = UInt32(truncatingIfNeeded: window * Self.entryCount + digit - 1)
                additions.append(position, entry, sum: position)
            }
            table.withUnsafeBufferPointer { table in
                sums.withUnsafeMutableBufferPointer { sums in
                    guard let table = table.baseAddress, let sums = sums.baseAddress else { return }
                    // A sum takes the place of its own left summand, which no other addition reads.
                    AffinePoint<Curve>.perform(additions, left: sums, right: table, to: sums)
                }
            }
        }
        return sums
    }
}
