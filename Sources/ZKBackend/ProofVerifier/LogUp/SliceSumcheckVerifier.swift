/// Verifier of the slice sumcheck, which leads from the leaves at rho to rows at one point.
///
/// Leaves lie by slices, wherever there is room, so rho's first coordinates say nothing about a row's number. With
/// f_b(j) = (N_b + mu D_b) at slice j and rho's last coordinates, and e_b(j) = eq(rho's others, slot of slice j), the
/// leaf claims are, for a challenge mu, the one claim
///
///     p + mu (q - unowned) = sum over leaves b, slices j of e_b(j) f_b(j),
///
/// where `unowned` is the weight of the leaves that no slot owns, which are 0 / 1. Both factors are read as
/// multilinear polynomials in the slice's number, e_b being zero where there is no slice; n - 12 rounds of degree 2
/// bind it. A chip with fewer variables takes the last of them: before, each round keeps half of its sum.
package enum SliceSumcheckVerifier {
    /// Checks the rounds.
    ///
    /// - Parameters:
    ///   - leafClaim: rho, p and q.
    ///   - layout: Where the leaves lie.
    ///   - transcript: Where the messages are read.
    /// - Returns: The claim on rows that remains to be shown.
    /// - Throws: `VerificationError`.
    package static func verify(
        _ leafClaim: LeafClaim,
        layout: LeafLayout,
        transcript: inout VerifierTranscript
    ) throws(VerificationError) -> RowClaim {
        guard leafClaim.point.count == layout.variableCount else {
            throw .verifierFault(expected: layout.variableCount, got: leafClaim.point.count)
        }
        let mu = transcript.challenge("leaf mu")
        var claim = Self.claim(leafClaim, layout: layout, mu: mu)
        var point: [CubicExtension] = []
        for round in 0..<layout.sliceVariableCount {
            let message = try transcript.receive("slice round", round, count: 2)
            let polynomial = QuadraticRound(valueAtZero: message[0], leadingCoefficient: message[1])
            let challenge = transcript.challenge("slice point", round)
            claim = polynomial.value(at: challenge, claim: claim)
            point.append(challenge)
        }
        return RowClaim(layout: layout, rho: leafClaim.point, slicePoint: point, mu: mu, value: claim)
    }

    /// The claim that the rounds begin with.
    package static func claim(_ leafClaim: LeafClaim, layout: LeafLayout, mu: CubicExtension) -> CubicExtension {
        let fraction = leafClaim.fraction
        return fraction.numerator + mu * (fraction.denominator - layout.unownedWeight(at: leafClaim.point))
    }
}
