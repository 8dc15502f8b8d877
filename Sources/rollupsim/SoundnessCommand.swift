import ArgumentParser
import ProofVerifier
import Scenario
import SoundnessCatalogue

/// `rollupsim soundness`: what proofs are worth, round by round, and how large they are.
struct SoundnessCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "soundness",
        abstract: "Print the provable bits of our proof system, or of a published one, and the size of its proofs.",
        discussion: """
            Without --system: our own system's parameters for a level, for the toy machine and for an estimated RV64IM machine, \
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
        writeToStandardOutput(json ? try JSONText.encode(document) : document.text)
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
        writeToStandardOutput(json ? try JSONText.encode(entries) : OwnSoundness.text(of: entries))
    }
}

/// A machine whose shape our system's soundness is printed for.
struct SoundnessExample {
    /// Areas that parameters are derived for.
    static let logAreas = 10...30

    /// The toy machine on a run of 65,492 instructions, and an estimate from above for RV64IM chips: wider than `ChipCost`, which counts
    /// 34 columns a cycle or so, by what chips for Keccak-f and for 256-bit products would add.
    static let machines = [
        SoundnessExample(
            name: "toy machine",
            logArea: 21,
            shape: ProofSystemSoundness.Shape(
                columnCount: 108,
                maximumLogHeight: 16,
                constraintCount: 19,
                maximumDegree: 3,
                fractionVariableCount: 21,
                publicFractionCount: 40,
                maximumTupleLength: 9
            )
        ),
        SoundnessExample(name: "RV64IM machine (estimate), about 2.5 million cycles", logArea: 27),
    ]

    var name: String
    var logArea: Int
    var shape: ProofSystemSoundness.Shape

    private init(name: String, logArea: Int, shape: ProofSystemSoundness.Shape) {
        self.name = name
        self.logArea = logArea
        self.shape = shape
    }

    /// The full machine's columns, constraints and tuples at some area.
    init(name: String = "machine", logArea: Int) {
        self.init(
            name: name,
            logArea: logArea,
            shape: ProofSystemSoundness.Shape(
                columnCount: 1_500,
                maximumLogHeight: min(logArea - 5, 22),
                constraintCount: 3_000,
                maximumDegree: 3,
                fractionVariableCount: logArea - 1,
                publicFractionCount: 64,
                maximumTupleLength: 16
            )
        )
    }
}
