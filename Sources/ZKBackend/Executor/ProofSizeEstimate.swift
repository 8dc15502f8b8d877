import Glibc

/// Size of a proof by closed form, at 128 bits with Goldilocks and its cubic extension.
///
/// Opening: WHIR at rate 1/4, first folding 2^5 and then 2^4, query counts from the Johnson bound with the multiplicities of
/// `multiplicities` and 20 bits of grinding, sized by `WHIRParameters.proofSizeInBits` with the expected sharing of Merkle
/// paths. LogUp-GKR over v = logFractions variables: layer i is a sumcheck of i rounds, three elements each, and four
/// claims. One joint sumcheck: five elements a round. One claim a column.
///
/// The prover will take its parameters from the soundness calculator, which adds grinding and list sizes to each round;
/// they change the opening by a few hundred bytes.
public struct ProofSizeEstimate: Hashable, Sendable {
    /// Bytes of the WHIR opening.
    public let openingByteCount: Int
    /// Bytes of the layers of the fraction sum.
    public let fractionSumByteCount: Int
    /// Bytes of the joint sumcheck and of one claim a column.
    public let claimByteCount: Int

    /// Bytes of the whole proof.
    public var byteCount: Int { openingByteCount + fractionSumByteCount + claimByteCount }

    private static let securityBits = 128.0
    private static let grindingBits = 20
    private static let logInverseRate = 2
    private static let multiplicities = [40, 20, 12, 8, 6]
    private static let challengeField = ChallengeField(base: .goldilocks, degree: 3)
    private static let elementByteCount = challengeField.elementBits / 8

    /// Sizes a proof of the given shape.
    ///
    /// - Parameters:
    ///   - logArea: log2 of the stacked polynomial's size.
    ///   - logFractions: log2 of the number of fractions.
    ///   - logRows: log2 of the highest table.
    ///   - columnCount: Columns of all tables.
    public init(logArea: Int, logFractions: Int, logRows: Int, columnCount: Int) {
        openingByteCount = Self.opening(logArea: logArea)
        let layerElements = (0..<logFractions).reduce(0) { $0 + 3 * $1 + 4 }
        fractionSumByteCount = layerElements * Self.elementByteCount
        claimByteCount = (5 * logRows + columnCount) * Self.elementByteCount
    }

    /// Opening of a polynomial of 2^logArea coefficients; one that is too small to fold is sent whole.
    private static func opening(logArea: Int) -> Int {
        var folding: [Int] = []
        var left = logArea
        while left > 6 || folding.isEmpty && left >= 5 {
            let factor = folding.isEmpty ? 5 : min(4, left)
            folding.append(factor)
            left -= factor
        }
        let rounds = folding.count
        let rates = folding.reduce(into: [logInverseRate]) { $0.append(($0.last ?? 0) + $1 - 1) }
        let queries = (0..<rounds).map { round in
            let multiplicity = multiplicities[min(round, multiplicities.count - 1)]
            let regime = ProximityRegime(.johnsonMultiplicity(multiplicity), over: challengeField)
            let missed = 1 - regime.distance(rate: pow(2, -Double(rates[round])))
            return Int(ceil((securityBits - Double(grindingBits)) / -log2(missed)))
        }
        let parameters = try? WHIRParameters(
            logDegree: logArea,
            logInverseRate: logInverseRate,
            foldingFactors: folding,
            queryCounts: queries,
            outOfDomainSampleCounts: [Int](repeating: 1, count: max(rounds - 1, 0)),
            constraintDegree: 3,
            batchSize: 1,
            batchesByPowers: true,
            batchingGrindingBits: 0,
            foldingGrindingBits: folding.map { [Int](repeating: 0, count: $0) },
            queryGrindingBits: [Int](repeating: grindingBits, count: rounds),
            outOfDomainGrindingBits: [Int](repeating: 0, count: max(rounds - 1, 0))
        )
        guard let parameters else { return (1 << logArea) * 8 }
        return Int(ceil(parameters.proofSizeInBits(over: challengeField, digestBits: 256, sharing: .expected) / 8))
    }
}
