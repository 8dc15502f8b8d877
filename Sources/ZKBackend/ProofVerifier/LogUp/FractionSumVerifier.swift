/// Verifier of LogUp-GKR.
package enum FractionSumVerifier {
    /// Checks that all leaves and the public fractions add up to zero, given the claim that it returns.
    ///
    /// - Parameters:
    ///   - variableCount: log2 of the number of leaves.
    ///   - publicSum: Sum of the fractions that the verifier has computed from the public values.
    ///   - transcript: Where the messages are read.
    /// - Returns: The claim on the leaves that remains to be shown.
    /// - Throws: `VerificationError`.
    package static func verify(
        variableCount: Int,
        publicSum: Fraction,
        transcript: inout VerifierTranscript
    ) throws(VerificationError) -> LeafClaim {
        let root = try transcript.receive("logup root", count: 2)
        var claim = LeafClaim(point: [], fraction: Fraction(numerator: root[0], denominator: root[1]))
        // A zero denominator would let any numerator pass: p Q + P q is 0 for p = q = 0.
        guard !claim.fraction.denominator.isZero, !publicSum.denominator.isZero else { throw .zeroDenominator }
        guard (claim.fraction + publicSum).numerator.isZero else { throw .unbalancedBuses }
        for layer in 0..<variableCount {
            claim = try descend(from: claim, layer: layer, transcript: &transcript)
        }
        return claim
    }

    private static let rounds = EqualitySumcheckVerifier(
        message: "logup round",
        challenge: "logup point",
        degree: 2
    )

    private static func descend(
        from claim: LeafClaim,
        layer: Int,
        transcript: inout VerifierTranscript
    ) throws(VerificationError) -> LeafClaim {
        let lambda = transcript.challenge("logup lambda", layer)
        let (point, value) = try rounds.verify(
            claim: claim.fraction.numerator + lambda * claim.fraction.denominator,
            equalityPoint: claim.point,
            firstIndex: firstRound(ofLayer: layer),
            transcript: &transcript
        )
        let values = try transcript.receive("logup children", layer, count: 4)
        let sum =
            Fraction(numerator: values[0], denominator: values[2])
            + Fraction(numerator: values[1], denominator: values[3])
        guard value == sum.numerator + lambda * sum.denominator else {
            throw .sumcheck(label: "logup children", round: layer)
        }
        return childClaim(values, child: transcript.challenge("logup child", layer), point: point)
    }

    /// The claim at (child, point) that follows from p0, p1, q0, q1 at the point.
    package static func childClaim(_ values: [CubicExtension], child: CubicExtension, point: [CubicExtension])
        -> LeafClaim
    {
        LeafClaim(
            point: [child] + point,
            fraction: Fraction(
                numerator: values[0] + child * (values[1] - values[0]),
                denominator: values[2] + child * (values[3] - values[2])
            )
        )
    }

    /// Rounds of all layers before one: layer k has k rounds.
    package static func firstRound(ofLayer layer: Int) -> Int { layer * (layer - 1) / 2 }
}
