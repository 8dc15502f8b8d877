import Cryptography

/// The roots of unity of an order n = 2^s in bit-reversed order, and the transforms between a polynomial's coefficients
/// in natural order and its values there.
///
/// Position i holds omega^rev(i), rev being the reversal of s bits; so no transform permutes, and constraint i of a
/// system belongs to that point.
struct EvaluationDomain: Sendable {
    /// s.
    let logSize: Int
    /// Entry b, of n / 2, is the root at position 2b: the twiddle factor of block b of every layer.
    private let twiddles: [BN254.Fr]
    /// The inverses of `twiddles`.
    private let inverseTwiddles: [BN254.Fr]
    /// 1 / n.
    private let inverseOfSize: BN254.Fr

    /// n.
    var size: Int { 1 << logSize }

    /// The shift of the coset on which the quotient is computed: a generator of the field's group, whose power n is not
    /// one.
    static var cosetShift: BN254.Fr { .primitiveRoot }

    /// The domain of order 2^`logSize`, or nil where the field has none.
    init?(logSize: Int) {
        guard BN254.Fr.rootOfUnity(logOrder: logSize) != nil else { return nil }
        // The upper half of a table of order 2n is the lower half times a root of order 4n, since its entries are the
        // even positions of a table of twice the order.
        var roots: [BN254.Fr] = [.one]
        roots.reserveCapacity(1 << max(0, logSize - 1))
        for logOrder in stride(from: 2, through: logSize, by: 1) {
            guard let root = BN254.Fr.rootOfUnity(logOrder: logOrder) else { return nil }
            roots += roots.map { $0 * root }
        }
        twiddles = roots
        var inverses = roots
        inverses.invertAll()
        inverseTwiddles = inverses
        inverseOfSize = BN254.Fr(UInt64(1) << UInt64(logSize)).inverse
        self.logSize = logSize
    }

    /// The least domain with at least `count` points, or nil where the field has none.
    static func logSize(holding count: Int) -> Int? {
        let logSize = count <= 1 ? 0 : Int.bitWidth - (count - 1).leadingZeroBitCount
        return logSize <= BN254.Fr.twoAdicity ? logSize : nil
    }

    /// The points of the domain, in its order.
    var points: [BN254.Fr] {
        guard logSize > 0 else { return [.one] }
        // Position 2b + 1 is the opposite of position 2b.
        return twiddles.flatMap { [$0, -$0] }
    }

    /// Replaces coefficients, as many as the domain has points, by values.
    func evaluate(_ values: inout [BN254.Fr]) {
        precondition(values.count == size, "as many coefficients as points")
        values.withUnsafeMutableBufferPointer { values in
            twiddles.withUnsafeBufferPointer { twiddles in
                var half = values.count / 2
                while half > 0 {
                    var block = 0
                    for start in stride(from: 0, to: values.count, by: 2 * half) {
                        let factor = twiddles[block]
                        for low in start..<start + half {
                            let u = values[low]
                            // The first block's factor is one.
                            let product = block == 0 ? values[low + half] : values[low + half] * factor
                            values[low] = u + product
                            values[low + half] = u - product
                        }
                        block += 1
                    }
                    half /= 2
                }
            }
        }
    }

    /// Replaces values by coefficients.
    func interpolate(_ values: inout [BN254.Fr]) {
        interpolate(&values, scalingBy: .one)
    }

    /// Replaces the values of a polynomial f by the coefficients of f(c X).
    func interpolate(_ values: inout [BN254.Fr], scalingBy c: BN254.Fr) {
        precondition(values.count == size, "as many values as points")
        values.withUnsafeMutableBufferPointer { values in
            inverseTwiddles.withUnsafeBufferPointer { twiddles in
                var half = 1
                while half < values.count {
                    var block = 0
                    for start in stride(from: 0, to: values.count, by: 2 * half) {
                        let factor = twiddles[block]
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
            var scale = inverseOfSize
            for index in values.indices {
                values[index] *= scale
                scale *= c
            }
        }
    }

    /// The values at `point` of the polynomials that are one at one point of the domain shifted by `shift`, and zero at
    /// the others.
    ///
    /// With Z the polynomial that vanishes on the shifted domain and x_i its points, these are x_i Z(point) / (n
    /// shift^n (point - x_i)).
    ///
    /// - Returns: One value for each point of the domain, or nil if `point` is in the shifted domain.
    func lagrangeValues(at point: BN254.Fr, shift: BN254.Fr) -> [BN254.Fr]? {
        let vanishing = vanishingValue(at: point, shift: shift)
        guard !vanishing.isZero else { return nil }
        let shiftPower = powerOfSize(shift)
        let factor = vanishing * inverseOfSize * shiftPower.inverse
        let points = points.map { $0 * shift }
        var values = points.map { point - $0 }
        values.invertAll()
        for index in values.indices { values[index] = values[index] * points[index] * factor }
        return values
    }

    /// The value at `point` of the polynomial X^n - shift^n.
    func vanishingValue(at point: BN254.Fr, shift: BN254.Fr = .one) -> BN254.Fr {
        powerOfSize(point) - powerOfSize(shift)
    }

    private func powerOfSize(_ element: BN254.Fr) -> BN254.Fr {
        (0..<logSize).reduce(element) { power, _ in power.squared }
    }
}
