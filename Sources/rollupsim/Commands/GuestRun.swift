import GuestExecutor
import GuestProofs
import GuestProver
import RISCVProver

/// A run of a program, and how long it took.
struct GuestRun {
    let program: ProgramImage
    let inputByteCount: Int
    let outcome: Result<ExecutionProfile, ExecutionError>
    /// Time of the same run without counting.
    let time: Duration

    init(_ program: ProgramImage, input: [UInt8], hints: [UInt8], cycleLimit: UInt64) {
        let executor = Executor(program, cycleLimit: cycleLimit)
        let clock = ContinuousClock()
        let start = clock.now
        self.program = program
        inputByteCount = input.count
        let plain: Result<ExecutionResult, ExecutionError>
        do throws(ExecutionError) {
            plain = .success(try executor.run(input: input, hints: hints))
        } catch {
            plain = .failure(error)
        }
        time = clock.now - start
        outcome = plain.flatMap { _ in
            do throws(ExecutionError) {
                return .success(try executor.profile(input: input, hints: hints))
            } catch {
                return .failure(error)
            }
        }
    }

    /// What a proof of the run takes; nil without a result.
    ///
    /// - Parameter verifier: Whose machine would prove it.
    /// - Returns: The prediction, or why there can be no proof.
    func prediction(by verifier: GuestVerifier) -> Result<ProofPrediction, NoPrediction>? {
        guard let profile = try? outcome.get() else { return nil }
        do {
            let key = try GuestKey(program, verifier: verifier)
            return .success(try GuestProver(verifier: verifier, threadCount: 1).prediction(key, of: profile))
        } catch {
            return .failure(NoPrediction(reason: "\(error)"))
        }
    }

    /// Why a run has no prediction.
    struct NoPrediction: Error {
        let reason: String
    }
}
