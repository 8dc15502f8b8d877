import Primitives

/// The pairing-friendly curve BLS12-381 of EIP-2537 and EIP-4844.
///
/// Works on public data only: nothing is constant time. Algorithms and their sources are in docs/bls12-381.md.
package enum BLS12381 {
    /// Fp(i), i^2 = -1.
    package typealias Fp2 = QuadraticExtension<Fp>
    /// Fp2(v), v^3 = 1 + i.
    package typealias Fp6 = SexticExtension<Fp>
    /// Fp6(w), w^2 = v.
    package typealias Fp12 = DodecicExtension<Fp>
}

// Operations on encoded points; each decodes and validates its inputs wholly before it computes.
extension BLS12381 {
    /// The sum of multiples that `count` pairs of 128 bytes encode; nil when a point is not in G1.
    static func g1MultiScalarMultiplication(_ pairs: UnsafeRawPointer?, count: Int) -> G1? {
        var points: [G1] = []
        var scalars: [UInt256] = []
        guard count >= 0 else { return nil }
        for index in 0..<count {
            guard let pair = pairs?.advanced(by: 128 * index), let point = G1(bigEndianAt: pair), point.isInSubgroup
            else { return nil }
            points.append(point)
            scalars.append(UInt256(bigEndianAt: pair + 96))
        }
        return G1.multiScalarMultiplication(points: points, scalars: scalars)
    }

    /// The sum of multiples that `count` pairs of 224 bytes encode; nil when a point is not in G2.
    static func g2MultiScalarMultiplication(_ pairs: UnsafeRawPointer?, count: Int) -> G2? {
        var points: [G2] = []
        var scalars: [UInt256] = []
        guard count >= 0 else { return nil }
        for index in 0..<count {
            guard let pair = pairs?.advanced(by: 224 * index), let point = G2(bigEndianAt: pair), point.isInSubgroup
            else { return nil }
            points.append(point)
            scalars.append(UInt256(bigEndianAt: pair + 192))
        }
        return G2.multiScalarMultiplication(points: points, scalars: scalars)
    }

    /// Whether the product of the pairings of `count` encoded pairs, 288 bytes each, is one; nil when one is invalid.
    static func pairingCheck(_ bytes: UnsafeRawPointer?, count: Int) -> Bool? {
        var pairs: [(p: G1, q: PreparedG2)] = []
        guard count >= 0 else { return nil }
        for index in 0..<count {
            guard let pair = bytes?.advanced(by: 288 * index), let p = G1(bigEndianAt: pair), p.isInSubgroup,
                let q = G2(bigEndianAt: pair + 96).flatMap(PreparedG2.init)
            else { return nil }
            pairs.append((p, q))
        }
        return pairingProductIsOne(pairs)
    }
}
