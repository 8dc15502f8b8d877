extension WHIRConfiguration {
    /// Bytes of the opening's part of a proof.
    ///
    /// They hold roots, samples, sumcheck rounds, nonces, opened rows with their paths, and the final polynomial with
    /// its sumcheck. Round polynomials of degree 2 are two elements each: the third follows from the claim.
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
