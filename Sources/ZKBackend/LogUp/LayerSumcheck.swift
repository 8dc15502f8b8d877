/// Prover of one layer's sumcheck: the sum over x of eq(rho, x) (p0 q1 + p1 q0 + lambda q0 q1)(x).
///
/// The halves of the child layer are the tables p0, p1, q0, q1. With s = p0 + lambda q0 the summand is s q1 + p1 q0: two products
/// a point. Each round folds the tables by the last challenge and sums in one pass, in place.
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
        let (s, p1, q0, q1) = tables
        let lambda = lambda
        return weights.withUnsafeBufferPointer { weights in
            workers.sums(over: half, width: 2, minimum: FractionLayer.minimumNodesOfThread) { range, sums in
                var (t0, t2) = (CubicExtension.zero, CubicExtension.zero)
                for low in range {
                    let high = low + half
                    s[low] += lambda * q0[low]
                    s[high] += lambda * q0[high]
                    let weight = weights[low]
                    t0 += weight * (s[low] * q1[low] + p1[low] * q0[low])
                    t2 +=
                        weight
                        * (extrapolate(s[low], s[high]) * extrapolate(q1[low], q1[high])
                            + extrapolate(p1[low], p1[high]) * extrapolate(q0[low], q0[high]))
                }
                sums[0] += t0
                sums[1] += t2
            }
        }
    }

    /// A later round's t(0) and t(2), after the challenge of the round before.
    mutating func nextRound(_ challenge: CubicExtension) -> [CubicExtension] {
        size /= 2
        let half = size / 2
        let (s, p1, q0, q1) = tables
        let stride = size
        return weights.withUnsafeMutableBufferPointer { weights in
            workers.sums(over: half, width: 2, minimum: FractionLayer.minimumNodesOfThread) { range, sums in
                var (t0, t2) = (CubicExtension.zero, CubicExtension.zero)
                for low in range {
                    // Safety: one iteration reads and writes the nodes low, low + half, ... of its own residue only.
                    let weight = weights[low] + weights[low + half]
                    weights[low] = weight
                    let (sLow, sHigh) = fold(s, low, half, stride, challenge)
                    let (p1Low, p1High) = fold(p1, low, half, stride, challenge)
                    let (q0Low, q0High) = fold(q0, low, half, stride, challenge)
                    let (q1Low, q1High) = fold(q1, low, half, stride, challenge)
                    t0 += weight * (sLow * q1Low + p1Low * q0Low)
                    t2 +=
                        weight
                        * (extrapolate(sLow, sHigh) * extrapolate(q1Low, q1High)
                            + extrapolate(p1Low, p1High) * extrapolate(q0Low, q0High))
                }
                sums[0] += t0
                sums[1] += t2
            }
        }
    }

    /// p0, p1, q0, q1 at the sumcheck's point, after the last challenge; nil when there was no round.
    func finish(_ challenge: CubicExtension?) -> [CubicExtension] {
        let (s, p1, q0, q1) = tables
        return withExtendedLifetime(children) {
            guard let challenge else { return [s[0], p1[0], q0[0], q1[0]] }
            let values = [s, p1, q0, q1].map { $0[0] + challenge * ($0[1] - $0[0]) }
            return [values[0] - lambda * values[2], values[1], values[2], values[3]]
        }
    }

    private typealias Table = UnsafeMutablePointer<CubicExtension>

    /// Safety: both halves of the children have 2^(variables) nodes, and `size` never exceeds that; the layer lives as long as self.
    private var tables: (Table, Table, Table, Table) {
        let half = 1 << (children.logCount - 1)
        let numerators = children.numerators.baseAddress.unsafelyUnwrapped
        let denominators = children.denominators.baseAddress.unsafelyUnwrapped
        return (numerators, numerators + half, denominators, denominators + half)
    }
}

/// The value at 2 of the line through the values at 0 and 1.
@inline(__always)
private func extrapolate(_ low: CubicExtension, _ high: CubicExtension) -> CubicExtension {
    high + high - low
}

/// Binds a table's first variable at two nodes `half` apart; the bound half lies `stride` nodes further.
@inline(__always)
private func fold(
    _ table: UnsafeMutablePointer<CubicExtension>,
    _ low: Int,
    _ half: Int,
    _ stride: Int,
    _ challenge: CubicExtension
) -> (CubicExtension, CubicExtension) {
    let high = low + half
    let foldedLow = table[low] + challenge * (table[low + stride] - table[low])
    let foldedHigh = table[high] + challenge * (table[high + stride] - table[high])
    table[low] = foldedLow
    table[high] = foldedHigh
    return (foldedLow, foldedHigh)
}
