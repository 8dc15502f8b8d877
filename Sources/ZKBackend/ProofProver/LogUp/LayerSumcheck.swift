import ProofVerifier

/// Prover of one layer's sumcheck: the sum over x of eq(rho, x) (p0 q1 + p1 q0 + lambda q0 q1)(x).
///
/// The halves of the child layer are the tables p0, p1, q0, q1. With s = p0 + lambda q0 the summand is s q1 + p1 q0:
/// two products per point. Each round folds the tables by the last challenge and sums in one pass, in place.
struct LayerSumcheck {
    private let children: FractionLayer
    private let lambda: CubicExtension
    /// rho, of which the coordinates after the round's own weight the nodes.
    private let point: [CubicExtension]
    /// Rounds so far.
    private var round = 0
    /// Nodes of a table, after the folds so far.
    private var size: Int
    private let workers: Workers

    /// Takes over the child layer of the layer on which there is a claim at rho.
    init(children: FractionLayer, point: [CubicExtension], lambda: CubicExtension, workers: Workers) {
        self.children = children
        self.lambda = lambda
        self.workers = workers
        size = 1 << point.count
        self.point = point
    }

    /// The first round's t(0) and t(2); replaces p0 by s on the way.
    mutating func firstRound() -> [CubicExtension] {
        let (tables, lambda, kernels, half) = (tables, lambda, Kernels.selected, size / 2)
        return sums { range, weights, atZero, atTwo in
            kernels.firstLayerRound(
                tables,
                weights: weights,
                lambda: lambda,
                half: half,
                range,
                atZero: &atZero,
                atTwo: &atTwo
            )
        }
    }

    /// A later round's t(0) and t(2), after the challenge of the round before.
    mutating func nextRound(_ challenge: CubicExtension) -> [CubicExtension] {
        size /= 2
        let (tables, stride, kernels, half) = (tables, size, Kernels.selected, size / 2)
        // Safety: nodes low, low + half, ... of one residue are read and written by the thread of low only.
        return sums { range, weights, atZero, atTwo in
            kernels.layerRound(
                tables,
                weights: weights,
                at: challenge,
                half: half,
                stride: stride,
                range,
                atZero: &atZero,
                atTwo: &atTwo
            )
        }
    }

    /// Adds up a round over the nodes of the lower halves, in blocks whose weights have a factor in common.
    private mutating func sums(
        _ body: (Range<Int>, UnsafePointer<CubicExtension>, inout CubicExtension, inout CubicExtension) -> Void
    ) -> [CubicExtension] {
        round += 1
        let weights = RowWeights(point.dropFirst(round))
        let block = weights.inner.count
        return weights.inner.withUnsafeBufferPointer { inner in
            workers.sums(over: size / 2, width: 2, minimum: FractionLayer.minimumNodesOfThread) { range, sums in
                var start = range.lowerBound
                while start < range.upperBound {
                    let end = min(range.upperBound, (start / block + 1) * block)
                    var (atZero, atTwo) = (CubicExtension.zero, CubicExtension.zero)
                    body(start..<end, inner.baseAddress.unsafelyUnwrapped + start % block, &atZero, &atTwo)
                    let factor = weights.outer(at: start)
                    sums[0] += factor * atZero
                    sums[1] += factor * atTwo
                    start = end
                }
            }
        }
    }

    /// p0, p1, q0, q1 at the sumcheck's point, after the last challenge; nil when there was no round.
    func finish(_ challenge: CubicExtension?) -> [CubicExtension] {
        withExtendedLifetime(children) {
            let tables = [tables.s, tables.p1, tables.q0, tables.q1]
            guard let challenge else { return tables.map { $0[0] } }
            let values = tables.map { $0[0] + challenge * ($0[1] - $0[0]) }
            return [values[0] - lambda * values[2], values[1], values[2], values[3]]
        }
    }

    /// Safety: both halves of the children have 2^(variables) nodes, and `size` never exceeds that; the layer lives as
    /// long as self.
    private var tables: Kernels.LayerTables {
        let half = 1 << (children.logCount - 1)
        let (numerators, denominators) = (children.numerators, children.denominators)
        return Kernels.LayerTables(
            s: numerators,
            p1: numerators + half,
            q0: denominators,
            q1: denominators + half
        )
    }
}
