import Foundation
import Glibc
import ProofProver
import ProofVerifier
import ToyMachine

/// What `ProverBenchmark proof` is asked for.
struct ProofRequest {
    /// log2 of the cells that are committed.
    private(set) var logCells = 25
    /// Threads of the prover.
    private(set) var threads = 2

    /// Reads the arguments after `proof`; nil when they are not pairs of a known option and a number in its range.
    init?(_ arguments: some Collection<String>) {
        var rest = Array(arguments)[...]
        while let option = rest.popFirst() {
            guard let number = rest.popFirst().flatMap({ Int($0) }) else { return nil }
            switch option {
            case "--log-cells" where (16...28).contains(number): logCells = number
            case "--threads" where (1...64).contains(number): threads = number
            default: return nil
            }
        }
    }
}

/// Proves a run of the toy machine at 128 bits: the time of each phase, and the proof's size.
struct ToyProofBenchmark {
    private let instructionCount: UInt64
    private let air: ToyAIR
    private let program: ToyProgram
    private let parameters = ProofParameters(securityBits: 128)

    /// A run of 65,492 instructions: loads, stores, additions and branches.
    init() throws {
        try self.init(words: 818, passes: 16)
    }

    /// A run whose tables fill at most 2^logCells cells and more than half of them: an instruction takes just below 32.
    init(_ request: ProofRequest) throws {
        let instructionCount: UInt64 = (1 << (request.logCells - 5)) / 128 * 127
        let words = min(818, instructionCount / 8)
        try self.init(words: words, passes: instructionCount / (5 * words + 3))
    }

    private init(words: UInt64, passes: UInt64) throws {
        air = try ToyAIR()
        program = try ToyPrograms.increments(words: words, passes: passes)
        instructionCount = (5 * words + 3) * passes + 4
    }

    /// Proves once and prints the phases, the size of the arena and the process's peak of memory.
    ///
    /// - Throws: What proving or verifying throws; neither should.
    func printColdProof(workers: Workers) throws {
        let run = try phaseTimes(workers: workers)
        print(
            "toy machine, \(instructionCount) instructions, 2^\(run.logCells) cells, 128 bits,"
                + " threads: \(workers.count), proof: \(run.proofByteCount) bytes"
        )
        for phase in run.phases + [Self.total(of: run.phases)] { print(phase.line) }
        print("  arena: \(run.arenaByteCount >> 20) MiB reached; process: \(peakKibibytes() >> 10) MiB at most (VmHWM)")
    }

    /// The prover's phases together: all but the run and the verification.
    private static func total(of phases: [Phase]) -> Phase {
        let proving = phases.dropFirst().dropLast()
        return Phase(
            name: "prove, all phases",
            elapsed: proving.reduce(0) { $0 + $1.elapsed },
            processor: proving.reduce(0) { $0 + $1.processor }
        )
    }

    /// Most resident memory of the process so far, as the system counts it; 0 where it does not say.
    private func peakKibibytes() -> Int {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
        else { return 0 }
        return Int(line.filter(\.isNumber)) ?? 0
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
            let run = try phaseTimes(workers: workers)
            let times = run.phases
            proofByteCount = run.proofByteCount
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
        for phase in phases + [Self.total(of: phases)] { print(phase.line) }
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

    /// What one proof took.
    private struct ProofRun {
        var phases: [Phase]
        var proofByteCount: Int
        var logCells: Int
        var arenaByteCount: Int
    }

    private func phaseTimes(workers: Workers) throws -> ProofRun {
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
        let commitment = try timed("commitment") { try prover.commit(table, to: &transcript) }
        let (claim, value) = try timed("LogUp-GKR, joint sumcheck") { try prover.argue(table, transcript: &transcript) }
        try timed("opening") { try prover.open(commitment, claim, value: value, transcript: &transcript) }
        try timed("verify") {
            try MachineVerifier.verify(transcript.proof, statement: statement, parameters: parameters)
        }
        return ProofRun(
            phases: phases,
            proofByteCount: transcript.proof.count,
            logCells: prover.shape.stack.variableCount,
            arenaByteCount: prover.peakByteCount
        )
    }

    private func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
