import ArchivedBlocks
import ArgumentParser

/// `rollupsim execute`: stateless validation of public blocks.
struct ExecuteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "execute",
        abstract: "Validate a public block with its execution witness, statelessly.",
        discussion: """
            BLOCK.json holds a mainnet or Hoodi block's RLP and its witness: state nodes, codes, headers. Where it names a `fork`, that \
            must be the chain's at the block's time.
            """
    )

    @Argument(help: "The block's file.")
    var file: String

    @Flag(help: "Print one JSON document instead of a table.")
    var json = false

    func run() throws {
        let clock = ContinuousClock()
        let start = clock.now
        let block = try BlockFile.read(file)
        let reading = clock.now - start
        let report = ExecuteReport(file: block, validation: BlockValidation(block), reading: reading)
        writeToStandardOutput(json ? try report.json() : report.text)
        if let failure = report.failure {
            throw Exit.assertionFailed("\(file): \(failure)")
        }
    }
}
