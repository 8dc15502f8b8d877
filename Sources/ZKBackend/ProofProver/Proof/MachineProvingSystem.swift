package import ProofVerifier

/// Our own proof system over a machine, with its prover.
package struct MachineProvingSystem<Definition: ProvableMachine>: ProvingSystem {
    /// Why there is no proof.
    package enum ProvingFailure: Error {
        /// The program has no result on the input.
        case run(Definition.RunFailure)
        /// The run's public values are not ones that a statement can have.
        case publicValues
        /// The trace is refused.
        case trace(ProvingError)
    }

    private let verifier: MachineProofSystem<Definition>
    private let workers: Workers

    /// A proof system of a machine at a level.
    ///
    /// - Parameters:
    ///   - definition: The machine.
    ///   - securityBits: Level of the proofs made, and the least accepted.
    ///   - workers: Threads that prove.
    package init(_ definition: Definition, securityBits: Int, workers: Workers) {
        verifier = MachineProofSystem(definition, securityBits: securityBits)
        self.workers = workers
    }

    package var name: String { verifier.name }

    package var securityBits: Int { verifier.securityBits }

    package func verificationKey(for program: Definition.Program) -> MachineVerificationKey<Definition.Program> {
        verifier.verificationKey(for: program)
    }

    package func prove(
        _ program: Definition.Program,
        input: Definition.Input
    ) throws(ProvingFailure) -> ProvenRun<Definition.PublicValues> {
        let run: (publicValues: Definition.PublicValues, trace: Trace)
        do throws(Definition.RunFailure) {
            run = try verifier.definition.run(program, input: input)
        } catch {
            throw .run(error)
        }
        guard let statement = verifier.definition.statement(program: program, publicValues: run.publicValues) else {
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
        try verifier.verify(key, publicValues: publicValues, proof: proof)
    }
}
