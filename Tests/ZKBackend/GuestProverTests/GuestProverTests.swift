import GuestExecutor
import GuestProofs
import GuestProver
import HostAccelerators
import MachineTestSupport
import ProofProver
import ProofVerifier
import RISCVMachine
import RISCVProver
import RISCVTestSupport
import Testing

/// A small guest from run to verified proof, at the level of all keys.
@Suite("Proofs of guest runs")
struct GuestProverTests {
    static let output = [UInt8](1...43)

    static func prover(threads: Int = 2, memoryLimit: Int = .max) throws -> GuestProver {
        let verifier = try #require(GuestVerifier())
        return GuestProver(verifier: verifier, threadCount: threads, memoryLimit: memoryLimit)
    }

    static func key(_ prover: GuestProver, output: [UInt8] = output) throws -> GuestKey {
        try GuestKey(elf: SampleGuest.elf(output: output), verifier: prover.verifier)
    }

    @Test func proofIsOfTheRunAndAsPredicted() throws {
        let prover = try Self.prover()
        let key = try Self.key(prover)
        let stopwatch = ProofStopwatch()
        let proof = try prover.prove(key, input: [9], hints: [8], observer: stopwatch)
        #expect(proof.keyHash == key.hash && proof.publicValues == Self.output)
        #expect(prover.verifier.refusal(key, publicValues: proof.publicValues, proof: proof.proof) == nil)
        #expect(stopwatch.phases.map(\.phase) == ProvingPhase.allCases)
        #expect(stopwatch.phases.allSatisfy { $0.seconds > 0 })
        let predicted = try #require(stopwatch.prediction).outcome.get()
        #expect(abs(predicted.byteCount - proof.proof.count) * 100 <= 15 * proof.proof.count)
        let soundness = prover.verifier.soundness(key, publicValues: proof.publicValues, proof: proof.proof)
        #expect(soundness == predicted.soundness)
        let report = try #require(soundness).report()
        #expect(report.meets(securityBits: 128))
        let (weakest, all) = (try #require(report.totalBits), try #require(report.unionBits))
        #expect(all < weakest && all > weakest - 6)
        #expect(ProcessMemory.peakByteCount > 1 << 20)
        // Threads are the prover's own business.
        let alone = try Self.prover(threads: 1).prove(key, input: [9], hints: [8], observer: ProofStopwatch())
        #expect(alone == proof)
    }

    /// Rows that are counted from a profile are those of the trace, for programs that use every chip.
    @Test func rowsArePredictedExactly() throws {
        for sample in SamplePrograms.all {
            let run = try sample.run()
            let image = try #require(ProgramImage(run.program))
            let profile = try Executor(image).profile(input: sample.input)
            let machine = try GuestRun.machine.get().definition
            let rows = machine.usedRowCounts(of: profile, program: run.program)
            for (chip, (predicted, used)) in zip(machine.machine.chips, zip(rows, run.trace.usedRowCounts)) {
                #expect(predicted == used, "\(sample): \(chip.name)")
            }
        }
    }

    @Test func proofBeyondTheMemoryIsNotBegun() throws {
        let prover = try Self.prover(memoryLimit: 1 << 20)
        let key = try Self.key(prover)
        let stopwatch = ProofStopwatch()
        do throws(GuestProvingError) {
            _ = try prover.prove(key, input: [], hints: [], observer: stopwatch)
            Issue.record("a proof in no memory")
        } catch {
            guard case .memoryLimit(let predicted, let limit) = error else {
                Issue.record("\(error)")
                return
            }
            let prediction = try #require(stopwatch.prediction).outcome.get()
            #expect(predicted == prediction.peakByteCount && limit == 1 << 20)
            #expect(error.isLimit && !error.isFault && "\(error)".contains("by prediction, and may take 1 MiB"))
        }
        stopwatch.didEnd()
        #expect(stopwatch.phases.map(\.phase) == [.run])
    }

    @Test func runWithoutAResultHasNoProof() throws {
        let prover = try Self.prover()
        let failing = ELFWriter(text: Assembly.exit(3)).bytes
        let key = try GuestKey(elf: failing, verifier: prover.verifier)
        do throws(GuestProvingError) {
            _ = try prover.prove(key, input: [], hints: [], observer: ProofStopwatch())
            Issue.record("a proof of a run that failed")
        } catch {
            guard case .run = error else {
                Issue.record("\(error)")
                return
            }
            #expect(!error.isLimit && !error.isFault)
        }
    }

    /// 2^25 rows of one chip are the most that a proof has; the run is refused by its profile.
    @Test func runBeyondTheTablesIsRefused() throws {
        let prover = try Self.prover()
        // Two instructions, 2^25 + 2^20 times each.
        var text = Assembly.load((1 << 25) + (1 << 20), into: 5)
        text += [Assembly.immediate(.addi, 5, 5, -1), Assembly.branch(.bne, 5, 0, -4)]
        let key = try GuestKey(elf: ELFWriter(text: text + Assembly.exit()).bytes, verifier: prover.verifier)
        do throws(GuestProvingError) {
            _ = try prover.prove(key, input: [], hints: [], observer: ProofStopwatch())
            Issue.record("a proof of too many rows")
        } catch {
            guard case .tooLarge(.shape(.shape)) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(error.isLimit)
        }
    }
}
