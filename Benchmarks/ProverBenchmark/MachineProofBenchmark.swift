import GuestExecutor
import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver

/// Proves a plain loop on the RV64IM machine at 128 bits: instructions per second without any accelerator's help.
enum MachineProofBenchmark {
    /// Why there was no proof to time.
    struct Failure: Error {
        let reason: String
    }

    /// Proves once and prints the phases and the rate.
    ///
    /// - Throws: `Failure`, or what assembling, running, proving or verifying throws; none should.
    static func printProof(_ request: ProofRequest) throws {
        let image = try ExecutorBenchmark.program(rounds: Int32(request.rounds))
        let program = try RISCVProgram(image)
        let workers = Workers(count: request.threads)
        let machine = ProvableRISCVMachine(try RISCVDefinition(), workers: workers)
        let cycleCount = try Executor(image, cycleLimit: TraceClock.cycleLimit).run(input: []).cycleCount
        let proof = try ProofPhases(parameters: ProofParameters(securityBits: 128), workers: workers) {
            let run = try machine.run(program, input: ProvableRISCVMachine.Input([]))
            guard let statement = machine.statement(program: program, publicValues: run.publicValues) else {
                throw Failure(reason: "the loop's output is no statement")
            }
            return (statement, run.trace)
        }
        print(
            "RV64IM without accelerators, \(cycleCount) instructions, 2^\(proof.logCells) cells, 128 bits,"
                + " threads: \(request.threads), \(Kernels.selected.variant.rawValue), proof: \(proof.proofByteCount) bytes"
        )
        proof.printLines()
        let thousands = Double(cycleCount) / 1_000
        let (elapsed, processor) = (thousands / proof.whole.elapsed, thousands / proof.whole.processor)
        print("  \(elapsed.formatted(digits: 1)) kHz on the clock, \(processor.formatted(digits: 1)) kHz of a core")
    }
}
