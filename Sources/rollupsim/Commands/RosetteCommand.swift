import ArgumentParser
import Scenario
import TextOutput

/// `rollupsim rosette`: L2BEAT's risk rosette and stage of rollups.
struct RosetteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rosette",
        abstract: "Print the risk rosette and the stage of a preset, or of the rollups of a scenario.",
        discussion: """
            The rollups are deployed, and the answers read from their contracts: who can call what, after which delay, and \
            which checks are left out. Nothing that a file says of itself counts. Of a preset, what L2BEAT has published of \
            the rollup that it stands for is compared, and each difference is explained.
            """
    )

    @Argument(help: "A preset by its name, a preset's file, a scenario, or - for standard input.")
    var subject: String

    @Flag(help: "Print one JSON document instead of text.")
    var json = false

    @OptionGroup var proving: ProvingOptions
    @OptionGroup var proofCache: ProofCacheOptions
    @OptionGroup var output: OutputStyle

    func run() throws {
        let subject = try RosetteSubject(subject)
        let simulation = try subject.simulation(proving, proofCache)
        var records: [RosetteRecord] = []
        for name in simulation.rollupNames {
            do throws(SimulationFault) {
                let preset = subject.preset ?? simulation.preset(of: name)
                records.append(RosetteRecord(Rosette(try simulation.trustFacts(of: name)), preset: preset))
            } catch {
                throw Exit.refusal(of: name, error)
            }
        }
        guard !records.isEmpty else { throw Exit.usage("\(subject.document.name) has no rollups") }
        let style = output.style
        writeToStandardOutput(
            json ? try JSONText.document(records) : records.map { $0.text(style) }.joined(separator: "\n")
        )
    }
}
