import Dispatch
import ProofVerifier
import Synchronization

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

    /// Ranges for each thread: one that is held up by other work on the machine leaves its next ranges to the others.
    private static let rangesPerThread = 4

    /// Splits `0..<total` into contiguous ranges and runs the body on all of them, returning when all are done.
    ///
    /// A thread that has ended a range takes the next.
    ///
    /// - Parameters:
    ///   - total: Number of items.
    ///   - alignment: Every range starts at a multiple of this number of items.
    ///   - minimum: Fewer items than this number are not worth a range.
    ///   - body: Work on a non-empty range; ranges are disjoint, so bodies that write to their own items only do not
    ///     race.
    public func forEachRange(of total: Int, alignment: Int = 1, minimum: Int = 1, _ body: (Range<Int>) -> Void) {
        guard total > 0 else { return }
        let unit = max(1, alignment)
        let units = (total - 1) / unit + 1
        let ranges = min(Self.rangesPerThread * count, total / max(1, minimum), units)
        let threads = min(count, ranges)
        guard threads > 1 else { return body(0..<total) }
        let next = Atomic<Int>(0)
        withoutActuallyEscaping(body) { body in
            // Safety: bodies run on disjoint ranges and all end before this call does.
            nonisolated(unsafe) let body = body
            DispatchQueue.concurrentPerform(iterations: threads) { _ in
                while true {
                    let number = next.add(1, ordering: .relaxed).oldValue
                    guard number < ranges else { return }
                    let lower = units * number / ranges * unit
                    let upper = min(total, units * (number + 1) / ranges * unit)
                    if lower < upper { body(lower..<upper) }
                }
            }
        }
    }
}
