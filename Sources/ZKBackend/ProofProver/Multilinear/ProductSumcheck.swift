package import ProofVerifier

/// The prover's sumcheck of <f, W> = sum over x of f(x) W(x), for tables f and W over the challenge field.
///
/// Binds variable 0 first: the two halves of both tables are folded in place. Field additions are exact, so no result
/// depends on the number of threads.
package struct ProductSumcheck: ~Copyable {
    /// Pairs below which a thread is not worth starting.
    static let pairsPerThread = 1 << 11

    /// f with the variables bound so far in the first `count` elements.
    private let elements: ArenaBuffer<CubicExtension>
    /// W with the same variables bound.
    private let weights: ArenaBuffer<CubicExtension>
    private let workers: Workers

    /// Values left in f.
    package private(set) var count: Int

    /// Starts with no variable bound.
    ///
    /// - Requires: Both tables have the same size, which as many halvings divide as variables are bound.
    package init(
        table: consuming ArenaBuffer<CubicExtension>,
        weights: consuming ArenaBuffer<CubicExtension>,
        workers: Workers
    ) {
        precondition(table.count == weights.count, "one weight for each value")
        count = table.count
        elements = table
        self.weights = weights
        self.workers = workers
    }

    /// f with the variables bound so far.
    package var table: [CubicExtension] { withTable { Array($0) } }

    /// Lends f with the variables bound so far.
    package borrowing func withTable<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<CubicExtension>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let count = count
        return try elements.withUnsafeMutableBufferPointer { (elements) throws(Failure) in
            try body(UnsafeBufferPointer(rebasing: elements[..<count]))
        }
    }

    /// Lends W with the variables bound so far, to which the caller may add claims between rounds.
    package borrowing func withWeights(_ body: (UnsafeMutableBufferPointer<CubicExtension>) -> Void) {
        weights.withUnsafeMutableBufferPointer { body(UnsafeMutableBufferPointer(rebasing: $0[..<count])) }
    }

    /// The polynomial of the next round.
    package borrowing func round() -> QuadraticRound {
        let kernels = Kernels.selected
        let half = count / 2
        return elements.withUnsafeMutableBufferPointer { elements in
            weights.withUnsafeMutableBufferPointer { weights in
                let (f, w) = (UnsafeBufferPointer(elements), UnsafeBufferPointer(weights))
                let sums = workers.sums(over: half, width: 2, minimum: Self.pairsPerThread) { range, sums in
                    guard let f = f.baseAddress, let w = w.baseAddress else { return }
                    kernels.addProducts(
                        f,
                        w,
                        half: half,
                        range,
                        valueAtZero: &sums[0],
                        leadingCoefficient: &sums[1]
                    )
                }
                return QuadraticRound(valueAtZero: sums[0], leadingCoefficient: sums[1])
            }
        }
    }

    /// Binds the next variable to a challenge.
    package mutating func bind(_ challenge: CubicExtension) {
        fold(elements, challenge)
        fold(weights, challenge)
        count /= 2
    }

    private borrowing func fold(_ table: borrowing ArenaBuffer<CubicExtension>, _ challenge: CubicExtension) {
        let kernels = Kernels.selected
        let half = count / 2
        table.withUnsafeMutableBufferPointer { table in
            // Safety: a thread writes its own range of the lower half, and nobody writes the upper.
            guard let target = table.baseAddress else { return }
            workers.forEachRange(of: half, minimum: Self.pairsPerThread) { range in
                kernels.fold(target, half: half, range, at: challenge)
            }
        }
    }
}
