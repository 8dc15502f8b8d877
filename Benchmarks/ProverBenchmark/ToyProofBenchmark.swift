import ProofProver
import ProofVerifier
import ToyMachine

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
        let proof = try prove(workers: workers)
        print(
            "toy machine, \(instructionCount) instructions, 2^\(proof.logCells) cells, 128 bits,"
                + " threads: \(workers.count), \(Kernels.selected.variant.rawValue), proof: \(proof.proofByteCount) bytes"
        )
        proof.printLines()
    }

    /// Proves and verifies, and prints the fastest of some repetitions by phase.
    ///
    /// - Parameters:
    ///   - workers: Threads of the prover; the verifier has one.
    ///   - repetitions: At least 1.
    /// - Throws: What proving or verifying throws; neither should.
    func printTimes(workers: Workers, repetitions: Int = 3) throws {
        var fastest = try prove(workers: workers)
        for _ in 1..<max(1, repetitions) { fastest.keepFastest(try prove(workers: workers)) }
        print(
            "toy machine, \(instructionCount) instructions, 128 bits, threads: \(workers.count),"
                + " proof: \(fastest.proofByteCount) bytes"
        )
        for phase in fastest.phases + [fastest.proving] { print(phase.line) }
    }

    private func prove(workers: Workers) throws -> ProofPhases {
        try ProofPhases(parameters: parameters, workers: workers) {
            let (output, trace) = try air.run(program, input: [])
            guard let statement = air.statement(program: program, publicValues: output) else {
                throw VerificationError.publicValues
            }
            return (statement, trace)
        }
    }
}
