import Cryptography
package import Groth16

/// Multiples of Baby Jubjub's base point for windows of three bits.
private struct BaseMultiples {
    /// Windows of a scalar below 2^252.
    static let windowCount = 84
    /// For each window w, the points k 8^w B for k from 0 to 7.
    static let windows: [[BabyJubjub.Point]] = {
        var unit = BabyJubjub.base
        return (0..<windowCount).map { _ in
            var points = [BabyJubjub.Point.identity]
            for _ in 0..<7 { points.append(points[points.count - 1] + unit) }
            unit = points[7] + unit
            return points
        }
    }()
}

extension ConstraintBuilder {
    /// Bits of a scalar that multiplies the base point.
    package static var scalarBitCount: Int { 251 }

    /// The multiple of the base point by an integer of 251 bits.
    ///
    /// 748 constraints.
    ///
    /// For each three bits one of eight constants is chosen, by three constraints, and added, by six.
    package mutating func baseMultiple(_ bits: [LinearCombination]) -> CircuitPoint {
        within("multiple of the base") { builder in
            var result: CircuitPoint?
            for (window, points) in BaseMultiples.windows.enumerated() {
                let digit = (3 * window..<3 * window + 3).map { bits.indices.contains($0) ? bits[$0] : .zero }
                let both = builder.multiplied("bits 0 and 1", digit[0], digit[1])
                // An affine function of the lower bits and their product takes given values at all four of their pairs.
                func lookup(_ v: ArraySlice<BN254.Fr>) -> LinearCombination {
                    let v = Array(v)
                    return LinearCombination(v[0]) + digit[0] * (v[1] - v[0]) + digit[1] * (v[2] - v[0])
                        + both * (v[3] - v[2] - v[1] + v[0])
                }
                let (x, y) = (points.map(\.x), points.map(\.y))
                let point = CircuitPoint(
                    x: builder.select("bit 2", digit[2], lookup(x[4...]), else: lookup(x[..<4])),
                    y: builder.select("bit 2", digit[2], lookup(y[4...]), else: lookup(y[..<4]))
                )
                result = result.map { builder.sum($0, point) } ?? point
            }
            return result ?? CircuitPoint(.identity)
        }
    }
}
