import ToyMachine
import ZKBackend

/// Times the toy machine's proof by phase, with its size.
struct ToyProofBenchmark {
    private let air: ToyAIR
    private let program: ToyProgram
    private let parameters: ProofParameters

    /// A run of 2^16 instructions, up to 44, at a level.
    init(securityBits: Int) throws {
        air = try ToyAIR()
        program = try ToyPrograms.increments(words: 818, passes: 16)
        parameters = ProofParameters(securityBits: securityBits)
    }

    /// Prints one line a phase.
    func run(workers: Workers) throws {
        let clock = ContinuousClock()
        func timed<Value>(_ name: String, _ body: () throws -> Value) rethrows -> Value {
            var result: Value?
            let start = clock.now
            let value = try body()
            result = value
            let seconds = (clock.now - start) / .milliseconds(1)
            print("  \(name): \(Int(seconds * 10) / 10).\(Int(seconds * 10) % 10) ms")
            return result ?? value
        }
        let (output, trace) = try timed("run and trace") { try air.run(program, input: []) }
        guard let statement = air.statement(program: program, publicValues: output) else { return }
        print("  rows: \(trace.usedRowCounts)")
        let start = clock.now
        let prover = try timed("shape") {
            try MachineProver(
                statement: statement,
                usedRowCounts: trace.usedRowCounts,
                parameters: parameters,
                workers: workers
            )
        }
        print("  stacked 2^\(prover.shape.stack.variableCount), leaves 2^\(prover.shape.leaves.variableCount)")
        let table = try timed("stack") { try prover.stack(trace.tables) }
        var transcript = prover.makeTranscript()
        let commitment = timed("commit") { prover.commit(table, to: &transcript) }
        let (claim, value) = try timed("LogUp-GKR and joint sumcheck") {
            try prover.argue(table, transcript: &transcript)
        }
        timed("open") { prover.open(commitment, claim, value: value, transcript: &transcript) }
        print("  prove: \((clock.now - start) / .milliseconds(1)) ms, \(transcript.proof.count) bytes")
        try timed("verify") {
            try MachineVerifier.verify(transcript.proof, statement: statement, parameters: parameters)
        }
        try timed("verify again") {
            try MachineVerifier.verify(transcript.proof, statement: statement, parameters: parameters)
        }
    }
}
