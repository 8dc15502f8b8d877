package import Cryptography

/// A Groth16 proof: two points of G1 and one of G2.
package struct Groth16Proof: Equatable, Sendable {
    /// A, in G1.
    package let a: BN254.G1
    /// B, in G2.
    package let b: BN254.G2
    /// C, in G1.
    package let c: BN254.G1

    /// A proof of points, which need not prove anything.
    package init(a: BN254.G1, b: BN254.G2, c: BN254.G1) {
        self.a = a
        self.b = b
        self.c = c
    }

    /// Length of an encoding.
    package static let byteCount = 2 * PointBytes.g1Count + PointBytes.g2Count

    /// The encoding that contracts read: A, B, C as EIP-197 has them, B with the factor of i first.
    package var encoded: [UInt8] {
        var bytes: [UInt8] = []
        PointBytes.append(a, to: &bytes)
        PointBytes.append(b, to: &bytes)
        PointBytes.append(c, to: &bytes)
        return bytes
    }
}
