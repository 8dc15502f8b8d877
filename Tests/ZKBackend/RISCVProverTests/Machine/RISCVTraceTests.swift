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

    /// The executor has zeros there, the image's table has no rows.
    @Test func accessesBehindTheInitialDataHaveNoTrace() throws {
        let image = [UInt8](repeating: 1, count: 8)
        for offset: Int32 in [8, 2040] {
            let text = [Assembly.immediate(.ld, 5, Register.sp, offset)] + Assembly.exit()
            #expect(throws: ProvableRISCVMachine.RunFailure.self) { _ = try GuestRun(text, image: image) }
        }
        let text = [Assembly.immediate(.ld, 5, Register.sp, 0)] + Assembly.exit()
        #expect(try GuestRun(text, image: image).violations() == [])
    }

    /// Calls reach behind the initial data with a part of an operand too, and from one region into the next.
    @Test func operandsBehindTheInitialDataHaveNoTrace() throws {
        func keccak(_ address: UInt64, image: Int) throws -> GuestRun {
            let pointer = Int32(truncatingIfNeeded: address)
            let text = Assembly.load(pointer, into: Register.a0) + Assembly.load(0x1001, into: Register.a7)
            return try GuestRun(text + [Assembly.ecall] + Assembly.exit(), image: [UInt8](repeating: 1, count: image))
        }
        func refusedAddress(_ address: UInt64, image: Int) throws -> UInt64? {
            do {
                _ = try keccak(address, image: image)
                return nil
            } catch ProvableRISCVMachine.RunFailure.accessBehindImage(let address) {
                return address
            }
        }
        let (image, ram) = (MachineMap.image, MachineMap.ram)
        #expect(try refusedAddress(image, image: 192) == image + 192)
        #expect(try refusedAddress(image + 400, image: 200) == image + 592)
        #expect(try refusedAddress(ram - 8, image: 200) == ram - 8)
        #expect(try refusedAddress(image - 192, image: 0) == image)
        for address in [image, image - 200, ram, ram + 4000, image - 192] {
            #expect(try keccak(address, image: 200).violations() == [], "\(address)")
        }
    }

    @Test func loadsBehindTheInputAreOfZeros() throws {
        let text = Assembly.load(0x3000_1000, into: 5) + [Assembly.immediate(.ld, 6, 5, 0)] + Assembly.exit()
        let run = try GuestRun(text, input: [1])
        #expect(try run.violations() == [])
        #expect(run.execution.finalRegisters[6].value == 0)
    }

    /// A run that has no result has no trace either.
    @Test func runsThatEndBadlyHaveNoTrace() throws {
        let machine = try GuestRun.machine.get()
        for text in [Assembly.exit(1), [0], [Assembly.ebreak], [Assembly.immediate(.jalr, 0, 0, 0)]] {
            let program = try RISCVProgram(ProgramImage(elf: ELFWriter(text: text).bytes))
            #expect(throws: ProvableRISCVMachine.RunFailure.self) {
                _ = try machine.run(program, input: ProvableRISCVMachine.Input([]))
            }
        }
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
