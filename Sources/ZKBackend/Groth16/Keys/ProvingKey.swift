import Cryptography
package import Primitives

/// What a prover must know of a circuit besides its constraints.
package struct ProvingKey: Equatable, Sendable {
    /// Digest of the circuit that the key is of.
    package let circuit: Bytes32
    /// The seed of the INSECURE set-up that it comes from.
    package let insecureSeed: Bytes32
    /// The key for verifiers.
    package let verifyingKey: VerifyingKey
    /// beta in G1.
    let betaG1: BN254.G1
    /// delta in G1.
    let deltaG1: BN254.G1
    /// For each column, its polynomial of A at tau, in G1.
    let a: [BN254.G1]
    /// For each column, its polynomial of B at tau, in G1.
    let bG1: [BN254.G1]
    /// For each column, its polynomial of B at tau, in G2.
    let bG2: [BN254.G2]
    /// For each private column, its polynomials' combination over delta, in G1.
    let privateInputs: [BN254.G1]
    /// For each point of the shifted domain, what turns (A B - C) there into the quotient's share of a proof, in G1.
    let quotient: [BN254.G1]

    /// s of the domain 2^s.
    var logDomainSize: Int { quotient.count.trailingZeroBitCount }

    /// Whether the key names a circuit and has as many points of each sort as that circuit needs.
    ///
    /// The digest alone says nothing of a file that somebody wrote: it stands in the head, beside counts of any size.
    package func isOf(_ system: R1CS) -> Bool {
        system.digest == circuit && verifyingKey.inputs.count == system.publicCount
            && privateInputs.count == system.privateCount && a.count == system.variableCount
            && bG1.count == system.variableCount && bG2.count == system.variableCount
            && logDomainSize == system.logDomainSize
    }
}
