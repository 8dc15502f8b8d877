import Foundation
import Glibc
import ProofProver
import ProofVerifier

/// What one proof took, phase by phase.
struct ProofPhases {
    /// A phase with its time on the clock and on all processors; where other work runs, the second says more.
    struct Phase {
        var name: String
        var elapsed: Double
        var processor: Double

        var line: String {
            let times = [elapsed, processor].map { (1_000 * $0).formatted(digits: 1).padded(to: 10, leading: true) }
            return "  \(name.padded(to: 44))\(times[0]) ms elapsed\(times[1]) ms processor"
        }
    }

    private(set) var phases: [Phase] = []
    private(set) var proofByteCount = 0
    private(set) var logCells = 0
    private(set) var arenaByteCount = 0

    /// Makes and verifies the proof of a run.
    ///
    /// - Parameters:
    ///   - parameters: The level.
    ///   - workers: Threads of the prover; the verifier has one.
    ///   - run: Gives the statement and the trace; timed as a phase.
    /// - Throws: What running, proving or verifying throws.
    init(
        parameters: ProofParameters,
        workers: Workers,
        run: () throws -> (statement: MachineStatement, trace: Trace)
    ) throws {
        var run = Optional(try timed("run and trace", run))
        guard let statement = run?.statement, let rowCounts = run?.trace.usedRowCounts else { return }
        let (prover, table) = try timed("parameters, stacking") {
            let prover = try MachineProver(
                statement: statement,
                usedRowCounts: rowCounts,
                parameters: parameters,
                workers: workers
            )
            let table = try prover.stack(run?.trace.tables ?? [])
            run = nil
            return (prover, table)
        }
        var transcript = prover.makeTranscript()
        let commitment = try timed("commitment") { try prover.commit(table, to: &transcript) }
        let (claim, value) = try timed("LogUp-GKR, joint sumcheck") { try prover.argue(table, transcript: &transcript) }
        try timed("opening") { try prover.open(commitment, claim, value: value, transcript: &transcript) }
        try timed("verify") {
            try MachineVerifier.verify(transcript.proof, statement: statement, parameters: parameters)
        }
        proofByteCount = transcript.proof.count
        logCells = prover.shape.stack.variableCount
        arenaByteCount = prover.peakByteCount
    }

    private mutating func timed<Value>(_ name: String, _ body: () throws -> Value) rethrows -> Value {
        let (start, processorStart) = (Self.seconds(CLOCK_MONOTONIC), Self.seconds(CLOCK_PROCESS_CPUTIME_ID))
        let value = try body()
        phases.append(
            Phase(
                name: name,
                elapsed: Self.seconds(CLOCK_MONOTONIC) - start,
                processor: Self.seconds(CLOCK_PROCESS_CPUTIME_ID) - processorStart
            )
        )
        return value
    }

    /// Keeps the shorter time of each phase of two proofs of one run.
    mutating func keepFastest(_ other: ProofPhases) {
        for (index, phase) in other.phases.enumerated() {
            phases[index].elapsed = min(phases[index].elapsed, phase.elapsed)
            phases[index].processor = min(phases[index].processor, phase.processor)
        }
    }

    /// The prover's phases together: all but the run and the verification.
    var proving: Phase { total("prove, all phases", phases.dropFirst().dropLast()) }

    /// All that a proof takes, from the program on.
    var whole: Phase { total("run, trace and prove", phases.dropLast()) }

    private func total(_ name: String, _ phases: some Sequence<Phase>) -> Phase {
        phases.reduce(into: Phase(name: name, elapsed: 0, processor: 0)) { total, phase in
            total.elapsed += phase.elapsed
            total.processor += phase.processor
        }
    }

    /// Prints the phases and their sums, the size of the arena and the process's peak of memory.
    func printLines() {
        for phase in phases + [proving, whole] { print(phase.line) }
        print("  arena: \(arenaByteCount >> 20) MiB reached; process: \(Self.peakMebibytes()) MiB at most (VmHWM)")
    }

    /// Most resident memory of the process so far, as the system counts it; 0 where it does not say.
    private static func peakMebibytes() -> Int {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
        else { return 0 }
        return (Int(line.filter(\.isNumber)) ?? 0) >> 10
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
