/// Values of univariate polynomials given by their coefficients, the constant one first.
enum UnivariatePolynomial {
    /// Coefficients that are combined with one table of powers.
    private static let blockSize = 1 << 9

    /// The value of a polynomial over the base field.
    static func evaluate(_ coefficients: [Goldilocks], at point: CubicExtension, workers: Workers) -> CubicExtension {
        coefficients.withUnsafeBufferPointer { coefficients in
            evaluate(coefficients.count, at: point, workers: workers) { $1 * coefficients[$0] }
        }
    }

    /// The value of a polynomial over the challenge field.
    static func evaluate(
        _ coefficients: [CubicExtension],
        at point: CubicExtension,
        workers: Workers
    ) -> CubicExtension {
        coefficients.withUnsafeBufferPointer { coefficients in
            evaluate(coefficients.count, at: point, workers: workers) { $1 * coefficients[$0] }
        }
    }

    /// The value of a short polynomial, by Horner's rule.
    static func evaluate(_ coefficients: [CubicExtension], at point: CubicExtension) -> CubicExtension {
        coefficients.reversed().reduce(.zero) { $0 * point + $1 }
    }

    @inline(__always)
    private static func evaluate(
        _ count: Int,
        at point: CubicExtension,
        workers: Workers,
        term: (Int, CubicExtension) -> CubicExtension
    ) -> CubicExtension {
        let powers = point.powers(min(count, blockSize))
        return powers.withUnsafeBufferPointer { powers in
            workers.sum(of: count, minimum: 1 << 12, zero: .zero, add: +) { range in
                var total = CubicExtension.zero
                var scale = point.raised(to: UInt64(range.lowerBound))
                let step = point.raised(to: UInt64(blockSize))
                for start in stride(from: range.lowerBound, to: range.upperBound, by: blockSize) {
                    var block = CubicExtension.zero
                    for index in start..<min(range.upperBound, start + blockSize) {
                        block += term(index, powers[index - start])
                    }
                    total += scale * block
                    scale *= step
                }
                return total
            }
        }
    }
}
