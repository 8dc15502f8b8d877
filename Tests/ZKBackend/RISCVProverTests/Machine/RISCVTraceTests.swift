import GuestExecutor
import MachineTestSupport
import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver
import RISCVTestSupport
import Testing

/// Runs of small programs balance, and their proofs are accepted.
@Suite struct RISCVTraceTests {
    @Test(arguments: SamplePrograms.all)
    func tracesAreAccepted(_ sample: SampleProgram) throws {
        let run = try sample.run()
        #expect(try run.violations() == [])
    }

    @Test func aReducedProofIsAccepted() throws {
        try Self.proveAndVerify(SamplePrograms.memory.run(), securityBits: 32)
    }

    @Test func aProofOf128BitsIsAccepted() throws {
        try Self.proveAndVerify(SamplePrograms.arithmetic.run(), securityBits: 128)
    }

    private static func proveAndVerify(_ run: GuestRun, securityBits: Int) throws {
        let machine = try GuestRun.machine.get()
        let system = MachineProofSystem(machine.definition, securityBits: securityBits)
        let key = system.verificationKey(for: run.program)
        let statement = try #require(machine.definition.statement(key, publicValues: run.output))
        let proof = try MachineProver.prove(
            run.trace,
            statement: statement,
            parameters: ProofParameters(securityBits: securityBits),
            workers: Workers(count: 2)
        )
        try system.verify(key, publicValues: run.output, proof: proof)
        var other = run.output
        other[42] ^= 1
        #expect(throws: VerificationError.self) { try system.verify(key, publicValues: other, proof: proof) }
    }
}
