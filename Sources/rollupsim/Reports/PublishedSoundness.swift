import Foundation
import ProofVerifier
import SoundnessCatalogue
import TextOutput

/// A published system's soundness: what `rollupsim soundness --system` prints.
struct PublishedSoundness: Encodable {
    /// A circuit at one decoding radius.
    struct Analysis: Encodable {
        var circuit: String
        var radius: String
        var bits: Double
        var weakestRound: String
        var worstBytes: Int
        var expectedBytes: Int
        var rounds: [SoundnessRound]
    }

    var system: String
    var field: String
    var digestBits: Int
    var source: String
    /// Least bits of all circuits, each at the radius that serves it best.
    var bits: Double
    var analyses: [Analysis]

    init(_ system: PublishedSystem) {
        self.system = system.name
        field = "\(system.field.base.rawValue)^\(system.field.degree)"
        digestBits = system.digestBits
        source = "ethereum/soundcalc@809896f"
        var least = Double.infinity
        analyses = []
        for circuit in system.circuits {
            let ofCircuit = circuit.radii.map { Analysis(circuit, at: $0, system) }
            least = min(least, ofCircuit.map(\.bits).max() ?? 0)
            analyses += ofCircuit
        }
        bits = least
    }

    var text: String {
        var table = TextTable([
            ("circuit", .left), ("radius", .left), ("bits", .right), ("weakest round", .left), ("worst KiB", .right),
            ("expected", .right),
        ])
        for analysis in analyses {
            table.add([
                analysis.circuit, analysis.radius, SoundnessRound.text(analysis.bits), analysis.weakestRound,
                String(format: "%.1f", Double(analysis.worstBytes) / 1024),
                String(format: "%.1f", Double(analysis.expectedBytes) / 1024),
            ])
        }
        return """
            \(system): challenges from \(field), digests of \(digestBits) bits; parameters from \(source)

            \(table.text())
            provable bits: \(SoundnessRound.text(bits)) (weakest circuit, each at its better radius)

            """
    }
}

extension PublishedSoundness.Analysis {
    init(_ circuit: PublishedCircuit, at radius: ProximityRegime.Radius, _ system: PublishedSystem) {
        let report = circuit.soundness(in: ProximityRegime(radius, over: system.field))
        let weakest = report.rounds.min { $0.bits < $1.bits }
        func bytes(_ sharing: PathSharing) -> Int {
            let bits = circuit.proofSizeInBits(over: system.field, digestBits: system.digestBits, sharing: sharing)
            return Int((bits / 8).rounded(.up))
        }
        self.init(
            circuit: circuit.name,
            radius: radius == .uniqueDecoding ? "unique decoding" : "Johnson",
            bits: SoundnessRound.floored(weakest?.bits ?? 0),
            weakestRound: weakest?.name ?? "",
            worstBytes: bytes(.worst),
            expectedBytes: bytes(.expected),
            rounds: report.rounds.map(SoundnessRound.init)
        )
    }
}
