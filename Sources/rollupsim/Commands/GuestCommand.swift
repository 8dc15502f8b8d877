import ArchivedBlocks
import ArgumentParser
import Foundation
import GuestExecutor
import InputFiles
import StateTransition

/// `rollupsim guest`: the program that is proved.
struct GuestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guest",
        abstract: "Works with the program that a proof is about: stateless validation compiled to RISC-V.",
        subcommands: [GuestRunCommand.self]
    )
}

/// `rollupsim guest run`: a public block validated by the guest program.
struct GuestRunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run the guest program on a public block, profile it and predict its proof.",
        discussion: """
            BLOCK.json holds a mainnet or Hoodi block's RLP and its witness, the parent's header included. The 43 bytes \
            are compared with those of native execution.
            """
    )

    @Argument(help: "The block's file.")
    var file: String

    @Option(help: "An ELF file to run instead of the built-in guest program.")
    var elf: String?

    @Option(help: "Functions to list, those with most cycles first.")
    var functions = 15

    @Flag(help: "Print one JSON document instead of a table.")
    var json = false

    /// Greatest size of an ELF file in bytes.
    private static let elfByteLimit = 64 << 20
    /// Cycles after which a run is given up.
    private static let cycleLimit: UInt64 = 1 << 34

    func validate() throws {
        guard functions >= 0 else { throw ValidationError("--functions must not be negative") }
    }

    func run() throws {
        let block = try BlockFile.read(file)
        let program = try loadProgram()
        let native = BlockValidation(block)
        if let failure = native.failure {
            throw Exit.assertionFailed("\(file): \(failure.isAboutFile ? "" : "the block is invalid: ")\(failure)")
        }
        guard let input = block.statelessInput(after: native), let expected = native.output else {
            throw Exit.usage("\(file): the witness lacks the parent's header, without which the guest cannot judge")
        }
        let hints = SignatureHints(transactions: input.newPayloadRequest.executionPayload.transactions)
        let run = GuestRun(program, input: input.encoded, hints: hints.bytes, cycleLimit: Self.cycleLimit)
        let report = GuestRunReport(
            name: block.name,
            run: run,
            expected: expected.encoded,
            gasUsed: native.block?.header.gasUsed ?? 0,
            functionLimit: functions,
            prediction: run.prediction(by: try ShippedGuest.verifier())
        )
        writeToStandardOutput(json ? try report.json() : report.text)
        guard let failure = report.failure else { return }
        let message = "\(file): \(failure)"
        throw switch run.outcome {
        case .failure(.outOfHostMemory): Exit.internalFailure(message)
        case .failure(.inputTooLong): Exit.limitExceeded(message)
        case .failure(.stopped(let stop)) where stop.reason.isCycleLimit: Exit.limitExceeded(message)
        default: Exit.assertionFailed(message)
        }
    }

    private func loadProgram() throws -> ProgramImage {
        let bytes: [UInt8]
        if let elf {
            do throws(InputFileError) {
                bytes = try InputFile.read(elf, upTo: Self.elfByteLimit)
            } catch {
                throw Exit.usage("\(error)")
            }
        } else {
            bytes = ShippedGuest.elf
        }
        do throws(ProgramImageError) {
            return try ProgramImage(elf: bytes)
        } catch {
            throw Exit.usage("\(elf ?? "the built-in guest program"): \(error)")
        }
    }
}
