import Foundation
import TestSupport
import Testing
import ZKBackend

/// Parameters and exact results that the public calculator soundcalc gives for known proof systems.
private struct Vectors: Decodable {
    struct System: Decodable {
        var zkvm: String
        var field: String
        var hash_size_bits: Int
        var family: String
        var circuits: [Circuit]
    }

    struct Circuit: Decodable {
        var params: Parameters
        var exact_bits: [String: [String: Double]]
        var proof_size_bits_worst: Double
        var proof_size_bits_expected: Double
    }

    struct Parameters: Decodable {
        var name: String
        var rho: Double?
        var trace_length: Int?
        var batch_size: Int?
        var power_batching: Bool?
        var multilinear_batching: Bool?
        var fri_folding_factors: [Int]?
        var num_constraints: Int?
        var air_max_degree: Int?
        var opening_points: Int?
        var grinding_deep: Int?
        var grinding_batching_phase: Int?
        var grinding_commit_phase: Int?
        var grinding_query_phase: Int?
        var gap_to_radius: Double?
        var dense_length: Int?
        var dense_batch: Int?
        var trace_columns: Int?
        var log_degree: Int?
        var log_inv_rate: Int?
        var folding_factors: [Int]?
        var num_ood_samples: [Int]?
        var constraint_degree: Int?
        var grinding_bits_folding: [[Int]]?
        var grinding_bits_queries: [Int]?
        var grinding_bits_ood: [Int]?
        var lookups: [Lookup]?
        var num_queries: Queries?
    }

    /// One number for FRI, a list for WHIR.
    enum Queries: Decodable {
        case one(Int)
        case each([Int])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let one = try? container.decode(Int.self) {
                self = .one(one)
            } else {
                self = .each(try container.decode([Int].self))
            }
        }
    }

    struct Lookup: Decodable {
        var name: String
        var rows_L: Int
        var rows_T: Int
        var num_columns_S: Int?
        var num_lookups_M: Int?
        var logup_type: String?
        var multilinear_fingerprint: Bool?
        var reduction_error: Double?
        var grinding_bits_lookup: Int?
    }

    var zkvms: [System]
}

@Suite("Soundness calculator")
struct SoundnessVectorTests {
    static let vectors = "../reference/soundcalc-vectors.json"

    /// SWIRL's composition is not calculated here yet; its systems are left out and counted.
    static let coveredFamilies: Set<String> = ["FRI_STARK", "JAGGED", "WHIR"]

    @Test(
        "Bits and sizes of published FRI, WHIR and jagged systems equal the public calculator's",
        .requiresLoose(Self.vectors)
    )
    func publishedSystems() throws {
        let path = try #require(Fixtures.loose(Self.vectors))
        let vectors = try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
        var compared = 0
        for system in vectors.zkvms where Self.coveredFamilies.contains(system.family) {
            let field = try #require(challengeField(system.field))
            for circuit in system.circuits {
                for (regimeName, expected) in circuit.exact_bits {
                    let regime = ProximityRegime(
                        regimeName == "UDR" ? .uniqueDecoding : .johnson(gap: circuit.params.gap_to_radius),
                        over: field
                    )
                    var bits = try rounds(of: circuit.params, family: system.family, regime: regime)
                    bits["total"] = bits.values.min()
                    for (round, value) in expected {
                        let got = try #require(bits[round], "\(system.zkvm) \(round)")
                        expectEqual(got, value, "\(system.zkvm)/\(circuit.params.name) \(regimeName) \(round)")
                        compared += 1
                    }
                }
                for (sharing, value) in [
                    (PathSharing.worst, circuit.proof_size_bits_worst),
                    (.expected, circuit.proof_size_bits_expected),
                ] {
                    let got = try size(of: circuit.params, system, field, sharing)
                    expectEqual(got, value, "\(system.zkvm)/\(circuit.params.name) size")
                    compared += 1
                }
            }
        }
        #expect(compared > 1_000)
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

    private func expectEqual(_ got: Double, _ expected: Double, _ what: String) {
        #expect(abs(got - expected) <= 1e-6 * max(1, abs(expected)), "\(what): expected \(expected), got \(got)")
    }

    private func challengeField(_ name: String) -> ChallengeField? {
        let parts = name.split(separator: "^")
        guard parts.count == 2, let base = BaseField(rawValue: String(parts[0])), let degree = Int(parts[1]) else {
            return nil
        }
        return ChallengeField(base: base, degree: degree)
    }

    private func rounds(
        of p: Vectors.Parameters,
        family: String,
        regime: ProximityRegime
    ) throws -> [String: Double] {
        var bits: [String: Double] = [:]
        func take(_ report: SoundnessReport) {
            for round in report.rounds { bits[round.name] = round.bits }
        }
        if family == "JAGGED" {
            take(try friParameters(p, dimension: p.dense_length, batch: p.dense_batch).soundness(in: regime))
            take(try jaggedParameters(p).soundness(over: regime.field))
        } else {
            let isWHIR = family == "WHIR"
            take(
                isWHIR
                    ? try whirParameters(p).soundness(in: regime)
                    : try friParameters(p, dimension: p.trace_length, batch: p.batch_size).soundness(in: regime)
            )
            let deep = DEEPALIParameters(
                rate: isWHIR ? pow(2, -Double(try #require(p.log_inv_rate))) : try #require(p.rho),
                traceLength: isWHIR ? 1 << (try #require(p.log_degree)) : try #require(p.trace_length),
                constraintCount: try #require(p.num_constraints),
                constraintDegree: try #require(p.air_max_degree),
                openingPointCount: try #require(p.opening_points),
                deepGrindingBits: p.grinding_deep ?? 0
            )
            take(deep.soundness(in: regime))
        }
        for lookup in p.lookups ?? [] {
            let isMultivariate = lookup.logup_type == "multivariate"
            let parameters = LogUpParameters(
                rowCount: lookup.rows_L + lookup.rows_T,
                columnCount: lookup.num_columns_S ?? 1,
                lookupCount: lookup.num_lookups_M ?? 1,
                isMultivariate: isMultivariate,
                hasMultilinearFingerprint: lookup.multilinear_fingerprint ?? isMultivariate,
                reductionError: lookup.reduction_error ?? 0,
                grindingBits: lookup.grinding_bits_lookup ?? 0
            )
            take(parameters.soundness(of: lookup.name, over: regime.field))
        }
        return bits
    }

    private func size(
        of p: Vectors.Parameters,
        _ system: Vectors.System,
        _ field: ChallengeField,
        _ sharing: PathSharing
    ) throws -> Double {
        let digest = system.hash_size_bits
        switch system.family {
        case "WHIR":
            return try whirParameters(p).proofSizeInBits(over: field, digestBits: digest, sharing: sharing)
        case "JAGGED":
            let fri = try friParameters(p, dimension: p.dense_length, batch: p.dense_batch)
            return fri.proofSizeInBits(over: field, digestBits: digest, sharing: sharing)
                + (try jaggedParameters(p).reductionSizeInBits(over: field))
        default:
            let fri = try friParameters(p, dimension: p.trace_length, batch: p.batch_size)
            return fri.proofSizeInBits(over: field, digestBits: digest, sharing: sharing)
        }
    }

    private func friParameters(_ p: Vectors.Parameters, dimension: Int?, batch: Int?) throws -> FRIParameters {
        guard case .one(let queries)? = p.num_queries else { throw MissingField() }
        return FRIParameters(
            rate: try #require(p.rho),
            dimension: try #require(dimension),
            batchSize: try #require(batch),
            batching: p.power_batching == true ? .powers : p.multilinear_batching == true ? .multilinear : .affine,
            foldingFactors: try #require(p.fri_folding_factors),
            queryCount: queries,
            batchingGrindingBits: p.grinding_batching_phase ?? 0,
            commitGrindingBits: p.grinding_commit_phase ?? 0,
            queryGrindingBits: p.grinding_query_phase ?? 0
        )
    }

    private func jaggedParameters(_ p: Vectors.Parameters) throws -> JaggedZerocheckParameters {
        JaggedZerocheckParameters(
            denseLength: try #require(p.dense_length),
            denseBatch: try #require(p.dense_batch),
            traceColumnCount: try #require(p.trace_columns),
            traceLength: try #require(p.trace_length),
            constraintCount: try #require(p.num_constraints),
            constraintDegree: try #require(p.air_max_degree)
        )
    }

    private func whirParameters(_ p: Vectors.Parameters) throws -> WHIRParameters {
        guard case .each(let queries)? = p.num_queries else { throw MissingField() }
        return try WHIRParameters(
            logDegree: try #require(p.log_degree),
            logInverseRate: try #require(p.log_inv_rate),
            foldingFactors: try #require(p.folding_factors),
            queryCounts: queries,
            outOfDomainSampleCounts: try #require(p.num_ood_samples),
            constraintDegree: try #require(p.constraint_degree),
            batchSize: try #require(p.batch_size),
            batchesByPowers: p.power_batching ?? false,
            batchingGrindingBits: p.grinding_batching_phase ?? 0,
            foldingGrindingBits: try #require(p.grinding_bits_folding),
            queryGrindingBits: try #require(p.grinding_bits_queries),
            outOfDomainGrindingBits: try #require(p.grinding_bits_ood)
        )
    }

    private struct MissingField: Error {}
}
