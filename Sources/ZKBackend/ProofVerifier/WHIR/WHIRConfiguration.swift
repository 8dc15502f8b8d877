/// What prover and verifier of our WHIR have to agree on: sizes, folds, queries, samples and proof of work.
///
/// A polynomial of 2^logSize base-field values in multilinear form is committed. Codeword 0 is committed first;
/// codeword i is folded by `foldingFactor` sumcheck rounds, which gives the polynomial of codeword i + 1. The last
/// codeword's folding gives the final polynomial, which is sent in clear. A word of m variables at rate 2^-mu lies
/// interleaved in a tree of 2^(m + mu - k) rows with 2^k values each. That is a word over the undivided domain of
/// 2^(m + mu) points, one row per coset of the 2^k-th roots of unity, up to an invertible linear map of each row; so
/// WHIR's analysis holds as it stands, and the undivided domain must exist: m + mu <= 32.
///
/// The decoding radius is no parameter of the protocol: `soundness()` chooses it for each codeword.
public struct WHIRConfiguration: Equatable, Sendable {
    /// One codeword and what is done with it.
    public struct Round: Equatable, Sendable {
        /// Variables m of the polynomial.
        public let variableCount: Int
        /// log2 of the inverse of the code's rate.
        public let logInverseRate: Int
        /// Variables k that are folded away; a row of the codeword holds 2^k values.
        public let foldingFactor: Int
        /// Out-of-domain samples taken right after the codeword is committed.
        public let outOfDomainSampleCount: Int
        /// Rows opened, drawn independently, after the next codeword (or the final polynomial) is sent.
        public let queryCount: Int
        /// Proof-of-work bits before those rows are drawn.
        public let queryGrindingBits: Int

        /// Where the codeword's rows evaluate.
        package let domain: ReedSolomonDomain

        /// log2 of the codeword's rows, the leaves of its tree.
        public var logDomainSize: Int { domain.logSize }
    }

    /// Why a configuration is refused.
    public enum Invalid: Error, Equatable, Sendable {
        /// No codeword.
        case noRounds
        /// A list has another length than there are codewords.
        case wrongRoundCount(list: String, expected: Int, got: Int)
        /// The rate is 1, or the undivided domain of the first codeword exceeds the field's 2^32 roots of unity.
        case domainOutOfRange(logSize: Int, logInverseRate: Int)
        /// The folds are not all positive, or exceed the variables.
        case foldsOutOfRange(logSize: Int)
        /// The domain after a codeword does not shrink by a factor of 2, 4 or 8, or by more than the folds: the rate
        /// never rises.
        case shrinkOutOfRange(round: Int)
        /// No query or no out-of-domain sample of a codeword, or proof-of-work bits outside 0...63.
        case roundOutOfRange(round: Int)
        /// No configuration of that size and rate reaches the level over this field.
        case levelOutOfReach(securityBits: Int)
    }

    /// Degree of the constraint in the sense of the WHIR paper: the product of the polynomial and a multilinear weight
    /// has degree 2 in each variable, but the theorem asks for at least 3.
    static let constraintDegree = 3
    /// log2 of the factors by which the undivided domain may shrink from a codeword to the next.
    public static let domainShrinks = 1...3
    /// log2 of the most points that a domain can have: Goldilocks has 2-adicity 32.
    static let maximumLogDomainSize = 32

    /// log2 of the committed values.
    public let logSize: Int
    /// log2 of the inverse of the first code's rate.
    public let logInverseRate: Int
    /// The codewords in the order of their commitment.
    public let rounds: [Round]

    /// Variables of the polynomial that is sent in clear.
    public var finalVariableCount: Int { rounds.reduce(logSize) { $0 - $1.foldingFactor } }

    /// A configuration with one codeword per element of `foldingFactors`; the other lists have as many elements.
    ///
    /// From codeword to codeword the undivided domain shrinks by 2^s, so folding k variables multiplies the inverse
    /// rate by 2^(k-s): the smaller the domain, the less work for the prover and the more queries
    /// (docs/decisions/0037).
    ///
    /// - Parameters:
    ///   - logSize: log2 of the committed values.
    ///   - logInverseRate: log2 of the inverse of the first code's rate.
    ///   - foldingFactors: k of each codeword.
    ///   - domainShrinks: s after each codeword but the last; nil for 1 everywhere, as in the paper.
    ///   - outOfDomainSampleCounts: Samples of each codeword.
    ///   - queryCounts: Queries to each codeword.
    ///   - queryGrindingBits: Proof of work before them.
    /// - Throws: `Invalid` when they do not describe a protocol.
    public init(
        logSize: Int,
        logInverseRate: Int,
        foldingFactors: [Int],
        domainShrinks: [Int]? = nil,
        outOfDomainSampleCounts: [Int],
        queryCounts: [Int],
        queryGrindingBits: [Int]
    ) throws(Invalid) {
        guard !foldingFactors.isEmpty else { throw .noRounds }
        let lengths = [
            ("outOfDomainSampleCounts", outOfDomainSampleCounts.count), ("queryCounts", queryCounts.count),
            ("queryGrindingBits", queryGrindingBits.count),
        ]
        for (list, got) in lengths where got != foldingFactors.count {
            throw .wrongRoundCount(list: list, expected: foldingFactors.count, got: got)
        }
        let shrinks = domainShrinks ?? foldingFactors.dropLast().map { _ in Self.domainShrinks.lowerBound }
        guard shrinks.count == foldingFactors.count - 1 else {
            throw .wrongRoundCount(list: "domainShrinks", expected: foldingFactors.count - 1, got: shrinks.count)
        }
        let range = 1...Self.maximumLogDomainSize
        guard range.contains(logSize), range.contains(logInverseRate), range.contains(logSize + logInverseRate) else {
            throw .domainOutOfRange(logSize: logSize, logInverseRate: logInverseRate)
        }
        var rounds: [Round] = []
        var variableCount = logSize
        var logCurrentInverseRate = logInverseRate
        for (index, foldingFactor) in foldingFactors.enumerated() {
            guard foldingFactor > 0, foldingFactor <= variableCount else { throw .foldsOutOfRange(logSize: logSize) }
            guard outOfDomainSampleCounts[index] > 0, queryCounts[index] > 0,
                (0...63).contains(queryGrindingBits[index])
            else { throw .roundOutOfRange(round: index) }
            guard let domain = ReedSolomonDomain(logSize: variableCount + logCurrentInverseRate - foldingFactor) else {
                throw .domainOutOfRange(logSize: variableCount, logInverseRate: logCurrentInverseRate)
            }
            rounds.append(
                Round(
                    variableCount: variableCount,
                    logInverseRate: logCurrentInverseRate,
                    foldingFactor: foldingFactor,
                    outOfDomainSampleCount: outOfDomainSampleCounts[index],
                    queryCount: queryCounts[index],
                    queryGrindingBits: queryGrindingBits[index],
                    domain: domain
                )
            )
            variableCount -= foldingFactor
            guard index < shrinks.count else { break }
            guard Self.domainShrinks.contains(shrinks[index]), shrinks[index] <= foldingFactor else {
                throw .shrinkOutOfRange(round: index)
            }
            logCurrentInverseRate += foldingFactor - shrinks[index]
        }
        self.logSize = logSize
        self.logInverseRate = logInverseRate
        self.rounds = rounds
    }
}
