import ProofVerifier

/// Values of the long polynomials whose coefficients are a committed table, on several threads.
extension UnivariatePolynomial {
    /// Coefficients that share one table of powers.
    private static let blockSize = 1 << 9

    /// The value of a polynomial over the base field.
    static func evaluate(
        _ coefficients: UnsafeBufferPointer<Goldilocks>,
        at point: CubicExtension,
        workers: Workers
    ) -> CubicExtension {
        evaluate(coefficients.count, at: point, workers: workers) { $0.add($1, coefficients[$2]) }
    }

    /// The value of a polynomial over the challenge field.
    static func evaluate(
        _ coefficients: UnsafeBufferPointer<CubicExtension>,
        at point: CubicExtension,
        workers: Workers
    ) -> CubicExtension {
        evaluate(coefficients.count, at: point, workers: workers) { $0.add($1, coefficients[$2]) }
    }

    @inline(__always)
    private static func evaluate(
        _ count: Int,
        at point: CubicExtension,
        workers: Workers,
        addTerm: (inout CubicProductSum, CubicExtension, Int) -> Void
    ) -> CubicExtension {
        let powers = point.powers(min(count, blockSize))
        let step = point.raised(to: UInt64(blockSize))
        return powers.withUnsafeBufferPointer { powers in
            workers.sums(over: count, width: 1, minimum: 1 << 12) { range, sums in
                var scale = point.raised(to: UInt64(range.lowerBound))
                for start in stride(from: range.lowerBound, to: range.upperBound, by: blockSize) {
                    var block = CubicProductSum()
                    for index in start..<min(range.upperBound, start + blockSize) {
                        addTerm(&block, powers[index - start], index)
                    }
                    sums[0] += scale * block.value
                    scale *= step
                }
            }[0]
        }
    }
}
