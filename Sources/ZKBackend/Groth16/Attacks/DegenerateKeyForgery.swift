import Cryptography
package import Primitives

/// A simulated attack: the forgery under a key whose gamma equals its delta.
///
/// snarkjs leaves such a key when nobody contributed to the second phase of a set-up. With gamma = delta the equation
/// is e(A, B) = e(alpha, beta) e(V + C, delta). A = alpha, B = beta and C = -V satisfy it for every V, so for every
/// public input, without a witness.
package enum DegenerateKeyForgery {
    /// A proof of any inputs, or nil when the key is not degenerate or the inputs are not as many as it has.
    package static func proof(under key: VerifyingKey, inputs: [UInt256]) -> Groth16Proof? {
        key.gamma == key.delta ? attempt(under: key, inputs: inputs) : nil
    }

    /// The same points under any key, where they are a proof only if the key is degenerate; nil when the inputs are not
    /// as many as it has.
    package static func attempt(under key: VerifyingKey, inputs: [UInt256]) -> Groth16Proof? {
        guard let constant = key.inputs.first, inputs.count == key.inputs.count - 1 else { return nil }
        let points = Array(key.inputs.dropFirst())
        let sum = constant + BN254.G1.multiScalarMultiplication(points: points, scalars: inputs)
        return Groth16Proof(a: key.alpha, b: key.beta, c: -sum)
    }
}
