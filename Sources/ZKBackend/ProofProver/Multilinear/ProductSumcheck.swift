package import ProofVerifier

/// The prover's sumcheck of <f, W> = sum over x of f(x) W(x), for a table f of the base field and a dense weight W.
///
/// Binds variable 0 first: the two halves of both tables are folded in place. Field additions are exact, so no result
/// depends on the number of threads.
package struct ProductSumcheck {
    /// Pairs below which a thread is not worth starting.
    static let pairsPerThread = 1 << 11

    /// f while no variable is bound, else empty.
    private var baseTable: [Goldilocks]
    /// f with at least one variable bound, else empty.
    private var extensionTable: [CubicExtension] = []
    /// W with the same variables bound.
    private var weights: [CubicExtension]
    private let workers: Workers

    /// Starts with no variable bound.
    ///
    /// - Requires: Both tables have the same size, a power of two.
    package init(table: [Goldilocks], weights: consuming [CubicExtension], workers: Workers) {
        precondition(table.count == weights.count && table.count.nonzeroBitCount == 1)
        baseTable = table
        self.weights = weights
        self.workers = workers
    }

    /// Values left in f.
    package var count: Int { weights.count }

    /// f with the variables bound so far.
    package var table: [CubicExtension] {
        baseTable.isEmpty ? extensionTable : baseTable.map { CubicExtension($0) }
    }

    /// Lets the caller add claims to the weight between rounds.
    package mutating func updateWeights(_ update: (inout [CubicExtension]) -> Void) {
        update(&weights)
    }

    /// The polynomial of the next round.
    package func round() -> QuadraticRound {
        weights.withUnsafeBufferPointer { weights in
            baseTable.isEmpty
                ? extensionTable.withUnsafeBufferPointer { table in
                    sum { kernels, half, range, at, leading in
                        guard let f = table.baseAddress, let w = weights.baseAddress else { return }
                        kernels.addProducts(f, w, half: half, range, valueAtZero: &at, leadingCoefficient: &leading)
                    }
                }
                : baseTable.withUnsafeBufferPointer { table in
                    sum { kernels, half, range, at, leading in
                        guard let f = table.baseAddress, let w = weights.baseAddress else { return }
                        kernels.addProducts(f, w, half: half, range, valueAtZero: &at, leadingCoefficient: &leading)
                    }
                }
        }
    }

    /// Binds the next variable to a challenge.
    package mutating func bind(_ challenge: CubicExtension) {
        if baseTable.isEmpty {
            Self.fold(&extensionTable, challenge, workers)
        } else {
            extensionTable = Self.folded(baseTable, challenge, workers)
            baseTable = []
        }
        Self.fold(&weights, challenge, workers)
    }

    private func sum(
        _ body: (Kernels, Int, Range<Int>, inout CubicExtension, inout CubicExtension) -> Void
    ) -> QuadraticRound {
        let kernels = Kernels.selected
        let half = count / 2
        let sums = workers.sums(over: half, width: 2, minimum: Self.pairsPerThread) { range, sums in
            body(kernels, half, range, &sums[0], &sums[1])
        }
        return QuadraticRound(valueAtZero: sums[0], leadingCoefficient: sums[1])
    }

    // Static, so that nothing else holds the table: a second reference would have it copied.
    private static func fold(_ table: inout [CubicExtension], _ challenge: CubicExtension, _ workers: Workers) {
        let kernels = Kernels.selected
        let half = table.count / 2
        table.withUnsafeMutableBufferPointer { table in
            // Safety: a thread writes its own range of the lower half, and nobody writes the upper.
            guard let target = table.baseAddress else { return }
            workers.forEachRange(of: half, minimum: pairsPerThread) { range in
                kernels.fold(target, half: half, range, at: challenge)
            }
        }
        table.removeLast(half)
    }

    private static func folded(
        _ table: [Goldilocks],
        _ challenge: CubicExtension,
        _ workers: Workers
    ) -> [CubicExtension] {
        let kernels = Kernels.selected
        let half = table.count / 2
        return [CubicExtension](unsafeUninitializedCapacity: half) { folded, count in
            table.withUnsafeBufferPointer { table in
                // Safety: a thread writes its own range, and all of them the first half elements.
                guard let source = table.baseAddress, let target = folded.baseAddress else { return }
                workers.forEachRange(of: half, minimum: pairsPerThread) { range in
                    kernels.fold(target, source, half: half, range, at: challenge)
                }
            }
            count = half
        }
    }
}
