import Foundation
import ProofVerifier
import SoundnessCatalogue
import TestSupport
import Testing

/// Exact results that the public calculator soundcalc gives for known proof systems.
private struct Vectors: Decodable {
    struct System: Decodable {
        var zkvm: String
        var family: String
        var circuits: [Circuit]
    }

    struct Circuit: Decodable {
        struct Parameters: Decodable {
            var name: String
        }

        var params: Parameters
        /// Bits of each round, and their least, by regime.
        var exact_bits: [String: [String: Double]]
        var proof_size_bits_worst: Double
        var proof_size_bits_expected: Double
    }

    var zkvms: [System]
}

@Suite("Soundness calculator")
struct SoundnessVectorTests {
    static let vectors = "../reference/soundcalc-vectors.json"

    @Test(
        "All 3,676 bits and sizes of published systems equal the public calculator's",
        .requiresLoose(Self.vectors)
    )
    func publishedSystems() throws {
        let path = try #require(Fixtures.loose(Self.vectors))
        let vectors = try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
        let systems = try PublishedSystem.all()
        #expect(systems.map(\.name) == vectors.zkvms.map(\.zkvm).sorted())
        var compared = 0
        for expected in vectors.zkvms {
            let system = try #require(systems.first { $0.name == expected.zkvm })
            #expect(system.circuits.map(\.name) == expected.circuits.map(\.params.name))
            for (circuit, expectedCircuit) in zip(system.circuits, expected.circuits) {
                let name = "\(system.name)/\(circuit.name)"
                // SWIRL's values are published rounded to a tenth of a bit.
                let isRounded = expected.family == "SWIRL"
                #expect(circuit.radii.count == expectedCircuit.exact_bits.count)
                for radius in circuit.radii {
                    let values = try #require(expectedCircuit.exact_bits[radius == .uniqueDecoding ? "UDR" : "JBR"])
                    let bits = roundBits(circuit.soundness(in: ProximityRegime(radius, over: system.field)))
                    #expect(Set(bits.keys) == Set(values.keys), "\(name)")
                    for (round, value) in values {
                        let got = try #require(bits[round])
                        expectEqual(isRounded ? (got * 10).rounded() / 10 : got, value, "\(name) \(radius) \(round)")
                        compared += 1
                    }
                }
                for (sharing, value) in [
                    (PathSharing.worst, expectedCircuit.proof_size_bits_worst),
                    (.expected, expectedCircuit.proof_size_bits_expected),
                ] {
                    let got = circuit.proofSizeInBits(
                        over: system.field,
                        digestBits: system.digestBits,
                        sharing: sharing
                    )
                    expectEqual(got, value, "\(name) size")
                    compared += 1
                }
            }
        }
        #expect(compared == 3_676)
    }

    private func roundBits(_ report: SoundnessReport) -> [String: Double] {
        var bits = Dictionary(report.rounds.map { ($0.name, $0.bits) }, uniquingKeysWith: min)
        bits["total"] = report.totalBits
        return bits
    }

    private func expectEqual(_ got: Double, _ expected: Double, _ what: String) {
        #expect(abs(got - expected) <= 1e-6 * max(1, abs(expected)), "\(what): expected \(expected), got \(got)")
    }

    @Test("WHIR parameters whose lists do not fit are refused")
    func misfit() throws {
        #expect(throws: WHIRParameters.Invalid.noRounds) { try whir(folding: [], queries: []) }
        #expect(throws: WHIRParameters.Invalid.foldsTooFar) { try whir(folding: [30], queries: [10]) }
        #expect(
            throws: WHIRParameters.Invalid.wrongRoundCount(list: "queryCounts", expected: 2, got: 1)
        ) { try whir(folding: [4, 4], queries: [10]) }
    }

    private func whir(folding: [Int], queries: [Int]) throws -> WHIRParameters {
        try WHIRParameters(
            logDegree: 20,
            logInverseRate: 2,
            foldingFactors: folding,
            queryCounts: queries,
            outOfDomainSampleCounts: folding.dropFirst().map { _ in 1 },
            constraintDegree: 3,
            batchSize: 1,
            batchesByPowers: true,
            batchingGrindingBits: 0,
            foldingGrindingBits: folding.map { [Int](repeating: 0, count: $0) },
            queryGrindingBits: folding.map { _ in 0 },
            outOfDomainGrindingBits: folding.dropFirst().map { _ in 0 }
        )
    }
}
