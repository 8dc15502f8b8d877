package import Primitives

/// The verifier of the polynomial commitment WHIR (docs/proof-system.md, "WHIR"; eprint 2024/1586).
///
/// Total on hostile bytes: what is read next has the size that the configuration says, which bounds time and memory
/// too.
package enum WHIRVerifier {
    /// A value of the univariate polynomial whose coefficients are a committed table.
    package struct Sample: Equatable, Sendable {
        /// Where.
        package let point: CubicExtension
        /// The value.
        package let answer: CubicExtension
    }

    /// What the verifier holds of a codeword: its root, and the out-of-domain answers that tie it to one polynomial.
    package struct Commitment: Equatable, Sendable {
        /// Merkle root over the rows.
        package let root: Bytes32
        /// The answers that the prover gave.
        package let samples: [Sample]
    }

    /// An opened row of a codeword, folded at the round's challenges to one value of the next polynomial.
    struct FoldedRow {
        /// Which row.
        var position: Int
        /// The folded polynomial at the row's point.
        var sample: Sample
    }

    /// Receives the commitment to a table.
    ///
    /// - Throws: `VerificationError` when the bytes are not there or not canonical.
    package static func receiveCommitment(
        configuration: WHIRConfiguration,
        transcript: inout VerifierTranscript
    ) throws(VerificationError) -> Commitment {
        transcript.absorb(WHIRLabel.parameters, statement: configuration.statementBytes)
        return try receiveCodeword(configuration.rounds[0], 0, &transcript)
    }

    /// Checks an opening: that the sum over x of f(x) W(x) is `value` for the committed table f.
    ///
    /// - Parameters:
    ///   - commitment: The commitment to f.
    ///   - configuration: Parameters that it was received under.
    ///   - value: The claimed sum; the caller's transcript must bind the weight.
    ///   - transcript: The proof.
    ///   - weight: The multilinear extension of W at a point of logSize coordinates; called once, at the end.
    /// - Throws: `VerificationError`, the first rule that the proof breaks.
    package static func verifyOpening(
        of commitment: Commitment,
        configuration: WHIRConfiguration,
        value: CubicExtension,
        transcript: inout VerifierTranscript,
        weight: ([CubicExtension]) throws(VerificationError) -> CubicExtension
    ) throws(VerificationError) {
        transcript.absorb(WHIRLabel.value, statement: value.littleEndianBytes)
        var opening = Opening(claim: value)
        try opening.add(commitment.samples, combination: transcript.challenge(WHIRLabel.combination, 0))
        var codeword = commitment
        var table: [CubicExtension] = []
        for (index, round) in configuration.rounds.enumerated() {
            let boundBefore = opening.point.count
            for _ in 0..<round.foldingFactor { try opening.bindNext(&transcript) }
            let next: Commitment?
            if index + 1 < configuration.rounds.count {
                next = try receiveCodeword(configuration.rounds[index + 1], index + 1, &transcript)
            } else {
                next = nil
                table = try transcript.receive(WHIRLabel.finalTable, count: 1 << configuration.finalVariableCount)
            }
            let challenges = opening.point[boundBefore...]
            let rows = try receiveRows(of: codeword, round, index, boundTo: challenges, &transcript)
            if let next {
                let combination = transcript.challenge(WHIRLabel.combination, index + 1)
                try opening.add(next.samples + rows.map(\.sample), combination: combination)
                codeword = next
            } else {
                for row in rows where UnivariatePolynomial.evaluate(table, at: row.sample.point) != row.sample.answer {
                    throw .finalTable(row: row.position)
                }
            }
        }
        let boundBefore = opening.point.count
        for _ in 0..<configuration.finalVariableCount { try opening.bindNext(&transcript) }
        try opening.finish(table, boundBefore: boundBefore, weight: weight)
    }

    private static func receiveCodeword(
        _ round: WHIRConfiguration.Round,
        _ index: Int,
        _ transcript: inout VerifierTranscript
    ) throws(VerificationError) -> Commitment {
        let root = try transcript.receiveDigest(WHIRLabel.root, index)
        let count = round.outOfDomainSampleCount
        let points = transcript.challenges(WHIRLabel.outOfDomainPoint, index, count: count)
        let answers = try transcript.receive(WHIRLabel.outOfDomainAnswer, index, count: count)
        return Commitment(root: root, samples: points.indices.map { Sample(point: points[$0], answer: answers[$0]) })
    }
}
