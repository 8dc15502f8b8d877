import ArgumentParser
import Foundation
import GuestExecutor
import InputFiles

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
        abstract: "Run the guest program on a block, profile it and predict its proof.",
        discussion: """
            BLOCK is an archived block (*.json: RLP and witness, the parent's header included), a scenario (*.yaml) of which \
            --block names the step that seals the block, or a file with EXECUTE's input bytes. The 43 bytes are compared with those \
            of native execution.
            """
    )

    @Argument(help: ArgumentHelp("The block's file.", valueName: "block"))
    var file: String

    @Option(help: ArgumentHelp("The scenario's step that seals the block (default: the last).", valueName: "step"))
    var block: String?

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
        let input = try BlockInput.read(file, step: block)
        let program = try loadProgram()
        let run = GuestRun(program, input: input.bytes, hints: input.hints, cycleLimit: Self.cycleLimit)
        let report = GuestRunReport(
            name: input.name,
            run: run,
            expected: input.nativeOutput,
            gasUsed: input.gasUsed,
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
