import ArgumentParser
import ExecutePrecompile
import GuestProofs
import GuestProver
import InputFiles
import TextOutput

/// `rollupsim prove`: a proof that the guest program has validated a block.
struct ProveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Prove that the guest program has validated a block.",
        discussion: """
            BLOCK is an archived block (*.json), a scenario (*.yaml) of which --block names the step that seals the block, or a \
            file with EXECUTE's input bytes. A scenario with rollups on proofs proves its blocks itself: see `run`. What the proof \
            will take is printed first; a proof that would take too much is not begun. The finished proof is verified before it \
            is written.
            """
    )

    @Argument(help: ArgumentHelp("The block's file.", valueName: "block"))
    var file: String

    @Option(name: [.short, .long], help: ArgumentHelp("File for the proof.", valueName: "file"))
    var output: String

    @Option(help: ArgumentHelp("The scenario's step that seals the block (default: the last).", valueName: "step"))
    var block: String?

    @Option(
        help: ArgumentHelp("Release of the guest program, 1 to \(ProgramReleases.numbers.upperBound).", valueName: "n")
    )
    var release = 1

    @OptionGroup var proving: ProvingOptions

    @Flag(help: "Print one JSON document instead of text.")
    var json = false

    func validate() throws {
        let numbers = ProgramReleases.numbers
        guard numbers.contains(release) else {
            throw ValidationError("--release is \(release), not \(numbers.lowerBound) to \(numbers.upperBound)")
        }
    }

    func run() throws {
        let target: OutputFile
        do throws(OutputFileError) {
            target = try OutputFile(output)
        } catch {
            throw Exit.usage("\(error)")
        }
        guard !target.isSame(as: file) else { throw Exit.usage("\(output): the proof would replace its block") }
        let input = try BlockInput.read(file, step: block)
        let releases = try ShippedGuest.releases()
        let key = releases.keys[release - 1]
        let prover = proving.prover(releases.verifier)
        var report = ProvingReport(name: input.name, key: key, release: release, inputByteCount: input.bytes.count)
        report.threads = prover.threadCount
        if !json { writeToStandardOutput(report.heading) }
        let progress = ProvingProgress(name: input.name, threadCount: prover.threadCount)
        let stopwatch = progress.stopwatch { prediction in
            report.predicted = ProvingReport.Prediction(prediction, threadCount: proving.busyThreadCount)
            if !json { writeToStandardOutput(report.predictionText) }
        }
        let proof: GuestProof
        do throws(GuestProvingError) {
            proof = try prover.prove(key, input: input.bytes, hints: input.hints, observer: stopwatch)
            progress.clear()
        } catch {
            progress.clear()
            throw try failed(error, &report)
        }
        guard proof.publicValues == input.nativeOutput else {
            throw Exit.internalFailure("\(file): the guest and native execution disagree")
        }
        do throws(OutputFileError) {
            try target.replace(with: proof.encoded)
        } catch {
            throw Exit.usage("\(error)")
        }
        report.finish(proof, stopwatch, under: key, verifier: releases.verifier, file: output)
        writeToStandardOutput(json ? try JSONText.document(report) : report.resultText)
    }

    private func failed(_ error: GuestProvingError, _ report: inout ProvingReport) throws -> ExitCode {
        let message = "\(file): no proof: \(error)"
        if json {
            report.failure = "\(error)"
            writeToStandardOutput(try JSONText.document(report))
        }
        if error.isLimit { return Exit.limitExceeded(message) }
        return error.isFault ? Exit.internalFailure(message) : Exit.assertionFailed(message)
    }
}
