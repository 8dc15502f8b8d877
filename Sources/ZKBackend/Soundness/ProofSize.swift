/// How often the paths of a Merkle opening are counted as shared.
public enum PathSharing: Sendable {
    /// No two queries share a node.
    case worst
    /// As many nodes as random queries touch on average.
    case expected
}

/// Bits of opening `queryCount` leaves of `leafBits` bits each in a Merkle tree (soundcalc's size formulas).
func merkleOpeningBits(
    leafCount: Int,
    queryCount: Int,
    leafBits: Int,
    digestBits: Int,
    sharing: PathSharing
) -> Double {
    let depth = logCeiling(leafCount)
    let queries = Double(queryCount)
    switch sharing {
    case .worst:
        return queries * Double(leafBits + min(leafBits, digestBits) + (depth - 1) * digestBits)
    case .expected:
        var siblings = 0.0
        var level = 1
        while level <= depth {
            let touched = power(1 - powerOfTwo(-level), queryCount) - power(1 - powerOfTwo(1 - level), queryCount)
            siblings += (powerOfTwo(level) * touched).rounded(.up)
            level += 1
        }
        return queries * Double(leafBits) + Double(digestBits) * siblings
    }
}

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

extension WHIRConfiguration {
    /// Bytes of the opening's part of a proof.
    ///
    /// They hold roots, samples, sumcheck rounds, nonces, opened rows with their paths, and the final polynomial with its
    /// sumcheck. Round polynomials of degree 2 are two elements each: the third follows from the claim.
    public func proofSizeInBytes(sharing: PathSharing) -> Int {
        let field = ChallengeField.goldilocksCubic
        var bits = Self.finalSizeInBits(variableCount: finalVariableCount)
        for (index, round) in rounds.enumerated() {
            bits += Self.roundSizeInBits(
                logDomainSize: round.logDomainSize,
                foldingFactor: round.foldingFactor,
                outOfDomainSampleCount: round.outOfDomainSampleCount,
                queryCount: round.queryCount,
                elementBits: index == 0 ? field.baseElementBits : field.elementBits,
                sharing: sharing
            )
        }
        return Int(bits) / 8
    }

    /// Bits that one codeword adds to the proof; `elementBits` are those of a value in its rows.
    static func roundSizeInBits(
        logDomainSize: Int,
        foldingFactor: Int,
        outOfDomainSampleCount: Int,
        queryCount: Int,
        elementBits: Int,
        sharing: PathSharing
    ) -> Double {
        let digestBits = 256
        let nonceBits = 64
        let elements = outOfDomainSampleCount + 2 * foldingFactor
        return Double(digestBits + nonceBits + elements * ChallengeField.goldilocksCubic.elementBits)
            + merkleOpeningBits(
                leafCount: 1 << logDomainSize,
                queryCount: queryCount,
                leafBits: elementBits << foldingFactor,
                digestBits: digestBits,
                sharing: sharing
            )
    }

    /// Bits of the final polynomial and of the sumcheck over its variables.
    static func finalSizeInBits(variableCount: Int) -> Double {
        (powerOfTwo(variableCount) + Double(2 * variableCount)) * Double(ChallengeField.goldilocksCubic.elementBits)
    }
}
