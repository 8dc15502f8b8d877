import ArgumentParser
import Scenario
import TextOutput

/// `rollupsim compare`: what users of rollups have to assume, side by side.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compare what users of presets, or of the rollups of scenarios, have to assume.",
        discussion: """
            Six rows: sequencing, verification, finality, upgrades, trust in the bridge, and who has to be there. The answers \
            are read from the contracts, as those of `rosette` are.
            """
    )

    @Argument(help: "Presets by their names, presets' files, or scenarios.")
    var subjects: [String]

    @Flag(help: "Print one JSON document instead of text.")
    var json = false

    @OptionGroup var proving: ProvingOptions
    @OptionGroup var proofCache: ProofCacheOptions
    @OptionGroup var output: OutputStyle

    func run() throws {
        var columns: [(column: Assumptions, origin: String)] = []
        for argument in subjects {
            let subject = try RosetteSubject(argument)
            let simulation = try subject.simulation(proving, proofCache)
            for name in simulation.rollupNames {
                do throws(SimulationFault) {
                    let facts = try simulation.trustFacts(of: name)
                    let preset = subject.preset ?? simulation.preset(of: name)
                    let column = Assumptions(
                        facts,
                        name: subject.preset?.name ?? name,
                        notModelled: preset?.notModelled ?? []
                    )
                    columns.append((column, argument))
                } catch {
                    throw Exit.refusal(of: name, error)
                }
            }
        }
        guard !columns.isEmpty else { throw Exit.usage("there are no rollups to compare") }
        let table = AssumptionTable(Assumptions.distinct(columns))
        writeToStandardOutput(json ? try JSONText.document(table) : table.text(output.style))
    }
}
