import ArgumentParser
import ProofVerifier
import SoundnessCatalogue
import TextOutput

/// `rollupsim soundness`: what proofs are worth, round by round, and how large they are.
struct SoundnessCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "soundness",
        abstract: "Print the provable bits of our proof system, or of a published one, and the size of its proofs.",
        discussion: """
            Without --system: our own system's parameters for a level, for the toy machine and for the RV64IM machine, \
            with every round's error. Milestones are met by one proof of that area; `guest run` says what a block takes. With --system: the bits of each circuit of a published system, by the same formulas.
            """
    )

    @Option(help: ArgumentHelp("A published system, as soundcalc names it.", valueName: "name"))
    var system: String?

    @Option(help: ArgumentHelp("log2 of the committed values, 10 to 30, instead of the two machines.", valueName: "n"))
    var logArea: Int?

    @Option(help: ArgumentHelp("Level to derive our parameters for, 1 to 128 bits (default: 128).", valueName: "bits"))
    var security: Int?

    @Flag(help: "Print one JSON document instead of text.")
    var json = false

    func validate() throws {
        if system != nil, logArea != nil || security != nil {
            throw ValidationError("--log-area and --security are our own system's: a published one has its parameters")
        }
        if let logArea, !SoundnessExample.logAreas.contains(logArea) {
            let range = SoundnessExample.logAreas
            throw ValidationError("--log-area is \(logArea), not \(range.lowerBound) to \(range.upperBound)")
        }
        if let security, !(1...ProofSystemSoundness.collisionBits).contains(security) {
            throw ValidationError("--security is \(security), not 1 to \(ProofSystemSoundness.collisionBits)")
        }
    }

    func run() throws {
        if let system {
            try runPublished(system)
        } else {
            try runOwn()
        }
    }

    private func runPublished(_ name: String) throws {
        let systems = try PublishedSystem.all()
        guard let system = systems.first(where: { $0.name == name }) else {
            let names = systems.map(\.name).joined(separator: ", ")
            throw Exit.usage("--system: \(name) is none of \(names)")
        }
        let document = PublishedSoundness(system)
        writeToStandardOutput(json ? try JSONText.document(document) : document.text)
    }

    private func runOwn() throws {
        let level = security ?? 128
        let examples = logArea.map { [SoundnessExample(logArea: $0)] } ?? SoundnessExample.machines
        var entries: [OwnSoundness] = []
        for example in examples {
            do throws(WHIRConfiguration.Invalid) {
                let soundness = try ProofSystemSoundness.derive(
                    securityBits: level,
                    shape: example.shape,
                    logSize: example.logArea
                )
                entries.append(OwnSoundness(example, level: level, soundness))
            } catch {
                throw Exit.usage("an area of 2^\(example.logArea): \(error)")
            }
        }
        writeToStandardOutput(json ? try JSONText.document(entries) : OwnSoundness.text(of: entries))
    }
}
