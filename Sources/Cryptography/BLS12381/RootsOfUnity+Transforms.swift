extension RootsOfUnity {
    /// Replaces the coefficients of a polynomial, in natural order, by its values at the roots of unity of order
    /// `values.count`, in bit-reversed order.
    ///
    /// Each layer splits residues modulo X^2m - c^2 into those modulo X^m - c and X^m + c, c being the block's twiddle
    /// factor (J. Cooley, J. Tukey, 1965, in decimation by blocks).
    ///
    /// - Parameter values: A power of two of elements, at most the table's order.
    func evaluate(_ values: inout [BLS12381.Fr]) {
        let count = values.count
        values.withUnsafeMutableBufferPointer { values in
            var half = count / 2
            while half > 0 {
                var block = 0
                for start in stride(from: 0, to: count, by: 2 * half) {
                    let factor = twiddle(block)
                    for low in start..<start + half {
                        let (u, v) = (values[low], values[low + half])
                        // The first block's factor is one.
                        let product = block == 0 ? v : v * factor
                        values[low] = u + product
                        values[low + half] = u - product
                    }
                    block += 1
                }
                half /= 2
            }
        }
    }

    /// Undoes `evaluate`, but for a factor of `values.count` that stays in each coefficient.
    ///
    /// - Parameter values: A power of two of elements, at most the table's order.
    func interpolateUnscaled(_ values: inout [BLS12381.Fr]) {
        let count = values.count
        values.withUnsafeMutableBufferPointer { values in
            var half = 1
            while half < count {
                var block = 0
                for start in stride(from: 0, to: count, by: 2 * half) {
                    let factor = inverseTwiddle(block)
                    for low in start..<start + half {
                        let (u, v) = (values[low], values[low + half])
                        values[low] = u + v
                        values[low + half] = block == 0 ? u - v : (u - v) * factor
                    }
                    block += 1
                }
                half *= 2
            }
        }
    }

    /// Replaces the values of a polynomial at the roots of unity of order `values.count`, in bit-reversed order, by its
    /// coefficients in natural order.
    ///
    /// - Parameter values: A power of two of elements, at most the table's order.
    package func interpolate(_ values: inout [BLS12381.Fr]) {
        interpolateUnscaled(&values)
        let scale = BLS12381.Fr(UInt64(values.count)).inverse
        for index in values.indices { values[index] *= scale }
    }

    /// Values of a polynomial at the roots of unity of order `coefficients.count`, in bit-reversed order.
    package func values(ofCoefficients coefficients: [BLS12381.Fr]) -> [BLS12381.Fr] {
        var values = coefficients
        evaluate(&values)
        return values
    }
}
