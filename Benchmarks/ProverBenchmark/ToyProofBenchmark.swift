import Glibc
import ProofProver
import ProofVerifier
import ToyMachine

/// Proves a run of the toy machine of 2^16 instructions at 128 bits: the time of each phase, and the proof's size.
struct ToyProofBenchmark {
    private let air: ToyAIR
    private let program: ToyProgram
    private let parameters = ProofParameters(securityBits: 128)

    /// A run of 65,492 instructions: loads, stores, additions and branches.
    init() throws {
        air = try ToyAIR()
        program = try ToyPrograms.increments(words: 818, passes: 16)
    }

    /// Proves and verifies, and prints the fastest of some repetitions by phase.
    ///
    /// - Parameters:
    ///   - workers: Threads of the prover; the verifier has one.
    ///   - repetitions: At least 1.
    /// - Throws: What proving or verifying throws; neither should.
    func printTimes(workers: Workers, repetitions: Int = 3) throws {
        var phases: [Phase] = []
        var proofByteCount = 0
        for _ in 0..<repetitions {
            let (times, byteCount) = try phaseTimes(workers: workers)
            proofByteCount = byteCount
            guard !phases.isEmpty else {
                phases = times
                continue
            }
            for (index, time) in times.enumerated() {
                phases[index].elapsed = min(phases[index].elapsed, time.elapsed)
                phases[index].processor = min(phases[index].processor, time.processor)
            }
        }
        print("toy machine, 65,492 instructions, 128 bits, threads: \(workers.count), proof: \(proofByteCount) bytes")
        let proving = phases.dropFirst().dropLast()
        let total = Phase(
            name: "prove, all phases",
            elapsed: proving.reduce(0) { $0 + $1.elapsed },
            processor: proving.reduce(0) { $0 + $1.processor }
        )
        for phase in phases + [total] { print(phase.line) }
    }

    /// A phase with its time on the clock and on all processors; where other work runs, the second says more.
    private struct Phase {
        var name: String
        var elapsed: Double
        var processor: Double

        var line: String {
            let times = [elapsed, processor].map { (1_000 * $0).formatted(digits: 1).padded(to: 10, leading: true) }
            return "  \(name.padded(to: 44))\(times[0]) ms elapsed\(times[1]) ms processor"
        }
    }

    private func phaseTimes(workers: Workers) throws -> (phases: [Phase], proofByteCount: Int) {
        var phases: [Phase] = []
        func timed<Value>(_ name: String, _ body: () throws -> Value) rethrows -> Value {
            let (start, processorStart) = (seconds(CLOCK_MONOTONIC), seconds(CLOCK_PROCESS_CPUTIME_ID))
            defer {
                phases.append(
                    Phase(
                        name: name,
                        elapsed: seconds(CLOCK_MONOTONIC) - start,
                        processor: seconds(CLOCK_PROCESS_CPUTIME_ID) - processorStart
                    )
                )
            }
            return try body()
        }
        let (output, trace) = try timed("run and trace") { try air.run(program, input: []) }
        guard let statement = air.statement(program: program, publicValues: output) else {
            throw VerificationError.publicValues
        }
        let (prover, table) = try timed("parameters, stacking") {
            let prover = try MachineProver(
                statement: statement,
                usedRowCounts: trace.usedRowCounts,
                parameters: parameters,
                workers: workers
            )
            return (prover, try prover.stack(trace.tables))
        }
        var transcript = prover.makeTranscript()
        let commitment = timed("commitment") { prover.commit(table, to: &transcript) }
        let (claim, value) = try timed("LogUp-GKR, joint sumcheck") { try prover.argue(table, transcript: &transcript) }
        timed("opening") { prover.open(commitment, claim, value: value, transcript: &transcript) }
        try timed("verify") {
            try MachineVerifier.verify(transcript.proof, statement: statement, parameters: parameters)
        }
        return (phases, transcript.proof.count)
    }

    private func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
