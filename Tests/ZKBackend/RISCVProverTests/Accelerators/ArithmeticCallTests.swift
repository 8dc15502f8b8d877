import Cryptography
import GuestExecutor
import Primitives
import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver
import RISCVTestSupport
import Testing

/// Arithmetic calls in programs of the whole machine.
@Suite("RISC-V accelerators: arithmetic on the whole machine")
struct ArithmeticCallTests {
    /// A program that makes each call several times, on memory that they share.
    private static func program() -> CallProgram {
        let g = Secp256k1.Point.generator
        var program = CallProgram()
        let step = program.place(g.x.integer, g.y.integer)
        let sum = program.place(g.x.integer, g.y.integer)
        for _ in 0..<5 {
            program.call(.secp256k1Double, sum)
            program.call(.secp256k1Add, sum, step)
        }
        for modulus in 0..<4 as Range<Int32> {
            program.call(.multiplyModulo, sum, modulus, sum, sum + 32)
            program.call(.multiplyAddModulo, sum + 32, modulus, sum, sum)
            program.call(.invertModulo, sum, modulus, sum + 32)
        }
        return program
    }

    @Test("The tables of a run with every arithmetic call keep every rule, and its proof is accepted")
    func wholeMachine() throws {
        let run = try Self.program().guestRun()
        #expect(try run.violations() == [])
        let machine = try GuestRun.machine.get()
        let system = MachineProofSystem(machine.definition, securityBits: 32)
        let key = system.verificationKey(for: run.program)
        let statement = try #require(machine.definition.statement(key, publicValues: run.output))
        let proof = try MachineProver.prove(
            run.trace,
            statement: statement,
            parameters: ProofParameters(securityBits: 32),
            workers: Workers(count: 2)
        )
        try system.verify(key, publicValues: run.output, proof: proof)
    }

    @Test(
        "A forged result breaks the rules of the whole machine",
        arguments: ["secp256k1 point", "modular arithmetic"]
    )
    func forgedResult(chip: String) throws {
        let run = try Self.program().guestRun()
        let machine = try GuestRun.machine.get()
        let index = try #require(machine.machine.chips.firstIndex { $0.name == chip })
        let name = chip == "modular arithmetic" ? "r word 0 limb 0" : "x3 word 0 limb 0"
        let column = try #require(machine.machine.chips[index].column(named: name))
        var trace = run.trace
        trace.tables[index][column, 0] += .one
        #expect(try run.violations(in: trace) != [])
    }
}
