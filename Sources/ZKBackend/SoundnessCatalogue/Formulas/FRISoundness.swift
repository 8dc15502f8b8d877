public import ProofVerifier

/// Parameters of FRI over a batch of words, and what they are worth (soundcalc's FRI formulas).
public struct FRIParameters: Sendable {
    /// How the words of a batch are combined.
    public enum Batching: Sendable {
        /// Powers of one challenge.
        case powers
        /// The multilinear Lagrange basis.
        case multilinear
        /// An independent challenge per word.
        case affine
    }

    /// Code rate.
    public var rate: Double
    /// Number of coefficients of a word.
    public var dimension: Int
    /// Words in the batch.
    public var batchSize: Int
    /// How they are combined.
    public var batching: Batching
    /// Folding factor of each round.
    public var foldingFactors: [Int]
    /// Queries of the query phase.
    public var queryCount: Int
    /// Proof-of-work bits before the batching challenge.
    public var batchingGrindingBits: Int
    /// Proof-of-work bits before each folding challenge.
    public var commitGrindingBits: Int
    /// Proof-of-work bits before the queries.
    public var queryGrindingBits: Int

    /// Parameters of one FRI; folding factors are the factors themselves, not their logarithms, and nothing is checked.
    public init(
        rate: Double,
        dimension: Int,
        batchSize: Int,
        batching: Batching,
        foldingFactors: [Int],
        queryCount: Int,
        batchingGrindingBits: Int = 0,
        commitGrindingBits: Int = 0,
        queryGrindingBits: Int = 0
    ) {
        self.rate = rate
        self.dimension = dimension
        self.batchSize = batchSize
        self.batching = batching
        self.foldingFactors = foldingFactors
        self.queryCount = queryCount
        self.batchingGrindingBits = batchingGrindingBits
        self.commitGrindingBits = commitGrindingBits
        self.queryGrindingBits = queryGrindingBits
    }

    /// Soundness of batching, of every folding round and of the queries.
    public func soundness(in regime: ProximityRegime) -> SoundnessReport {
        var report = SoundnessReport()
        var k = Double(dimension)
        let (batchingFormula, batchingError) =
            switch batching {
            case .powers: ("err*(C, 2) (B - 1)", regime.powersError(rate: rate, dimension: k, count: batchSize))
            case .multilinear:
                ("err*(C, 2) ceil(log2 B)", regime.multilinearError(rate: rate, dimension: k, count: batchSize))
            case .affine: ("err*(C, 2)", regime.affineError(rate: rate, dimension: k))
            }
        report.add("batching", formula: batchingFormula, error: batchingError, grindingBits: batchingGrindingBits)
        for (index, factor) in foldingFactors.enumerated() {
            k /= Double(factor)
            report.add(
                "commit round \(index + 1)",
                formula: "err*(C_i, 2) (f_i - 1)",
                error: regime.powersError(rate: rate, dimension: k, count: factor),
                grindingBits: commitGrindingBits
            )
        }
        report.add(
            "query phase",
            formula: "(1 - delta)^t",
            error: power(1 - regime.distance(rate: rate), queryCount),
            grindingBits: queryGrindingBits
        )
        return report
    }
}
