import Cryptography
package import Primitives
package import ProofProver

/// Makes Groth16 proofs under one key.
package struct Groth16Prover: Sendable {
    private let system: R1CS
    private let key: ProvingKey
    private let domain: EvaluationDomain

    /// The prover of a circuit.
    ///
    /// - Throws: `Groth16ProvingError.foreignKey` when the key is of another circuit.
    package init(_ system: R1CS, key: ProvingKey) throws(Groth16ProvingError) {
        guard system.digest == key.circuit, key.a.count == system.variableCount,
            key.verifyingKey.inputs.count == system.publicCount, key.logDomainSize == system.logDomainSize,
            let domain = EvaluationDomain(logSize: key.logDomainSize)
        else { throw .foreignKey }
        self.system = system
        self.key = key
        self.domain = domain
    }

    /// Number of the circuit's constraints.
    package var constraintCount: Int { system.constraintCount }

    /// The proof of an assignment.
    ///
    /// The two numbers that hide the assignment are derived from it and the seed, so that the same call gives the same
    /// bytes. Nothing here claims zero knowledge: in a simulator all data is public.
    ///
    /// - Parameters:
    ///   - assignment: Values that satisfy the circuit.
    ///   - seed: Any 32 bytes; another seed gives another proof of the same.
    ///   - workers: Threads; the proof does not depend on their number.
    /// - Returns: A proof for the assignment's public inputs.
    /// - Throws: `Groth16ProvingError`, which names the first constraint that does not hold.
    package func proof(
        of assignment: Assignment,
        seed: Bytes32,
        workers: Workers
    ) throws(Groth16ProvingError) -> Groth16Proof {
        do throws(AssignmentError) {
            try system.check(assignment)
        } catch {
            throw .assignment(error)
        }
        let values = assignment.values.map(\.value)
        let (r, s) = masks(values, seed: seed)
        let quotient = system.quotientValues(assignment, domain: domain, workers: workers)

        let verifyingKey = key.verifyingKey
        let deltaMultiples = { (k: BN254.Fr) in key.deltaG1.multiplied(by: k.value) }
        let a = verifyingKey.alpha + PointSums.sum(key.a, values, workers) + deltaMultiples(r)
        let bG1 = key.betaG1 + PointSums.sum(key.bG1, values, workers) + deltaMultiples(s)
        let b =
            verifyingKey.beta
            + PointSums.sum(key.bG2 + [verifyingKey.delta], values + [s.value], workers)
        let witness = PointSums.sum(key.privateInputs, Array(values.dropFirst(system.publicCount)), workers)
        let c =
            witness + PointSums.sum(key.quotient, quotient.map(\.value), workers)
            + a.multiplied(by: s.value) + bG1.multiplied(by: r.value) + -deltaMultiples(r * s)
        return Groth16Proof(a: a, b: b, c: c)
    }

    /// r and s, from the seed, the circuit and all values.
    private func masks(_ values: [UInt256], seed: Bytes32) -> (r: BN254.Fr, s: BN254.Fr) {
        var hasher = Keccak256Hasher()
        hasher.update(key.circuit.bytes)
        for value in values { hasher.update(value.bigEndianBytes) }
        let bytes = seed.bytes + hasher.finalize().bytes
        return (
            DerivedScalars.element("rollupsim/groth16/mask/1/r", bytes),
            DerivedScalars.element("rollupsim/groth16/mask/1/s", bytes)
        )
    }
}

/// Why there is no proof.
package enum Groth16ProvingError: Error, Equatable, CustomStringConvertible {
    /// The key is of another circuit.
    case foreignKey
    /// The values are not an assignment that satisfies the circuit.
    case assignment(AssignmentError)

    /// The sentence for a message.
    package var description: String {
        switch self {
        case .foreignKey: "the proving key is of another circuit"
        case .assignment(let error): error.description
        }
    }
}
