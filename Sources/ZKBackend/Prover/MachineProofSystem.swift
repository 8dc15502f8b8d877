package import Primitives

/// Our own proof system over a machine: stacked commitment, LogUp-GKR, joint sumcheck, WHIR.
package struct MachineProofSystem<Definition: ProvableMachine>: ProofSystem {
    /// Why there is no proof.
    package enum ProvingFailure: Error {
        /// The program has no result on the input.
        case run(Definition.RunFailure)
        /// The run's public values are not ones that a statement can have.
        case publicValues
        /// The trace is refused.
        case trace(ProvingError)
    }

    private let definition: Definition
    private let workers: Workers
    package let securityBits: Int

    /// A proof system of a machine at a level.
    ///
    /// - Parameters:
    ///   - definition: The machine.
    ///   - securityBits: Level of the proofs made, and the least accepted.
    ///   - workers: Threads that prove.
    package init(_ definition: Definition, securityBits: Int, workers: Workers) {
        self.definition = definition
        self.securityBits = securityBits
        self.workers = workers
    }

    package var name: String { definition.name }

    package func verificationKey(for program: Definition.Program) -> MachineVerificationKey<Definition.Program> {
        MachineVerificationKey(
            securityBits: securityBits,
            machineDigest: definition.machine.digest,
            program: program
        )
    }

    package func prove(
        _ program: Definition.Program,
        input: Definition.Input
    ) throws(ProvingFailure) -> ProvenRun<Definition.PublicValues> {
        let run: (publicValues: Definition.PublicValues, trace: Trace)
        do throws(Definition.RunFailure) {
            run = try definition.run(program, input: input)
        } catch {
            throw .run(error)
        }
        guard let statement = definition.statement(program: program, publicValues: run.publicValues) else {
            throw .publicValues
        }
        do throws(ProvingError) {
            let proof = try MachineProver.prove(
                run.trace,
                statement: statement,
                parameters: ProofParameters(securityBits: securityBits),
                workers: workers
            )
            return ProvenRun(publicValues: run.publicValues, proof: proof)
        } catch {
            throw .trace(error)
        }
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
        guard let statement = definition.statement(program: key.program, publicValues: publicValues) else {
            throw .publicValues
        }
        try MachineVerifier.verify(
            proof,
            statement: statement,
            parameters: ProofParameters(securityBits: key.securityBits)
        )
    }
}

/// What a verifier of a machine's proofs holds.
package struct MachineVerificationKey<Program: Hashable & Sendable>: Hashable, Sendable {
    /// Provable bits that a proof must have.
    package var securityBits: Int
    /// The machine's description.
    package var machineDigest: Bytes32
    /// The program, from which the verifier computes its fixed columns and its identity.
    package var program: Program

    /// Joins the parts.
    package init(securityBits: Int, machineDigest: Bytes32, program: Program) {
        self.securityBits = securityBits
        self.machineDigest = machineDigest
        self.program = program
    }
}
