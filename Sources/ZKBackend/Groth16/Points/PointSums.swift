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
        let digits = BucketDigits(zip(points, scalars).map { $0.isInfinity ? .zero : $1 })
        let add = PointArithmetic.selected.g1
        let sums = map(digits.windowCount, workers, memory: BN254.G1.windowMemory(digits)) { window, memory in
            BN254.G1.windowSum(points, digits, window: window, &memory, add)
        }
        return BN254.G1.sum(ofWindows: sums, width: digits.width)
    }

    /// The sum of points of G2, each times its scalar.
    ///
    /// - Requires: As many scalars, below r, as points.
    package static func sum(_ points: [BN254.G2], _ scalars: [UInt256], _ workers: Workers) -> BN254.G2 {
        precondition(points.count == scalars.count, "as many scalars as points")
        let digits = BucketDigits(zip(points, scalars).map { $0.isInfinity ? .zero : $1 })
        let add = PointArithmetic.selected.g2
        let sums = map(digits.windowCount, workers, memory: BN254.G2.windowMemory(digits)) { window, memory in
            BN254.G2.windowSum(points, digits, window: window, &memory, add)
        }
        return BN254.G2.sum(ofWindows: sums, width: digits.width)
    }

    /// The generator of G1 times each scalar.
    static func products(_ multiples: BN254G1Multiples, _ scalars: [BN254.Fr], _ workers: Workers) -> [BN254.G1] {
        let values = scalars.map(\.value)
        let add = PointArithmetic.selected.g1
        return map((scalars.count + chunk - 1) / chunk, workers, memory: ()) { index, _ in
            multiples.products(values[index * chunk..<min((index + 1) * chunk, values.count)], add)
        }.flatMap { $0 }
    }

    /// The generator of G2 times each scalar.
    static func products(_ multiples: BN254G2Multiples, _ scalars: [BN254.Fr], _ workers: Workers) -> [BN254.G2] {
        let values = scalars.map(\.value)
        let add = PointArithmetic.selected.g2
        return map((scalars.count + chunk - 1) / chunk, workers, memory: ()) { index, _ in
            multiples.products(values[index * chunk..<min((index + 1) * chunk, values.count)], add)
        }.flatMap { $0 }
    }

    /// Products that a thread makes at a time.
    private static let chunk = 2048

    /// The results of a function on 0..<count, in order, with memory of its own for each thread's run of indices.
    private static func map<Result: Sendable, Memory: Sendable>(
        _ count: Int,
        _ workers: Workers,
        memory: Memory,
        _ function: (Int, inout Memory) -> Result
    ) -> [Result] {
        let results = Mutex([Result?](repeating: nil, count: count))
        workers.forEachRange(of: count) { range in
            var memory = memory
            for index in range {
                let result = function(index, &memory)
                results.withLock { $0[index] = result }
            }
        }
        // Every index has its result: the ranges cover all.
        return results.withLock { $0.compactMap { $0 } }
    }
}
