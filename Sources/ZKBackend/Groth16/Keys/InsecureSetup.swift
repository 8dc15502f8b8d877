import Cryptography
package import Primitives
package import ProofProver

/// The set-up of a circuit from a seed. INSECURE: whoever knows the seed can forge proofs of anything.
///
/// A real set-up is a ceremony whose secrets nobody knows. This one is for simulations, where all keys must come out
/// equal on every machine; it says so in its name, and every key carries its seed.
package enum InsecureSetup {
    /// The keys of a circuit under a seed.
    ///
    /// - Parameters:
    ///   - system: The circuit.
    ///   - seed: Any 32 bytes; another seed gives other keys.
    ///   - workers: Threads; the keys do not depend on their number.
    /// - Returns: The key for the prover, with the verifier's in it.
    /// - Throws: `SetupError` when the circuit is too large or has too many inputs.
    package static func provingKey(
        of system: R1CS,
        seed: Bytes32,
        workers: Workers
    ) throws(SetupError) -> ProvingKey {
        guard system.publicCount - 1 <= VerifyingKey.inputLimit else { throw .tooManyInputs(system.publicCount - 1) }
        guard let logSize = system.logDomainSize, let domain = EvaluationDomain(logSize: logSize)
        else { throw .tooManyConstraints(system.constraintCount) }
        let digest = system.digest
        let secrets = InsecureSecrets(seed: seed, circuit: digest, domain: domain)
        // Both exist: the secrets are chosen so.
        guard let lagrange = domain.lagrangeValues(at: secrets.tau, shift: .one),
            let cosetLagrange = domain.lagrangeValues(at: secrets.tau, shift: EvaluationDomain.cosetShift)
        else { throw .tooManyConstraints(system.constraintCount) }

        var a = system.a.transposedProduct(with: lagrange, columnCount: system.variableCount)
        for column in 0..<system.publicCount { a[column] += lagrange[system.constraintCount + column] }
        let b = system.b.transposedProduct(with: lagrange, columnCount: system.variableCount)
        let c = system.c.transposedProduct(with: lagrange, columnCount: system.variableCount)
        let combinations = (0..<system.variableCount).map { secrets.beta * a[$0] + secrets.alpha * b[$0] + c[$0] }
        let inverseOfGamma = secrets.gamma.inverse
        let inverseOfDelta = secrets.delta.inverse
        // On the shifted domain Z is the constant shift^n - 1; see `R1CS.quotientValues`.
        let vanishingOnCoset = domain.vanishingValue(at: EvaluationDomain.cosetShift)
        let quotientFactor = domain.vanishingValue(at: secrets.tau) * inverseOfDelta * vanishingOnCoset.inverse

        let g1 = BN254G1Multiples(of: .generator)
        let g2 = BN254G2Multiples(of: .generator)
        let single = PointSums.products(g1, [secrets.alpha, secrets.beta, secrets.delta], .one)
        let singleG2 = PointSums.products(g2, [secrets.beta, secrets.gamma, secrets.delta], .one)
        let inputs = combinations.prefix(system.publicCount).map { $0 * inverseOfGamma }
        return ProvingKey(
            circuit: digest,
            insecureSeed: seed,
            verifyingKey: VerifyingKey(
                alpha: single[0],
                beta: singleG2[0],
                gamma: singleG2[1],
                delta: singleG2[2],
                inputs: PointSums.products(g1, inputs, workers)
            ),
            betaG1: single[1],
            deltaG1: single[2],
            a: PointSums.products(g1, a, workers),
            bG1: PointSums.products(g1, b, workers),
            bG2: PointSums.products(g2, b, workers),
            privateInputs: PointSums.products(
                g1,
                combinations.dropFirst(system.publicCount).map { $0 * inverseOfDelta },
                workers
            ),
            quotient: PointSums.products(g1, cosetLagrange.map { $0 * quotientFactor }, workers)
        )
    }
}

/// Why a circuit has no keys.
package enum SetupError: Error, Equatable, CustomStringConvertible {
    /// With the public columns there are more rows than the field has roots of unity, 2^28.
    case tooManyConstraints(Int)
    /// More public inputs than `VerifyingKey.inputLimit`.
    case tooManyInputs(Int)

    /// The sentence for a message.
    package var description: String {
        switch self {
        case .tooManyConstraints(let count): "\(count) constraints are more than a domain holds"
        case .tooManyInputs(let count): "\(count) public inputs are more than a key holds"
        }
    }
}
