package import ProofProver
package import ProofVerifier
import RISCVMachine
import RISCVProver

/// A run with its key, from which honest and forged proofs are made and verified.
package struct ProvedRun: Sendable {
    /// The run.
    package let run: GuestRun
    /// The key's level.
    package let securityBits: Int
    private let system: MachineProofSystem<RISCVDefinition>
    private let key: MachineVerificationKey<RISCVProgram>

    /// The 43 bytes are not an output.
    package struct NoStatement: Error {}

    /// A run whose proofs are of some level.
    package init(_ run: GuestRun, securityBits: Int = 24) throws {
        self.run = run
        self.securityBits = securityBits
        system = MachineProofSystem(try GuestRun.machine.get().definition, securityBits: securityBits)
        key = system.verificationKey(for: run.program)
    }

    private var parameters: ProofParameters { ProofParameters(securityBits: securityBits) }

    private func statement(of output: [UInt8]) throws -> MachineStatement {
        let definition = try GuestRun.machine.get().definition
        guard let statement = definition.statement(key, publicValues: output) else { throw NoStatement() }
        return statement
    }

    /// The proof that a prover without assertions makes of a trace, for an output that it claims.
    package func prove(_ trace: Trace? = nil, claiming output: [UInt8]? = nil) throws -> [UInt8] {
        let statement = try statement(of: output ?? run.output)
        var trace = trace ?? run.trace
        trace.publicFractions = statement.publicFractions
        return try MachineProver.prove(
            trace,
            statement: statement,
            parameters: parameters,
            workers: Workers(count: 2),
            unchecked: true
        )
    }

    /// Why a proof is refused; nil when it is accepted.
    package func refusal(of proof: [UInt8], claiming output: [UInt8]? = nil) -> VerificationError? {
        do throws(VerificationError) {
            try system.verify(key, publicValues: output ?? run.output, proof: proof)
            return nil
        } catch {
            return error
        }
    }

    /// The fields of an accepted proof in order.
    package func fields(of proof: [UInt8]) throws -> [VerifierTranscript.Field] {
        let statement = try statement(of: run.output)
        var transcript = VerifierTranscript(domain: MachineVerifier.domain, proof: proof, recordsFields: true)
        try MachineVerifier.verify(&transcript, statement: statement, parameters: parameters)
        return transcript.fields
    }
}
