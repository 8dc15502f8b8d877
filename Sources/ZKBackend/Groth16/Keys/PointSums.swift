package import Cryptography
package import Primitives
package import ProofProver
import Synchronization

/// Sums of products and products of one point, on several threads.
package enum PointSums {
    /// The sum of points of G1, each times its scalar.
    ///
    /// - Requires: As many scalars, below r, as points.
    package static func sum(_ points: [BN254.G1], _ scalars: [UInt256], _ workers: Workers) -> BN254.G1 {
        precondition(points.count == scalars.count, "as many scalars as points")
        let digits = BucketDigits(scalars)
        let sums = map(digits.windowCount, workers) { BN254.G1.windowSum(points, digits, window: $0) }
        return BN254.G1.sum(ofWindows: sums, width: digits.width)
    }

    /// The sum of points of G2, each times its scalar.
    ///
    /// - Requires: As many scalars, below r, as points.
    package static func sum(_ points: [BN254.G2], _ scalars: [UInt256], _ workers: Workers) -> BN254.G2 {
        precondition(points.count == scalars.count, "as many scalars as points")
        let digits = BucketDigits(scalars)
        let sums = map(digits.windowCount, workers) { BN254.G2.windowSum(points, digits, window: $0) }
        return BN254.G2.sum(ofWindows: sums, width: digits.width)
    }

    /// The generator of G1 times each scalar.
    static func products(_ multiples: BN254G1Multiples, _ scalars: [BN254.Fr], _ workers: Workers) -> [BN254.G1] {
        let values = scalars.map(\.value)
        return map((scalars.count + chunk - 1) / chunk, workers) { index in
            multiples.products(values[index * chunk..<min((index + 1) * chunk, values.count)])
        }.flatMap { $0 }
    }

    /// The generator of G2 times each scalar.
    static func products(_ multiples: BN254G2Multiples, _ scalars: [BN254.Fr], _ workers: Workers) -> [BN254.G2] {
        let values = scalars.map(\.value)
        return map((scalars.count + chunk - 1) / chunk, workers) { index in
            multiples.products(values[index * chunk..<min((index + 1) * chunk, values.count)])
        }.flatMap { $0 }
    }

    /// Products that a thread makes at a time.
    private static let chunk = 2048

    /// The results of a function on 0..<count, in order.
    private static func map<Result: Sendable>(
        _ count: Int,
        _ workers: Workers,
        _ function: (Int) -> Result
    ) -> [Result] {
        let results = Mutex([Result?](repeating: nil, count: count))
        workers.forEachRange(of: count) { range in
            for index in range {
                let result = function(index)
                results.withLock { $0[index] = result }
            }
        }
        // Every index has its result: the ranges cover all.
        return results.withLock { $0.compactMap { $0 } }
    }
}
