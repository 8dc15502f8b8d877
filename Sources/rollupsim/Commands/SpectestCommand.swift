import ArgumentParser
import Conformance
import InputFiles
import TextOutput

/// `rollupsim spectest`: public vectors of encodings, tries, transactions, precompiles, instructions and signatures.
struct SpectestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "spectest",
        abstract: "Run public vectors: RLP, tries, transactions, precompiles, opcodes, Wycheproof, KZG.",
        discussion: """
            A folder stands for all files below it. What a file tests is told by its content, and by the names that its \
            collection gives to files. Vectors that are not run, as recorded JSON-RPC exchanges, are counted as not covered.
            """
    )

    @Argument(help: "Vector files or folders.")
    var paths: [String]

    @Option(
        name: .customLong("run"),
        help: "Run only the cases whose names contain a match of the regular expression (linear-time syntax)."
    )
    var pattern: String?

    @Option(help: "The trusted setup for KZG cases; by default trusted_setup.txt in a folder around them.")
    var trustedSetup: String?

    @Flag(help: "Print one JSON document instead of text.")
    var json = false

    func run() throws {
        let pattern = try pattern.map(NamePattern.init(argument:))
        let report = SpecTestRun(
            trustedSetup: trustedSetup,
            selecting: { pattern?.matches($0) ?? true }
        )(paths)
        InputPaths.tellPassedOver(report.passedOver)
        writeToStandardOutput(json ? try JSONText.document(report.document) : report.text)
        for (path, error) in report.errors { tell("\(path): \(error)") }
        guard report.errors.isEmpty else { throw ExitCode(2) }
        guard report.total.failed == 0 else { throw ExitCode(1) }
        if report.cases.isEmpty { throw Exit.usage("no case is selected") }
        if report.total.ran == 0 { throw Exit.nothingJudged(notCovered: report.notCovered) }
    }
}
