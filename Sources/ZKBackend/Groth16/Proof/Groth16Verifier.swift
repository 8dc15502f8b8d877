import Cryptography
package import Primitives

/// Verifies Groth16 proofs under one key.
///
/// The equation is e(A, B) = e(alpha, beta) e(V, gamma) e(C, delta), V the sum of the key's points for inputs times the
/// inputs.
package struct Groth16Verifier: Sendable {
    private let key: VerifyingKey
    private let beta: BN254.PreparedG2
    private let gamma: BN254.PreparedG2
    private let delta: BN254.PreparedG2

    /// The verifier under a key, or nil when a point of it is outside the subgroup or it has no point for the constant
    /// one.
    package init?(_ key: VerifyingKey) {
        guard let beta = BN254.PreparedG2(key.beta), let gamma = BN254.PreparedG2(key.gamma),
            let delta = BN254.PreparedG2(key.delta), !key.inputs.isEmpty
        else { return nil }
        self.key = key
        self.beta = beta
        self.gamma = gamma
        self.delta = delta
    }

    /// Verifies an encoded proof.
    ///
    /// - Parameters:
    ///   - proof: 256 bytes: A, B and C as EIP-197 encodes points.
    ///   - inputs: The public inputs, which must be below r.
    /// - Throws: `Groth16Refusal`: the first rule that is broken.
    package func verify(_ proof: [UInt8], inputs: [UInt256]) throws(Groth16Refusal) {
        guard inputs.count == key.inputs.count - 1 else {
            throw .inputCount(expected: key.inputs.count - 1, got: inputs.count)
        }
        for (index, input) in inputs.enumerated() where input >= BN254.Fr.modulus { throw .inputTooLarge(index) }
        guard proof.count == Groth16Proof.byteCount else { throw .proofLength(proof.count) }
        let points = proof.withUnsafeBytes { bytes in
            bytes.baseAddress.map { start in
                (
                    a: BN254.G1(bigEndianAt: start),
                    b: BN254.G2(bigEndianAt: start + PointBytes.g1Count),
                    c: BN254.G1(bigEndianAt: start + PointBytes.g1Count + PointBytes.g2Count)
                )
            }
        }
        guard let points, let a = points.a else { throw .notOnCurve(.a) }
        guard let b = points.b else { throw .notOnCurve(.b) }
        guard let c = points.c else { throw .notOnCurve(.c) }
        // No honest proof has one, and with A there the equation binds nothing of B.
        guard !a.isInfinity else { throw .infinity(.a) }
        guard !b.isInfinity else { throw .infinity(.b) }
        guard !c.isInfinity else { throw .infinity(.c) }
        guard let preparedB = BN254.PreparedG2(b) else { throw .outsideSubgroup }

        let inputSum =
            key.inputs[0] + BN254.G1.multiScalarMultiplication(points: Array(key.inputs.dropFirst()), scalars: inputs)
        let product = BN254.pairingProduct([
            (-a, preparedB), (key.alpha, beta), (inputSum, gamma), (c, delta),
        ])
        guard product == .one else { throw .equation }
    }
}

/// Why a proof is refused.
package enum Groth16Refusal: Error, Equatable, CustomStringConvertible {
    /// A point of a proof.
    package enum Point: String, Sendable {
        /// The first point of G1.
        case a = "A"
        /// The point of G2.
        case b = "B"
        /// The second point of G1.
        case c = "C"
    }

    /// There are not as many inputs as the key has.
    case inputCount(expected: Int, got: Int)
    /// An input, by its index, is not below r.
    case inputTooLarge(Int)
    /// The proof is not 256 bytes long.
    case proofLength(Int)
    /// A coordinate is not below p, or the point is off its curve.
    case notOnCurve(Point)
    /// A point is at infinity.
    case infinity(Point)
    /// B is outside the subgroup of order r.
    case outsideSubgroup
    /// The pairings' product is not one.
    case equation

    /// The sentence for a message.
    package var description: String {
        switch self {
        case .inputCount(let expected, let got): "\(got) public inputs where the key has \(expected)"
        case .inputTooLarge(let index): "public input \(index) is not below r"
        case .proofLength(let count): "a proof of \(count) bytes instead of \(Groth16Proof.byteCount)"
        case .notOnCurve(let point): "\(point.rawValue) is not a point of its curve"
        case .infinity(let point): "\(point.rawValue) is the point at infinity"
        case .outsideSubgroup: "B is outside the subgroup of order r"
        case .equation: "the pairing equation does not hold"
        }
    }
}
