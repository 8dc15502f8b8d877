import ArgumentParser
import Conformance
import EVM
import Foundation
import Primitives
import TextOutput

/// `rollupsim evm`: the machine by itself.
struct EVMCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evm",
        abstract: "Works with the Ethereum virtual machine alone, without a chain.",
        subcommands: [EVMRunCommand.self]
    )
}

/// `rollupsim evm run`: a piece of code and its calldata.
struct EVMRunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run code on an empty state, and print its output and the gas of the execution alone.",
        discussion: """
            The gas is that of the execution alone: no intrinsic gas, no calldata floor, no refund. Sender, receiver and \
            precompiles are warm, and no other account exists. The exit code is 1 when the code reverts or halts, and the \
            output says why.
            """
    )

    // Values are taken as they stand, whatever they begin with, so that a wrong one is told as what it is.
    @Option(parsing: .unconditional, help: ArgumentHelp("The code.", valueName: "hex"))
    var code: String?

    @Option(help: ArgumentHelp("A file with the code in hexadecimal; - for standard input.", valueName: "file"))
    var codeFile: String?

    @Option(parsing: .unconditional, help: ArgumentHelp("The calldata.", valueName: "hex"))
    var input: String?

    @Option(help: ArgumentHelp("A file with the calldata in hexadecimal; - for standard input.", valueName: "file"))
    var inputFile: String?

    @Flag(help: "The code is init code, the input its arguments; the output is the code of the contract that it makes.")
    var create = false

    @Option(help: ArgumentHelp("The rules: \(Fork.names).", valueName: "name"))
    var fork = Fork.osaka.name

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Gas to begin with, decimal or hexadecimal behind 0x.", valueName: "gas")
    )
    var gas = "1000000000"

    @Option(parsing: .unconditional, help: ArgumentHelp("Who calls.", valueName: "address"))
    var sender: String?

    @Option(parsing: .unconditional, help: ArgumentHelp("Where the code stands.", valueName: "address"))
    var receiver: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Wei that goes along, decimal or hexadecimal behind 0x.", valueName: "wei")
    )
    var value = "0"

    @Flag(help: "Write an EIP-3155 trace to standard error: a line an instruction, a summary line.")
    var trace = false

    @Flag(help: "Print one JSON document instead of text.")
    var json = false

    /// Words that no option takes, to be told with what they may have been meant for.
    @Argument(help: .hidden)
    var strays: [String] = []

    /// Most gas: the memory that it can buy has to fit into the computer's.
    private static let gasLimit = UInt256(10_000_000_000)

    func validate() throws {
        if let stray = strays.first {
            throw ValidationError(
                "\(HexInput.quoted(stray).printable) stands alone: code is behind --code or --code-file, calldata behind "
                    + "--input or --input-file"
            )
        }
        guard (code == nil) != (codeFile == nil) else { throw ValidationError("one of --code and --code-file") }
        guard input == nil || inputFile == nil else { throw ValidationError("one of --input and --input-file") }
        guard codeFile != "-" || inputFile != "-" else { throw ValidationError("- names standard input once") }
    }

    func run() throws {
        let run = try codeRun()
        let outcome = try trace ? traced(run) : executed { try run.run() }
        let report = CodeRunReport(outcome)
        writeToStandardOutput(json ? try JSONText.document(report.document) : report.text)
        // The report says why, in either form.
        if report.error != nil { throw ExitCode(1) }
    }

    /// What the options say.
    ///
    /// - Throws: The exit code for wrong usage.
    private func codeRun() throws -> CodeRun {
        guard let rules = Fork(name: fork) else {
            throw Exit.usage("--fork: `\(fork)`: expected one of \(Fork.names)")
        }
        let code = try HexInput.bytes(text: code, option: "--code", file: codeFile) ?? []
        let input = try HexInput.bytes(text: input, option: "--input", file: inputFile) ?? []
        let gas = try number(gas, "--gas")
        guard gas <= Self.gasLimit else {
            throw Exit.usage("--gas: at most \(Self.gasLimit): memory for more would not fit")
        }
        var run = CodeRun(
            fork: rules,
            code: create ? code + input : code,
            input: create ? [] : input,
            gas: gas.saturatedUInt64
        )
        run.isCreation = create
        guard !create || run.code.count <= Gas.maxInitCodeSize else {
            throw Exit.usage("init code of \(run.code.count) bytes: more than the \(Gas.maxInitCodeSize) of EIP-3860")
        }
        run.sender = try address(sender, "--sender") ?? run.sender
        run.receiver = try address(receiver, "--receiver") ?? run.receiver
        run.value = try number(value, "--value")
        return run
    }

    private func number(_ text: String, _ option: String) throws -> UInt256 {
        guard let number = text.hasPrefix("0x") ? UInt256(hex: text) : UInt256(decimal: text) else {
            throw Exit.usage("\(option): expected a number below 2^256, found \(HexInput.quoted(text))")
        }
        return number
    }

    private func address(_ text: String?, _ option: String) throws -> Address? {
        guard let text else { return nil }
        guard let address = Address(hex: text) else {
            throw Exit.usage("\(option): expected 20 bytes of hexadecimal, found \(HexInput.quoted(text))")
        }
        return address
    }

    private func traced(_ run: CodeRun) throws -> CodeRun.Outcome {
        var tracer = StreamingTracer { try? FileHandle.standardError.write(contentsOf: Data($0)) }
        let outcome = try executed { try run.run(&tracer) }
        tracer.finish(outcome, fork: run.fork)
        return outcome
    }

    private func executed(_ run: () throws -> CodeRun.Outcome) throws -> CodeRun.Outcome {
        do {
            return try run()
        } catch {
            throw Exit.internalFailure("\(error)")
        }
    }
}

extension Fork {
    /// The fork that a command line names, in either case.
    fileprivate init?(name: String) {
        let lowered = name.lowercased()
        guard let fork = Fork.allCases.first(where: { $0.name == lowered }) else { return nil }
        self = fork
    }

    /// All names, as an error or a help lists them.
    fileprivate static var names: String { allCases.map(\.name).joined(separator: ", ") }
}
