import ProofProver
import ProofTestSupport
import ProofVerifier
import TestSupport

/// A table, a weight and the claim about them, with WHIR's two sides run on it alone.
struct WHIRCase {
    static let domain: StaticString = "whir tests"

    var configuration: WHIRConfiguration
    var table: [Goldilocks]
    var weights: [CubicExtension]
    var value: CubicExtension

    /// A random true claim.
    init(_ configuration: WHIRConfiguration, seed: UInt64) {
        var random = SplitMix64(seed: seed)
        self.init(
            configuration,
            table: random.elements(1 << configuration.logSize),
            weights: random.challenges(1 << configuration.logSize)
        )
    }

    /// The true claim about a table.
    init(_ configuration: WHIRConfiguration, table: [Goldilocks], weights: [CubicExtension]) {
        self.configuration = configuration
        self.table = table
        self.weights = weights
        value = ProductSumcheckTests.innerProduct(table, weights)
    }

    /// The proof, by the codeword of the table or by another one.
    func prove(codeword: CommittedCodeword? = nil, workers: Workers = .one) throws(ArenaError) -> [UInt8] {
        try prove(codeword: codeword, arena: ProverArena(capacity: plannedByteCount()), workers: workers)
    }

    /// The proof, with its buffers in an arena.
    ///
    /// The prover holds `heldCount` cells of the table, the others being zero; by default all.
    func prove(
        codeword: CommittedCodeword? = nil,
        heldCount: Int? = nil,
        arena: ProverArena,
        workers: Workers = .one
    ) throws(ArenaError) -> [UInt8] {
        let cells = try FieldTable(arena.copy(Array(table.prefix(heldCount ?? table.count))), count: table.count)
        let own: CommittedCodeword
        if let codeword {
            own = codeword
        } else {
            own = try configuration.rounds[0].encode(cells, arena: arena, workers: workers)
        }
        var transcript = ProverTranscript(domain: Self.domain)
        let commitment = WHIRProver.commit(
            table: cells,
            codeword: own,
            configuration: configuration,
            transcript: &transcript,
            workers: workers
        )
        try WHIRProver.open(
            commitment,
            weights: denseWeights,
            value: value,
            transcript: &transcript,
            arena: arena,
            workers: workers
        )
        return transcript.proof
    }

    /// The weights as parts: each cell is a slot.
    var denseWeights: [TensorWeight] { [TensorWeight(firstSlot: 0, scales: weights, cells: [.one])] }

    /// The codeword of the table, with what its rows are computed from.
    func codeword(in arena: ProverArena) throws(ArenaError) -> CommittedCodeword {
        try configuration.rounds[0].encode(
            FieldTable(arena.copy(table)),
            keepsCoefficients: true,
            arena: arena,
            workers: .one
        )
    }

    /// The bytes that a proof takes by the prover's own plan: one that takes more fails.
    func plannedByteCount() throws(ArenaError) -> Int {
        var map = ArenaMap()
        _ = try map.take(Goldilocks.self, count: table.count)
        try WHIRProver.planCommitment(configuration, heldCellCount: table.count, in: &map)
        try WHIRProver.planOpening(configuration, slots: [(table.count, 0)], in: &map)
        return map.peakByteCount
    }

    /// Bytes of an arena for some tables of tests with small parameters.
    static let capacity = 1 << 20

    /// Verifies a proof.
    ///
    /// - Returns: Its fields.
    @discardableResult
    func verify(_ proof: [UInt8]) throws(VerificationError) -> [VerifierTranscript.Field] {
        var transcript = VerifierTranscript(domain: Self.domain, proof: proof, recordsFields: true)
        let commitment = try WHIRVerifier.receiveCommitment(configuration: configuration, transcript: &transcript)
        try WHIRVerifier.verifyOpening(
            of: commitment,
            configuration: configuration,
            value: value,
            transcript: &transcript
        ) { point throws(VerificationError) in
            try Multilinear.evaluate(weights, at: point)
        }
        try transcript.finish()
        return transcript.fields
    }

    /// Why a proof is refused; nil when it is accepted.
    func refusal(of proof: [UInt8]) -> VerificationError? {
        do throws(VerificationError) {
            try verify(proof)
            return nil
        } catch {
            return error
        }
    }
}

extension WHIRConfiguration {
    /// Small parameters in which every kind of message occurs: two codewords, grinding, a final table.
    static func reduced(
        logSize: Int = 8,
        logInverseRate: Int = 2,
        foldingFactors: [Int] = [3, 2],
        domainShrinks: [Int]? = nil,
        outOfDomainSampleCounts: [Int] = [1, 2],
        queryCounts: [Int] = [4, 3],
        queryGrindingBits: [Int] = [3, 2]
    ) throws -> WHIRConfiguration {
        try WHIRConfiguration(
            logSize: logSize,
            logInverseRate: logInverseRate,
            foldingFactors: foldingFactors,
            domainShrinks: domainShrinks,
            outOfDomainSampleCounts: outOfDomainSampleCounts,
            queryCounts: queryCounts,
            queryGrindingBits: queryGrindingBits
        )
    }
}
