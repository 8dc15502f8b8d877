public import ProofVerifier

extension FRIParameters {
    /// Bits of a FRI proof with the given digest size; every leaf is counted in challenge-field elements.
    public func proofSizeInBits(over field: ChallengeField, digestBits: Int, sharing: PathSharing) -> Double {
        var domain = Int(Double(dimension) / rate)
        func opening(leaves: Int, elements: Int) -> Double {
            Double(digestBits)
                + merkleOpeningBits(
                    leafCount: leaves,
                    queryCount: queryCount,
                    leafBits: elements * field.elementBits,
                    digestBits: digestBits,
                    sharing: sharing
                )
        }
        var bits = opening(leaves: domain, elements: batchSize)
        for factor in foldingFactors {
            domain /= factor
            bits += opening(leaves: domain, elements: factor)
        }
        return bits + rate * Double(domain) * Double(field.elementBits)
    }
}

extension WHIRParameters {
    /// Bits of a WHIR proof with the given digest size; the first round opens base-field leaves.
    public func proofSizeInBits(over field: ChallengeField, digestBits: Int, sharing: PathSharing) -> Double {
        let sizes = logDegrees
        let inverseRates = logInverseRates
        var bits = Double(digestBits)
        for (round, folding) in foldingFactors.enumerated() {
            if round > 0 {
                bits += Double(digestBits + outOfDomainSampleCounts[round - 1] * field.elementBits)
            }
            bits += Double(folding * (constraintDegree - 1) * field.elementBits)
            let symbols = (1 << folding) * (round == 0 ? batchSize : 1)
            bits += merkleOpeningBits(
                leafCount: 1 << (sizes[round] + inverseRates[round] - folding),
                queryCount: queryCounts[round],
                leafBits: symbols * (round == 0 ? field.baseElementBits : field.elementBits),
                digestBits: digestBits,
                sharing: sharing
            )
        }
        return bits + powerOfTwo(sizes.last ?? 0) * Double(field.elementBits)
    }
}
