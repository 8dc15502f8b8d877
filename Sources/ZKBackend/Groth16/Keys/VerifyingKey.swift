package import Cryptography

/// What a verifier must know of a circuit.
package struct VerifyingKey: Equatable, Sendable {
    /// alpha in G1.
    package let alpha: BN254.G1
    /// beta in G2.
    package let beta: BN254.G2
    /// gamma in G2.
    package let gamma: BN254.G2
    /// delta in G2.
    package let delta: BN254.G2
    /// For the constant one and each public input, its polynomials' combination over gamma, in G1.
    package let inputs: [BN254.G1]

    /// A key of points that are in their groups; `decoding` refuses keys that prove nothing, this does not.
    package init(alpha: BN254.G1, beta: BN254.G2, gamma: BN254.G2, delta: BN254.G2, inputs: [BN254.G1]) {
        self.alpha = alpha
        self.beta = beta
        self.gamma = gamma
        self.delta = delta
        self.inputs = inputs
    }

    /// Number of public inputs.
    package var inputCount: Int { max(0, inputs.count - 1) }

    /// Length of an encoding without points for inputs: alpha, beta, gamma, delta.
    package static let headByteCount = PointBytes.g1Count + 3 * PointBytes.g2Count

    /// Public inputs that a key may have at most.
    package static let inputLimit = 1 << 16

    /// The encoding: alpha, beta, gamma, delta, then the points of the inputs, all as EIP-197 has them.
    package var encoded: [UInt8] {
        var bytes: [UInt8] = []
        PointBytes.append(alpha, to: &bytes)
        for point in [beta, gamma, delta] { PointBytes.append(point, to: &bytes) }
        for point in inputs { PointBytes.append(point, to: &bytes) }
        return bytes
    }

    /// The key of an encoding.
    ///
    /// - Throws: `KeyError`, also for keys of valid points that let anybody prove anything.
    package init(decoding bytes: [UInt8]) throws(KeyError) {
        let inputBytes = bytes.count - Self.headByteCount
        guard inputBytes >= PointBytes.g1Count, inputBytes % PointBytes.g1Count == 0,
            inputBytes / PointBytes.g1Count <= Self.inputLimit + 1
        else { throw .wrongLength(bytes.count) }
        var reader = PointReader(bytes)
        let alpha = try reader.g1("alpha")
        let beta = try reader.subgroupG2("beta")
        let gamma = try reader.subgroupG2("gamma")
        let delta = try reader.subgroupG2("delta")
        var inputs: [BN254.G1] = []
        for index in 0..<inputBytes / PointBytes.g1Count { inputs.append(try reader.g1("input \(index)")) }
        guard !alpha.isInfinity else { throw .infinity("alpha") }
        for (name, point) in [("beta", beta), ("gamma", gamma), ("delta", delta)] where point.isInfinity {
            throw .infinity(name)
        }
        // A proof would hold for every value of such an input.
        for (index, point) in inputs.enumerated().dropFirst() where point.isInfinity {
            throw .infinity("input \(index)")
        }
        guard gamma != delta else { throw .gammaEqualsDelta }
        self.init(alpha: alpha, beta: beta, gamma: gamma, delta: delta, inputs: inputs)
    }
}
