import Primitives

/// The polynomial of a blob in evaluation form: its values at the roots of unity of order 4096, in bit-reversed order.
struct BlobPolynomial {
    let values: [BLS12381.Fr]

    /// The polynomial of a blob of 131,072 bytes.
    init(blob: [UInt8]) throws(KZGError) {
        values = try KZG.fieldElements(.blob, blob, count: KZG.fieldElementsPerBlob)
    }

    /// The coefficients, in natural order.
    var coefficients: [BLS12381.Fr] {
        var coefficients = values
        KZG.domain.interpolate(&coefficients)
        return coefficients
    }

    /// The value at any point, by the barycentric formula.
    func value(at z: BLS12381.Fr) -> BLS12381.Fr {
        let domain = KZG.domain.bitReversed.prefix(values.count)
        if let position = domain.firstIndex(of: z) { return values[position] }
        return value(at: z, inverseDifferences: inverseDifferences(to: z))
    }

    /// The value y at z and the polynomial (p(X) - y) / (X - z), in the same form.
    func quotient(at z: BLS12381.Fr) -> (values: [BLS12381.Fr], y: BLS12381.Fr) {
        let domain = KZG.domain.bitReversed
        // 1 / (z - omega), and zero where z is in the domain.
        let inverses = inverseDifferences(to: z)
        let zPosition = domain.prefix(values.count).firstIndex(of: z)
        let y = zPosition.map { values[$0] } ?? value(at: z, inverseDifferences: inverses)
        var quotient = values.indices.map { (y - values[$0]) * inverses[$0] }
        if let zPosition {
            // There the quotient is the derivative: the sum of (p(omega) - y) omega / (z (z - omega)) over the other
            // omegas.
            var sum = BLS12381.Fr.zero
            for position in values.indices where position != zPosition { sum += quotient[position] * domain[position] }
            quotient[zPosition] = -sum * z.inverse
        }
        return (quotient, y)
    }

    private func inverseDifferences(to z: BLS12381.Fr) -> [BLS12381.Fr] {
        var differences = KZG.domain.bitReversed.prefix(values.count).map { z - $0 }
        differences.invertAll()
        return differences
    }

    /// (z^n - 1) / n times the sum of p(omega) omega / (z - omega), for z outside the domain.
    private func value(at z: BLS12381.Fr, inverseDifferences: [BLS12381.Fr]) -> BLS12381.Fr {
        let domain = KZG.domain.bitReversed
        var sum = BLS12381.Fr.zero
        for position in values.indices {
            sum += values[position] * domain[position] * inverseDifferences[position]
        }
        let count = UInt64(values.count)
        return sum * (z.power(UInt256(count)) - .one) * BLS12381.Fr(count).inverse
    }
}
