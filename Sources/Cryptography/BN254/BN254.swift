import Primitives

/// The pairing-friendly curve BN254 (alt_bn128) of EIP-196 and EIP-197, on encoded points.
///
/// Each operation decodes and validates its inputs wholly before it computes. Algorithms and their sources are in
/// docs/bn254.md.
package enum BN254 {
    /// Fp(i), i^2 = -1.
    package typealias Fp2 = QuadraticExtension<Fp>
    /// Fp2(v), v^3 = 9 + i.
    package typealias Fp6 = SexticExtension<Fp>
    /// Fp6(w), w^2 = v.
    package typealias Fp12 = DodecicExtension<Fp>

    /// Writes p + q, each point 64 bytes, to `output`; false when an input is not a point.
    static func add(_ p: UnsafeRawPointer, _ q: UnsafeRawPointer, to output: UnsafeMutableRawPointer) -> Bool {
        guard let p = G1(bigEndianAt: p), let q = G1(bigEndianAt: q) else { return false }
        (p + q).storeBigEndian(to: output)
        return true
    }

    /// Writes k p, for a scalar of 32 bytes and a point of 64, to `output`; false when the input is not a point.
    static func multiply(_ p: UnsafeRawPointer, _ k: UnsafeRawPointer, to output: UnsafeMutableRawPointer) -> Bool {
        guard let p = G1(bigEndianAt: p) else { return false }
        p.multiplied(by: UInt256(bigEndianAt: k)).storeBigEndian(to: output)
        return true
    }

    /// Whether the product of the pairings of `count` encoded pairs, 192 bytes each, is one; nil when one is invalid.
    static func pairingCheck(_ bytes: UnsafeRawPointer, count: Int) -> Bool? {
        var pairs: [(p: G1, q: PreparedG2)] = []
        pairs.reserveCapacity(count)
        for index in 0..<count {
            let pair = bytes + 192 * index
            guard let p = G1(bigEndianAt: pair), let q = G2(bigEndianAt: pair + 64).flatMap(PreparedG2.init)
            else { return nil }
            pairs.append((p, q))
        }
        return pairingProduct(pairs) == .one
    }

    /// The product of the pairings of valid points, to the fixed power that the final exponentiation adds.
    package static func pairingProduct(_ pairs: [(p: G1, q: PreparedG2)]) -> Fp12 {
        // A pairing with infinity is one.
        let finite = pairs.filter { !$0.p.isInfinity && !$0.q.lines.isEmpty }
        return finite.isEmpty ? .one : millerLoop(finite).finalExponentiated
    }
}
