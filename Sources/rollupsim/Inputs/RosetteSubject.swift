import ArgumentParser
import GuestProofs
import GuestProver
import InputFiles
import RollupActors
import Scenario

/// What `rosette` and `compare` are asked about: a preset by its name, a preset's file, or a scenario.
struct RosetteSubject {
    /// The scenario that deploys it.
    let document: ScenarioDocument
    /// The preset; nil for a scenario.
    let preset: PresetFile?

    /// Reads what an argument names.
    ///
    /// - Throws: The exit code for wrong usage when it is none of them, told with place.
    init(_ argument: String) throws {
        if let preset = PresetLibrary.shipped.preset(named: argument) {
            self = try RosetteSubject(preset, library: .shipped)
            return
        }
        if let planned = PresetLibrary.planned.first(where: { $0.name == argument }) {
            throw Exit.usage("the preset \(argument) is not there yet: \(planned.reason)")
        }
        do {
            let limit = SourceText.maximumByteCount
            let isInput = argument == ScenarioFiles.standardInput
            let name = isInput ? "standard input" : argument
            let bytes =
                try isInput
                ? InputFile.readStandardInput(as: name, upTo: limit) : InputFile.read(argument, upTo: limit)
            guard bytes.starts(with: Array("format: rollupsim-preset/".utf8)) else {
                document = try ScenarioDocument(name: name, bytes: bytes, files: isInput ? .none : .beside(argument))
                preset = nil
                return
            }
            let preset = try PresetFile(name: name, bytes: bytes)
            self = try RosetteSubject(preset, library: PresetLibrary(PresetLibrary.shipped.presets + [preset]))
        } catch let error as ScenarioError {
            writeToStandardError(error.rendered)
            throw ExitCode(Exit.usageError)
        } catch let error as InputFileError {
            let names = PresetLibrary.shipped.presets.map(\.name).joined(separator: ", ")
            throw Exit.usage("\(error); presets are \(names)")
        }
    }

    private init(_ preset: PresetFile, library: PresetLibrary) throws {
        self.preset = preset
        document = try ScenarioDocument(
            name: "the preset \(preset.name)",
            bytes: Array(preset.scenario().utf8),
            presets: library
        )
    }

    /// The world after its deployments, before the first step.
    ///
    /// - Throws: The exit code for a file whose world cannot be.
    func simulation(_ proving: ProvingOptions, _ proofCache: ProofCacheOptions) throws -> Simulation {
        var options = SimulationOptions()
        let cache = document.takesBatchProofs ? try proofCache.preparedCache() : nil
        if document.takesBatchProofs { options.batchProofs = proving.batchProofs(cache) }
        if document.takesProofs {
            let known = try ShippedGuest.releases()
            options.proofs = GuestBlockProofs(
                known,
                prover: proving.prover(known.verifier),
                cache: nil,
                name: document.name,
                makesProofs: false
            )
        }
        do throws(SimulationFault) {
            return try Simulation(document, options: options)
        } catch {
            throw Exit.usage("\(document.name) cannot be deployed: \(error)")
        }
    }
}

extension Exit {
    /// How a command ends that cannot say what is so about a rollup: what a file brings about is its own affair.
    static func refusal(of rollup: String, _ fault: SimulationFault) -> ExitCode {
        guard case .setup(let reason, _) = fault else { return internalFailure("\(rollup): \(fault)") }
        return usage("\(rollup): \(reason)")
    }
}
