package import GuestExecutor
package import GuestProofs
import ProofProver
import ProofVerifier
import RISCVMachine
package import RISCVProver

/// Proves runs of guest programs.
///
/// What a proof takes is known before it begins (`ProofPrediction`), and a proof that would take more memory than it
/// may is not begun. A finished proof is handed over only when the verifier accepts it.
package struct GuestProver: Sendable {
    /// Verifies what is proved; its machine runs the programs.
    package let verifier: GuestVerifier
    /// Threads that prove; the proof's bytes do not depend on them.
    package let threadCount: Int
    /// Most bytes of resident memory that a proof may be predicted to take.
    package let memoryLimit: Int

    /// A prover of a verifier's machine.
    ///
    /// - Parameters:
    ///   - verifier: The machine, and the level of the keys.
    ///   - threadCount: At least 1.
    ///   - memoryLimit: In bytes; by default what the system says is available.
    package init(verifier: GuestVerifier, threadCount: Int, memoryLimit: Int = ProcessMemory.availableByteCount) {
        self.verifier = verifier
        self.threadCount = max(1, threadCount)
        self.memoryLimit = memoryLimit
    }

    /// Runs a program without proving anything.
    ///
    /// - Parameters:
    ///   - key: The program's key.
    ///   - input: EXECUTE's input bytes, or what else the program reads.
    ///   - hints: What may spare the program work; no part of the statement.
    /// - Returns: The run's counts with its output.
    /// - Throws: `GuestProvingError.program` or `.run`.
    package func profile(_ key: GuestKey, input: [UInt8], hints: [UInt8]) throws(GuestProvingError) -> ExecutionProfile
    {
        try inExecutor(key) { executor throws(ExecutionError) in try executor.profile(input: input, hints: hints) }
    }

    /// What a proof of a run takes.
    package func prediction(_ key: GuestKey, of profile: ExecutionProfile) throws(GuestProvingError) -> ProofPrediction
    {
        ProofPrediction(
            profile,
            program: key.machineKey.program,
            statement: try statement(key, profile.result.output),
            definition: verifier.system.definition,
            securityBits: key.securityBits
        )
    }

    /// Proves a run.
    ///
    /// - Parameters:
    ///   - key: The program's key, of `verifier`.
    ///   - input: What the program reads.
    ///   - hints: What may spare the program work; no part of the statement.
    ///   - observer: Told of the prediction and of each phase.
    /// - Returns: A proof that the verifier has accepted.
    /// - Throws: `GuestProvingError`.
    package func prove(
        _ key: GuestKey,
        input: [UInt8],
        hints: [UInt8],
        observer: some ProvingObserver
    ) throws(GuestProvingError) -> GuestProof {
        observer.willBegin(.run)
        let profile = try profile(key, input: input, hints: hints)
        let prediction = try prediction(key, of: profile)
        observer.didPredict(prediction)
        let predicted: PredictedProof
        do throws(ProofPrediction.Refusal) {
            predicted = try prediction.outcome.get()
        } catch {
            throw .tooLarge(error)
        }
        guard predicted.peakByteCount <= memoryLimit else {
            throw .memoryLimit(predictedByteCount: predicted.peakByteCount, limit: memoryLimit)
        }
        let publicValues = profile.result.output
        let proof = try prove(key, input: input, hints: hints, publicValues: publicValues, observer: observer)
        observer.willBegin(.verification)
        if let reason = verifier.refusal(key, publicValues: publicValues, proof: proof) { throw .refused(reason) }
        observer.didEnd()
        return GuestProof(keyHash: key.hash, publicValues: publicValues, proof: proof)
    }

    private func prove(
        _ key: GuestKey,
        input: [UInt8],
        hints: [UInt8],
        publicValues: [UInt8],
        observer: some ProvingObserver
    ) throws(GuestProvingError) -> [UInt8] {
        let (prover, table) = try stackedTable(key, input: input, hints: hints, publicValues, observer)
        do throws(ProvingError) {
            var transcript = prover.makeTranscript()
            observer.willBegin(.commitment)
            let commitment = try prover.commit(table, to: &transcript)
            let (claim, value) = try prover.argue(table, transcript: &transcript) { phase in
                observer.willBegin(ProvingPhase(phase))
            }
            observer.willBegin(.opening)
            try prover.open(commitment, claim, value: value, transcript: &transcript)
            return transcript.proof
        } catch {
            throw .proving(error)
        }
    }

    /// The prover of a run with the table that it commits to; run and trace end with the call.
    private func stackedTable(
        _ key: GuestKey,
        input: [UInt8],
        hints: [UInt8],
        _ publicValues: [UInt8],
        _ observer: some ProvingObserver
    ) throws(GuestProvingError) -> (MachineProver, FieldTable) {
        let trace = try trace(key, input: input, hints: hints, observer)
        let statement = try statement(key, publicValues)
        do throws(ProvingError) {
            let prover = try MachineProver(
                statement: statement,
                usedRowCounts: trace.usedRowCounts,
                parameters: ProofParameters(securityBits: key.securityBits),
                workers: Workers(count: threadCount)
            )
            return (prover, try prover.stack(trace.tables))
        } catch {
            throw .proving(error)
        }
    }

    private func trace(
        _ key: GuestKey,
        input: [UInt8],
        hints: [UInt8],
        _ observer: some ProvingObserver
    ) throws(GuestProvingError) -> Trace {
        let record = try inExecutor(key) { executor throws(ExecutionError) in
            try executor.trace(input: input, hints: hints)
        }
        observer.willBegin(.trace)
        let machine = ProvableRISCVMachine(verifier.system.definition, workers: Workers(count: threadCount))
        do throws(ProvableRISCVMachine.RunFailure) {
            return try machine.trace(of: record, program: key.machineKey.program)
        } catch {
            throw .trace(error)
        }
    }

    private func inExecutor<Outcome>(
        _ key: GuestKey,
        _ body: (Executor) throws(ExecutionError) -> Outcome
    ) throws(GuestProvingError) -> Outcome {
        guard let image = ProgramImage(key.machineKey.program) else { throw .program }
        do throws(ExecutionError) {
            return try body(Executor(image, cycleLimit: TraceClock.cycleLimit))
        } catch {
            throw .run(error)
        }
    }

    private func statement(_ key: GuestKey, _ output: [UInt8]) throws(GuestProvingError) -> MachineStatement {
        guard let statement = verifier.system.definition.statement(key.machineKey, publicValues: output) else {
            throw .output
        }
        return statement
    }
}
