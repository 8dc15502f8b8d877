import ProofKernels
package import ProofVerifier

// Loops of LogUp-GKR, in the manner of `Kernels+ProductSumcheck.swift`.

extension Kernels {
    /// The four tables of a fraction layer's sumcheck, of the summand weight (s q1 + p1 q0) with s = p0 + lambda q0.
    package struct LayerTables {
        /// p0 before the first round, then s.
        package var s: UnsafeMutablePointer<CubicExtension>
        /// Numerators of the second operands.
        package var p1: UnsafeMutablePointer<CubicExtension>
        /// Denominators of the first operands.
        package var q0: UnsafeMutablePointer<CubicExtension>
        /// Denominators of the second operands.
        package var q1: UnsafeMutablePointer<CubicExtension>

        /// Four tables of equal length, in memory that the caller keeps alive.
        package init(
            s: UnsafeMutablePointer<CubicExtension>,
            p1: UnsafeMutablePointer<CubicExtension>,
            q0: UnsafeMutablePointer<CubicExtension>,
            q1: UnsafeMutablePointer<CubicExtension>
        ) {
            (self.s, self.p1, self.q0, self.q1) = (s, p1, q0, q1)
        }
    }

    /// Adds fractions i and i + half of a layer: numerators[i] = p0 q1 + p1 q0 and denominators[i] = q0 q1.
    package func addFractions(
        numerators: UnsafeMutablePointer<CubicExtension>,
        denominators: UnsafeMutablePointer<CubicExtension>,
        childNumerators p: UnsafePointer<CubicExtension>,
        childDenominators q: UnsafePointer<CubicExtension>,
        half: Int,
        _ range: Range<Int>
    ) {
        var i = range.lowerBound
        if let kernel = table.pointee.cubic_add_fractions {
            let count = vectorCount(range)
            kernel(words(numerators + i), words(denominators + i), words(p + i), words(q + i), half, count)
            i += count
        }
        while i < range.upperBound {
            numerators[i] = p[i] * q[i + half] + p[i + half] * q[i]
            denominators[i] = q[i] * q[i + half]
            i += 1
        }
    }

    /// The first round of a layer's sumcheck: replaces p0 by s and adds up the summand's values at 0 and 2.
    ///
    /// Weights are those of the range's nodes.
    package func firstLayerRound(
        _ tables: LayerTables,
        weights: UnsafePointer<CubicExtension>,
        lambda: CubicExtension,
        half: Int,
        _ range: Range<Int>,
        atZero: inout CubicExtension,
        atTwo: inout CubicExtension
    ) {
        let (s, p1, q0, q1) = (tables.s, tables.p1, tables.q0, tables.q1)
        var i = range.lowerBound
        if let kernel = table.pointee.cubic_layer_first_round {
            let count = vectorCount(range)
            withWords(&atZero, &atTwo) { zero, two in
                withWords(lambda) {
                    kernel(
                        words(s + i),
                        words(p1 + i),
                        words(q0 + i),
                        words(q1 + i),
                        words(weights),
                        half,
                        count,
                        $0,
                        zero,
                        two
                    )
                }
            }
            i += count
        }
        while i < range.upperBound {
            s[i] += lambda * q0[i]
            s[i + half] += lambda * q0[i + half]
            addSummand(tables, weight: weights[i - range.lowerBound], i, half, &atZero, &atTwo)
            i += 1
        }
    }

    /// A later round of a layer's sumcheck: folds the tables and adds up the summand's values at 0 and 2.
    ///
    /// The bound halves of a table are `stride` apart; weights are those of the range's nodes.
    package func layerRound(
        _ tables: LayerTables,
        weights: UnsafePointer<CubicExtension>,
        at r: CubicExtension,
        half: Int,
        stride: Int,
        _ range: Range<Int>,
        atZero: inout CubicExtension,
        atTwo: inout CubicExtension
    ) {
        let (s, p1, q0, q1) = (tables.s, tables.p1, tables.q0, tables.q1)
        var i = range.lowerBound
        if let kernel = table.pointee.cubic_layer_round {
            let count = vectorCount(range)
            withWords(&atZero, &atTwo) { zero, two in
                withWords(r) {
                    kernel(
                        words(s + i),
                        words(p1 + i),
                        words(q0 + i),
                        words(q1 + i),
                        words(weights),
                        half,
                        stride,
                        count,
                        $0,
                        zero,
                        two
                    )
                }
            }
            i += count
        }
        while i < range.upperBound {
            foldNodes(s, i, half, stride, r)
            foldNodes(p1, i, half, stride, r)
            foldNodes(q0, i, half, stride, r)
            foldNodes(q1, i, half, stride, r)
            addSummand(tables, weight: weights[i - range.lowerBound], i, half, &atZero, &atTwo)
            i += 1
        }
    }

    @inline(__always)
    private func foldNodes(
        _ table: UnsafeMutablePointer<CubicExtension>,
        _ low: Int,
        _ half: Int,
        _ stride: Int,
        _ r: CubicExtension
    ) {
        table[low] += r * (table[low + stride] - table[low])
        table[low + half] += r * (table[low + half + stride] - table[low + half])
    }

    @inline(__always)
    private func addSummand(
        _ tables: LayerTables,
        weight: CubicExtension,
        _ i: Int,
        _ half: Int,
        _ atZero: inout CubicExtension,
        _ atTwo: inout CubicExtension
    ) {
        let (s, p1, q0, q1) = (tables.s, tables.p1, tables.q0, tables.q1)
        atZero += weight * (s[i] * q1[i] + p1[i] * q0[i])
        let first = extrapolate(s, i, half) * extrapolate(q1, i, half)
        atTwo += weight * (first + extrapolate(p1, i, half) * extrapolate(q0, i, half))
    }

    /// The value at 2 of the line through a table's values at 0 and 1.
    @inline(__always)
    private func extrapolate(_ table: UnsafeMutablePointer<CubicExtension>, _ i: Int, _ half: Int) -> CubicExtension {
        table[i + half] + table[i + half] - table[i]
    }
}
