/// The prover's sumcheck of <f, W> = sum over x of f(x) W(x), for a table f of the base field and a dense weight W.
///
/// Binds variable 0 first: the two halves of both tables are folded in place. Field additions are exact, so no result depends
/// on the number of threads.
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
                ? extensionTable.withUnsafeBufferPointer { extensionRound($0, weights) }
                : baseTable.withUnsafeBufferPointer { baseRound($0, weights) }
        }
    }

    /// Binds the next variable to a challenge.
    package mutating func bind(_ challenge: CubicExtension) {
        if baseTable.isEmpty {
            Self.fold(&extensionTable, challenge, workers)
        } else {
            extensionTable = folded(baseTable, challenge)
            baseTable = []
        }
        Self.fold(&weights, challenge, workers)
    }

    // Safety, here and below: indices stay below half of a count that both buffers share, and a thread writes its own range only. Buffers are
    // bound to constants because a loop reloads a captured variable in each turn.

    private func baseRound(
        _ table: UnsafeBufferPointer<Goldilocks>,
        _ weights: UnsafeBufferPointer<CubicExtension>
    ) -> QuadraticRound {
        let half = table.count / 2
        return sum(half) { range in
            var atZero = CubicProductSum()
            var leading = CubicProductSum()
            for index in range {
                let (low, high) = (table[index], table[index + half])
                let (lowWeight, highWeight) = (weights[index], weights[index + half])
                atZero.add(lowWeight, low)
                leading.add(highWeight - lowWeight, high - low)
            }
            return QuadraticRound(valueAtZero: atZero.value, leadingCoefficient: leading.value)
        }
    }

    private func extensionRound(
        _ table: UnsafeBufferPointer<CubicExtension>,
        _ weights: UnsafeBufferPointer<CubicExtension>
    ) -> QuadraticRound {
        let half = table.count / 2
        return sum(half) { range in
            var atZero = CubicProductSum()
            var leading = CubicProductSum()
            for index in range {
                let (low, high) = (table[index], table[index + half])
                let (lowWeight, highWeight) = (weights[index], weights[index + half])
                atZero.add(lowWeight, low)
                leading.add(highWeight - lowWeight, high - low)
            }
            return QuadraticRound(valueAtZero: atZero.value, leadingCoefficient: leading.value)
        }
    }

    private func sum(_ pairs: Int, _ body: (Range<Int>) -> QuadraticRound) -> QuadraticRound {
        workers.sum(
            of: pairs,
            minimum: Self.pairsPerThread,
            zero: QuadraticRound(valueAtZero: .zero, leadingCoefficient: .zero),
            add: {
                QuadraticRound(
                    valueAtZero: $0.valueAtZero + $1.valueAtZero,
                    leadingCoefficient: $0.leadingCoefficient + $1.leadingCoefficient
                )
            },
            body
        )
    }

    // Static, so that nothing else holds the table: a second reference would have it copied.
    private static func fold(_ table: inout [CubicExtension], _ challenge: CubicExtension, _ workers: Workers) {
        let half = table.count / 2
        table.withUnsafeMutableBufferPointer { table in
            let target = table
            workers.forEachRange(of: half, minimum: Self.pairsPerThread) { range in
                for index in range {
                    target[index] += (target[index + half] - target[index]) * challenge
                }
            }
        }
        table.removeLast(half)
    }

    private func folded(_ table: [Goldilocks], _ challenge: CubicExtension) -> [CubicExtension] {
        let half = table.count / 2
        return table.withUnsafeBufferPointer { table in
            [CubicExtension](unsafeUninitializedCapacity: half) { folded, count in
                let target = folded
                workers.forEachRange(of: half, minimum: Self.pairsPerThread) { range in
                    for index in range {
                        let difference = table[index + half] - table[index]
                        target.initializeElement(at: index, to: challenge * difference + table[index])
                    }
                }
                count = half
            }
        }
    }
}
