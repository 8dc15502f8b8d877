import ProofVerifier

/// Prover of one layer's sumcheck: the sum over x of eq(rho, x) (p0 q1 + p1 q0 + lambda q0 q1)(x).
///
/// The halves of the child layer are the tables p0, p1, q0, q1. With s = p0 + lambda q0 the summand is s q1 + p1 q0:
/// two products per point. Each round folds the tables by the last challenge and sums in one pass, in place.
struct LayerSumcheck {
    private let children: FractionLayer
    private let lambda: CubicExtension
    /// eq of the coordinates of rho that follow the round's own; the next round's table is the sum of its two halves.
    private var weights: [CubicExtension]
    /// Nodes of a table, after the folds so far.
    private var size: Int
    private let workers: Workers

    /// Takes over the child layer of the layer on which there is a claim at rho.
    init(children: FractionLayer, point: [CubicExtension], lambda: CubicExtension, workers: Workers) {
        self.children = children
        self.lambda = lambda
        self.workers = workers
        size = 1 << point.count
        weights = EqualityPolynomial.table(point.dropFirst())
    }

    /// The first round's t(0) and t(2); replaces p0 by s on the way.
    mutating func firstRound() -> [CubicExtension] {
        let half = size / 2
        let (tables, lambda, kernels) = (tables, lambda, Kernels.selected)
        return weights.withUnsafeBufferPointer { weights in
            let weights = weights.baseAddress.unsafelyUnwrapped
            return workers.sums(over: half, width: 2, minimum: FractionLayer.minimumNodesOfThread) { range, sums in
                kernels.firstLayerRound(
                    tables,
                    weights: weights,
                    lambda: lambda,
                    half: half,
                    range,
                    atZero: &sums[0],
                    atTwo: &sums[1]
                )
            }
        }
    }

    /// A later round's t(0) and t(2), after the challenge of the round before.
    mutating func nextRound(_ challenge: CubicExtension) -> [CubicExtension] {
        size /= 2
        let half = size / 2
        let (tables, stride, kernels) = (tables, size, Kernels.selected)
        return weights.withUnsafeMutableBufferPointer { weights in
            let weights = weights.baseAddress.unsafelyUnwrapped
            // Safety: nodes low, low + half, ... of one residue are read and written by the thread of low only.
            return workers.sums(over: half, width: 2, minimum: FractionLayer.minimumNodesOfThread) { range, sums in
                kernels.layerRound(
                    tables,
                    weights: weights,
                    at: challenge,
                    half: half,
                    stride: stride,
                    range,
                    atZero: &sums[0],
                    atTwo: &sums[1]
                )
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
        let numerators = children.numerators.baseAddress.unsafelyUnwrapped
        let denominators = children.denominators.baseAddress.unsafelyUnwrapped
        return Kernels.LayerTables(
            s: numerators,
            p1: numerators + half,
            q0: denominators,
            q1: denominators + half
        )
    }
}
