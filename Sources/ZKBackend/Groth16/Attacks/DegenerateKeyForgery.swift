import Cryptography
package import Primitives

/// The forgery under a key whose gamma equals its delta, as snarkjs leaves it when nobody contributed to the second
/// phase of a set-up. A simulated attack: it shows what a contract accepts whose key was never finished.
///
/// With gamma = delta the equation is e(A, B) = e(alpha, beta) e(V + C, delta). A = alpha, B = beta and C = -V satisfy it
/// for every V, that is for every public input, without a witness.
package enum DegenerateKeyForgery {
    /// A proof of any inputs, or nil when the key is not degenerate or the inputs are not as many as it has.
    package static func proof(under key: VerifyingKey, inputs: [UInt256]) -> Groth16Proof? {
        guard key.gamma == key.delta, let constant = key.inputs.first, inputs.count == key.inputs.count - 1 else {
            return nil
        }
        let points = Array(key.inputs.dropFirst())
        let sum = constant + BN254.G1.multiScalarMultiplication(points: points, scalars: inputs)
        return Groth16Proof(a: key.alpha, b: key.beta, c: -sum)
    }
}
