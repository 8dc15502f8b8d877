import Primitives

extension WHIRVerifier {
    /// The claim <f_i, W_i> = s_i as it goes through the rounds, and what W_i is made of.
    struct Opening {
        /// s_i.
        private(set) var claim: CubicExtension
        /// What the variables so far are bound to.
        private(set) var point: [CubicExtension] = []
        /// The weights (1, y, y^2, ...) that W_i has beside the caller's, each over the variables that were free when
        /// it came.
        private var powerWeights: [(y: CubicExtension, scale: CubicExtension, firstVariable: Int)] = []

        /// Starts from the caller's claim.
        init(claim: CubicExtension) {
            self.claim = claim
        }

        /// Runs one round of sumcheck.
        mutating func bindNext(_ transcript: inout VerifierTranscript) throws(VerificationError) {
            let message = try transcript.receive(WHIRLabel.sumcheck, point.count, count: 2)
            let round = QuadraticRound(valueAtZero: message[0], leadingCoefficient: message[1])
            let challenge = transcript.challenge(WHIRLabel.fold, point.count)
            claim = round.value(at: challenge, claim: claim)
            point.append(challenge)
        }

        /// Adds c^j times the j-th sample to the claim, j from 1: values of f_i's univariate polynomial, c the
        /// combination challenge.
        ///
        /// - Throws: `VerificationError.verifierFault`, which no list of samples causes.
        mutating func add(_ samples: [Sample], combination: CubicExtension) throws(VerificationError) {
            let scales = Array(combination.powers(samples.count + 1).dropFirst())
            claim += try dot(scales, samples.map(\.answer))
            for (index, sample) in samples.enumerated() {
                powerWeights.append((y: sample.point, scale: scales[index], firstVariable: point.count))
            }
        }

        /// Decides, with every variable bound, by the table that was sent and the weights at the point.
        func finish(
            _ table: [CubicExtension],
            boundBefore finalVariables: Int,
            weight: ([CubicExtension]) throws(VerificationError) -> CubicExtension
        ) throws(VerificationError) {
            let total = powerWeights.reduce(try weight(point)) { total, power in
                total + power.scale * PowerWeight.evaluate(power.y, at: point[power.firstVariable...])
            }
            let value = try Multilinear.evaluate(table, at: Array(point[finalVariables...]))
            guard claim == value * total else { throw .openedValue }
        }
    }

    /// Receives and checks the rows of a codeword that are queried.
    ///
    /// - Returns: The values of the folded polynomial at the rows' points, in ascending order of the rows.
    static func receiveRows(
        of commitment: Commitment,
        _ round: WHIRConfiguration.Round,
        _ index: Int,
        boundTo challenges: some Collection<CubicExtension>,
        _ transcript: inout VerifierTranscript
    ) throws(VerificationError) -> [FoldedRow] {
        try transcript.checkGrinding(WHIRLabel.queryGrinding, index, bits: round.queryGrindingBits)
        let positions = transcript.queryPositions(of: round, index)
        #if COUNT_OPERATIONS
        OperationCounts.enter(.rows)
        #endif
        let weights = EqualityPolynomial.table(challenges)
        let domain = round.domain
        var rows: [FoldedRow] = []
        var digests: [Bytes32] = []
        for position in positions {
            let elements = try transcript.receiveOpening(
                WHIRLabel.row,
                index,
                elementCount: index == 0 ? weights.count : CubicExtension.degree * weights.count
            )
            digests.append(MerkleHash.leaf(elements.lazy.map(\.value)))
            let answer = index == 0 ? try dot(weights, elements) : try dot(weights, extensionElements(elements))
            let sample = Sample(point: CubicExtension(domain.point(row: position)), answer: answer)
            rows.append(FoldedRow(position: position, sample: sample))
        }
        #if COUNT_OPERATIONS
        OperationCounts.enter(.paths)
        #endif
        let root = try MerkleRoot.compute(
            logLeafCount: round.logDomainSize,
            sortedDistinctIndices: positions,
            leafDigests: digests
        ) { () throws(VerificationError) in
            try transcript.receiveOpeningDigest(WHIRLabel.path, index)
        }
        #if COUNT_OPERATIONS
        OperationCounts.enter(.opening)
        #endif
        guard root == commitment.root else { throw .merkleRoot(round: index) }
        return rows
    }

    /// Elements of the challenge field from their coefficients, three each.
    private static func extensionElements(_ words: [Goldilocks]) -> [CubicExtension] {
        stride(from: 0, to: words.count - 2, by: CubicExtension.degree).map { start in
            CubicExtension(words[start], words[start + 1], words[start + 2])
        }
    }
}
