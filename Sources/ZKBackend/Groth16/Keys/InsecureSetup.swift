import Cryptography
package import Primitives
package import ProofProver

/// The set-up of a circuit from a seed, INSECURE: whoever knows the seed can forge proofs of anything.
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
    ///   - phases: How much of the set-up is done.
    /// - Returns: The key for the prover, with the verifier's in it.
    /// - Throws: `SetupError` when the circuit is too large or has too many inputs.
    package static func provingKey(
        of system: R1CS,
        seed: Bytes32,
        workers: Workers,
        phases: SetupPhases = .both
    ) throws(SetupError) -> ProvingKey {
        let secrets = try Secrets(of: system, seed: seed, phases: phases)
        let numbers = secrets.numbers
        // It exists: tau is chosen so.
        guard let cosetLagrange = secrets.domain.lagrangeValues(at: numbers.tau, shift: EvaluationDomain.cosetShift)
        else { throw .tooManyConstraints(system.constraintCount) }

        let columns = system.columnValues(secrets.lagrange, upTo: system.variableCount)
        let combinations = columns.combinations(numbers)
        let inverseOfDelta = numbers.delta.inverse
        // On the shifted domain Z is the constant shift^n - 1; see `R1CS.quotientValues`.
        let vanishingOnCoset = secrets.domain.vanishingValue(at: EvaluationDomain.cosetShift)
        let quotientFactor =
            secrets.domain.vanishingValue(at: numbers.tau) * inverseOfDelta * vanishingOnCoset.inverse

        let g1 = BN254G1Multiples(of: .generator)
        let g2 = BN254G2Multiples(of: .generator)
        let single = PointSums.products(g1, [numbers.beta, numbers.delta], .one)
        return ProvingKey(
            circuit: system.digest,
            insecureSeed: seed,
            verifyingKey: verifyingKey(numbers, Array(combinations.prefix(system.publicCount)), g1, g2),
            betaG1: single[0],
            deltaG1: single[1],
            a: PointSums.products(g1, columns.a, workers),
            bG1: PointSums.products(g1, columns.b, workers),
            bG2: PointSums.products(g2, columns.b, workers),
            privateInputs: PointSums.products(
                g1,
                combinations.dropFirst(system.publicCount).map { $0 * inverseOfDelta },
                workers
            ),
            quotient: PointSums.products(g1, cosetLagrange.map { $0 * quotientFactor }, workers)
        )
    }

    /// The verifier's key of a circuit under a seed: the one that `provingKey` holds, without the work for the rest.
    ///
    /// It takes a few multiples of generators, so that a key from a file need not be trusted: this says which it is.
    ///
    /// - Throws: `SetupError` when the circuit is too large or has too many inputs.
    package static func verifyingKey(
        of system: R1CS,
        seed: Bytes32,
        phases: SetupPhases = .both
    ) throws(SetupError) -> VerifyingKey {
        let secrets = try Secrets(of: system, seed: seed, phases: phases)
        let columns = system.columnValues(secrets.lagrange, upTo: system.publicCount)
        return verifyingKey(
            secrets.numbers,
            columns.combinations(secrets.numbers),
            BN254G1Multiples(of: .generator),
            BN254G2Multiples(of: .generator)
        )
    }

    /// The verifier's key of what is forgotten, and of the public columns' combinations.
    private static func verifyingKey(
        _ numbers: InsecureSecrets,
        _ combinations: [BN254.Fr],
        _ g1: BN254G1Multiples,
        _ g2: BN254G2Multiples
    ) -> VerifyingKey {
        let inverseOfGamma = numbers.gamma.inverse
        let pointsG1 = PointSums.products(g1, [numbers.alpha] + combinations.map { $0 * inverseOfGamma }, .one)
        let pointsG2 = PointSums.products(g2, [numbers.beta, numbers.gamma, numbers.delta], .one)
        return VerifyingKey(
            alpha: pointsG1[0],
            beta: pointsG2[0],
            gamma: pointsG2[1],
            delta: pointsG2[2],
            inputs: Array(pointsG1.dropFirst())
        )
    }

    /// What both keys of a circuit begin with.
    private struct Secrets {
        let domain: EvaluationDomain
        let numbers: InsecureSecrets
        /// The values at tau of the polynomials that are one at one row's point.
        let lagrange: [BN254.Fr]

        init(of system: R1CS, seed: Bytes32, phases: SetupPhases) throws(SetupError) {
            guard system.publicCount - 1 <= VerifyingKey.inputLimit else {
                throw .tooManyInputs(system.publicCount - 1)
            }
            guard let logSize = system.logDomainSize, let domain = EvaluationDomain(logSize: logSize)
            else { throw .tooManyConstraints(system.constraintCount) }
            let numbers = InsecureSecrets(seed: seed, circuit: system.digest, domain: domain, phases: phases)
            // They exist: tau is chosen so.
            guard let lagrange = domain.lagrangeValues(at: numbers.tau, shift: .one)
            else { throw .tooManyConstraints(system.constraintCount) }
            self.domain = domain
            self.numbers = numbers
            self.lagrange = lagrange
        }
    }
}

/// Values at tau of the columns' polynomials.
private struct ColumnValues {
    let a: [BN254.Fr]
    let b: [BN254.Fr]
    let c: [BN254.Fr]

    /// For each column, beta A + alpha B + C.
    func combinations(_ numbers: InsecureSecrets) -> [BN254.Fr] {
        a.indices.map { numbers.beta * a[$0] + numbers.alpha * b[$0] + c[$0] }
    }
}

extension R1CS {
    /// The values at tau of the polynomials of the first columns, the public ones at least.
    fileprivate func columnValues(_ lagrange: [BN254.Fr], upTo count: Int) -> ColumnValues {
        var a = self.a.transposedProduct(with: lagrange, columnCount: count)
        for column in 0..<publicCount { a[column] += lagrange[constraintCount + column] }
        return ColumnValues(
            a: a,
            b: b.transposedProduct(with: lagrange, columnCount: count),
            c: c.transposedProduct(with: lagrange, columnCount: count)
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
