import Dispatch
import ProofVerifier

/// Threads that a prover may use; results never depend on their number.
public struct Workers: Sendable {
    /// Number of threads, at least 1.
    public let count: Int

    /// One thread: the caller's own.
    public static let one = Workers(count: 1)

    /// At least one and at most `count` threads.
    public init(count: Int) {
        self.count = max(1, count)
    }

    /// Splits `0..<total` into one contiguous range per thread and runs the body on all of them, returning when all are
    /// done.
    ///
    /// - Parameters:
    ///   - total: Number of items.
    ///   - alignment: Every range starts at a multiple of this number of items.
    ///   - minimum: Fewer items than this number for a thread are not worth one.
    ///   - body: Work on a non-empty range; ranges are disjoint, so bodies that write to their own items only do not
    ///     race.
    public func forEachRange(of total: Int, alignment: Int = 1, minimum: Int = 1, _ body: (Range<Int>) -> Void) {
        guard total > 0 else { return }
        let unit = max(1, alignment)
        let units = (total - 1) / unit + 1
        let threads = max(1, min(count, total / max(1, minimum), units))
        guard threads > 1 else { return body(0..<total) }
        withoutActuallyEscaping(body) { body in
            // Safety: bodies run on disjoint ranges and all end before this call does.
            nonisolated(unsafe) let body = body
            DispatchQueue.concurrentPerform(iterations: threads) { thread in
                let lower = units * thread / threads * unit
                let upper = min(total, units * (thread + 1) / threads * unit)
                if lower < upper { body(lower..<upper) }
            }
        }
    }
}
