/// Our own proof system over a machine, as whoever verifies sees it: stacked commitment, LogUp-GKR, joint sumcheck,
/// WHIR.
package struct MachineProofSystem<Definition: VerifiableMachine>: ProofSystem {
    /// Gives the machine, and says what programs and public values mean on it.
    package let definition: Definition
    package let securityBits: Int

    /// Makes keys of one level, and accepts no key of a lower one.
    ///
    /// - Parameters:
    ///   - definition: The machine.
    ///   - securityBits: Level of the keys made, and the least accepted.
    package init(_ definition: Definition, securityBits: Int) {
        self.definition = definition
        self.securityBits = securityBits
    }

    package var name: String { definition.name }

    package func verificationKey(for program: Definition.Program) -> MachineVerificationKey<Definition.Program> {
        MachineVerificationKey(program, on: definition, securityBits: securityBits)
    }

    package func verify(
        _ key: MachineVerificationKey<Definition.Program>,
        publicValues: Definition.PublicValues,
        proof: [UInt8]
    ) throws(VerificationError) {
        guard key.machineDigest == definition.machine.digest else { throw .foreignMachine }
        guard key.securityBits >= securityBits else {
            throw .securityLevel(required: securityBits, got: key.securityBits)
        }
        guard let statement = definition.statement(key, publicValues: publicValues) else {
            throw .publicValues
        }
        try MachineVerifier.verify(
            proof,
            statement: statement,
            parameters: ProofParameters(securityBits: key.securityBits)
        )
    }
}
