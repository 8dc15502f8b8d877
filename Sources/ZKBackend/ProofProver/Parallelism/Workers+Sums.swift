package import ProofVerifier
import Synchronization

extension Workers {
    /// Adds up what the body puts into its accumulators, over disjoint ranges that cover `0..<total`.
    ///
    /// Addition in a field is exact and commutative, so the sums do not depend on the ranges.
    ///
    /// - Parameters:
    ///   - total: Number of items.
    ///   - width: Number of sums.
    ///   - alignment: Every range starts at a multiple of this number of items.
    ///   - minimum: Fewer items than this number for a thread are not worth one.
    ///   - body: Adds the items of a range to `width` accumulators of its own, zero at first.
    /// - Returns: The `width` sums.
    package func sums(
        over total: Int,
        width: Int,
        alignment: Int = 1,
        minimum: Int = 1,
        _ body: (Range<Int>, UnsafeMutableBufferPointer<CubicExtension>) -> Void
    ) -> [CubicExtension] {
        let totals = Mutex([CubicExtension](repeating: .zero, count: width))
        forEachRange(of: total, alignment: alignment, minimum: minimum) { range in
            withUnsafeTemporaryAllocation(of: CubicExtension.self, capacity: width) { accumulators in
                accumulators.initialize(repeating: .zero)
                body(range, accumulators)
                totals.withLock { totals in
                    for index in 0..<width { totals[index] += accumulators[index] }
                }
            }
        }
        return totals.withLock { $0 }
    }
}
