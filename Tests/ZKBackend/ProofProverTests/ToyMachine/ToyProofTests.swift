import Primitives
import ProofProver
import ProofVerifier
import Testing
import ToyMachine

@Suite("The toy machine, proved")
struct ToyProofTests {
    private let air: ToyAIR
    private let program: ToyProgram
    private let input = ToyPrograms.everyRuleInput

    init() throws {
        air = try ToyAIR()
        program = try ToyPrograms.everyRule()
    }

    private func system(_ securityBits: Int = 24, threads: Int = 2) -> MachineProvingSystem<ToyAIR> {
        MachineProvingSystem(air, securityBits: securityBits, workers: Workers(count: threads))
    }

    private func refusal(
        _ system: MachineProvingSystem<ToyAIR>,
        _ key: MachineVerificationKey<ToyProgram>,
        _ output: [UInt8],
        _ proof: [UInt8]
    ) -> VerificationError? {
        do throws(VerificationError) {
            try system.verify(key, publicValues: output, proof: proof)
            return nil
        } catch {
            return error
        }
    }

    @Test("A run of every instruction is proved and verified at 128 bits, in less than 300 KiB")
    func fullParameters() throws {
        let system = system(128)
        let run = try system.prove(program, input: input)
        try system.verify(system.verificationKey(for: program), publicValues: run.publicValues, proof: run.proof)
        #expect(run.publicValues == (try ToyExecutor.run(program, input: input)).output)
        #expect(run.proofByteCount < 300 << 10)
        print("toy proof at 128 bits: \(run.proofByteCount) bytes")
    }

    @Test("The same run gives the same bytes with 1, 2 and 3 threads and on the portable kernels")
    func determinism() throws {
        let proof = try system(threads: 1).prove(program, input: input).proof
        #expect(try system(threads: 2).prove(program, input: input).proof == proof)
        #expect(try system(threads: 3).prove(program, input: input).proof == proof)
        #expect(try Kernels.$selected.withValue(.portable) { try system().prove(program, input: input).proof } == proof)
    }

    @Test("Each byte of the output: changed, the proof is refused; so are outputs of other lengths")
    func publicValues() throws {
        let system = system()
        let key = system.verificationKey(for: program)
        let run = try system.prove(program, input: input)
        #expect(refusal(system, key, run.publicValues, run.proof) == nil)
        #expect(run.publicValues.count == ToyLayout.outputByteCount)
        for index in run.publicValues.indices {
            var changed = run.publicValues
            changed[index] ^= UInt8(1) << UInt8(index % 8)
            #expect(refusal(system, key, changed, run.proof) == .unbalancedBuses, "byte \(index)")
        }
        for changed in [run.publicValues + [0], Array(run.publicValues.dropLast()), []] {
            #expect(refusal(system, key, changed, run.proof) == .publicValues)
        }
    }

    @Test("A proof for one key is refused for another: program, data, entry, machine or level")
    func keys() throws {
        let system = system()
        let key = system.verificationKey(for: program)
        let run = try system.prove(program, input: input)
        func refused(_ change: (inout MachineVerificationKey<ToyProgram>) -> Void) -> VerificationError? {
            var other = key
            change(&other)
            return refusal(system, other, run.publicValues, run.proof)
        }
        func refusedProgram(_ change: (inout ToyProgram) -> Void) -> VerificationError? {
            var other = program
            change(&other)
            #expect(other == program || system.verificationKey(for: other) != key)
            return refusal(system, system.verificationKey(for: other), run.publicValues, run.proof)
        }
        #expect(refused { _ in } == nil && refusedProgram { _ in } == nil)
        #expect(refusedProgram { $0.entry += 4 } != nil)
        #expect(refusedProgram { $0.image[2] += 1 } != nil)
        #expect(refusedProgram { $0.image.append(0) } != nil)
        // An instruction that the run jumps over is as much part of the program as any.
        #expect(refusedProgram { $0.instructions[11] = .halt } != nil)
        #expect(refused { $0.machineDigest = .zero } == .foreignMachine)
        #expect(refused { $0.securityBits = 23 } == .securityLevel(required: 24, got: 23))
        #expect(refused { $0.securityBits = 25 } != nil)
    }

    @Test("A chain that requires 100 bits refuses an honest proof of 24, under its own key and under one of 100")
    func weakProofs() throws {
        let weak = system()
        let run = try weak.prove(program, input: input)
        let strong = system(100)
        #expect(
            refusal(strong, weak.verificationKey(for: program), run.publicValues, run.proof)
                == .securityLevel(required: 100, got: 24)
        )
        #expect(refusal(strong, strong.verificationKey(for: program), run.publicValues, run.proof) != nil)
        let other = try strong.prove(program, input: input)
        #expect(refusal(strong, strong.verificationKey(for: program), other.publicValues, other.proof) == nil)
    }

    @Test(
        "In each column a cell is changed, and prover and verifier go through it: the proof is refused, as the checker says"
    )
    func mutatedColumns() throws {
        let (output, trace) = try air.run(program, input: input)
        let statement = try #require(air.statement(program: program, publicValues: output))
        let checker = TraceChecker(air.machine)
        var tried = 0
        var refused = 0
        for (chip, table) in trace.tables.enumerated() {
            for columnName in air.machine.chips[chip].columnNames {
                let name = "\(air.machine.chips[chip].name).\(columnName)"
                let column = try #require(air.machine.chips[chip].column(named: columnName))
                let mutant = (0..<table.usedRowCount).lazy
                    .map { row in trace.adding(.one, chip: chip, column: column, row: row) }
                    .first { !checker.violations(in: $0, limit: 1).isEmpty }
                let mutated = try #require(mutant, "\(name): no changed cell breaks a rule")
                let proof = try MachineProver.prove(
                    mutated,
                    statement: statement,
                    parameters: .reduced,
                    workers: Workers(count: 2),
                    unchecked: true
                )
                tried += 1
                do throws(VerificationError) {
                    try MachineVerifier.verify(proof, statement: statement, parameters: .reduced)
                    Issue.record("\(name): accepted")
                } catch {
                    refused += 1
                    #expect([.unbalancedBuses, .columnValues].contains(error), "\(name): \(error)")
                }
            }
        }
        #expect(tried == air.machine.columnCount)
        print("toy columns mutated through the prover: \(tried), refused: \(refused)")
    }
}

extension Trace {
    /// The trace with a number added to one cell.
    fileprivate func adding(_ difference: Goldilocks, chip: Int, column: Column, row: Int) -> Trace {
        var changed = self
        changed.tables[chip][column, row] += difference
        return changed
    }
}
