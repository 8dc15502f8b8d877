/// Verifier of a sumcheck of eq(a, X) T(X) whose equality factor stays out of the messages.
///
/// With l(X) = eq(a_i, X) the claim of round i is l(0) t(0) + l(1) t(1); the prover sends t at 0, 2, ..., d, the claim
/// gives t(1), and the next claim is t(r_i). After the last round the claim is T(r) itself (docs/proof-system.md,
/// "Sumchecks with an equality factor").
package struct EqualitySumcheckVerifier {
    /// Field of the proof that carries the round polynomials.
    package let message: StaticString
    /// Challenges that bind the variables.
    package let challenge: StaticString
    /// Degree of T in each variable; each round sends as many elements.
    package let degree: Int

    /// A verifier that reads its rounds under one label of the transcript and draws their challenges under another.
    package init(message: StaticString, challenge: StaticString, degree: Int) {
        self.message = message
        self.challenge = challenge
        self.degree = degree
    }

    /// Runs one round for each coordinate of the point.
    ///
    /// - Parameters:
    ///   - claim: Claimed sum.
    ///   - equalityPoint: The point a.
    ///   - firstIndex: Index of the first round's fields in the transcript; the following rounds count up.
    ///   - transcript: Where the rounds are read.
    /// - Returns: The point r and the claim on T(r).
    /// - Throws: `VerificationError` when a field is missing or malformed, or a coordinate of a is zero.
    package func verify(
        claim: CubicExtension,
        equalityPoint: some Collection<CubicExtension>,
        firstIndex: Int,
        transcript: inout VerifierTranscript
    ) throws(VerificationError) -> (point: [CubicExtension], claim: CubicExtension) {
        var claim = claim
        var point: [CubicExtension] = []
        point.reserveCapacity(equalityPoint.count)
        for (round, coordinate) in equalityPoint.enumerated() {
            var values = try transcript.receive(message, firstIndex + round, count: degree)
            guard let inverse = coordinate.inverse else { throw .sumcheck(label: "\(message)", round: round) }
            values.insert((claim - (.one - coordinate) * values[0]) * inverse, at: 1)
            let next = transcript.challenge(challenge, firstIndex + round)
            claim = RoundPolynomial.evaluate(values, at: next)
            point.append(next)
        }
        return (point, claim)
    }
}
