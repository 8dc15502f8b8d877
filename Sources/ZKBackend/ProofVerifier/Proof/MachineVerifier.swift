/// Verifier of a machine's proofs: total on hostile bytes, in time and memory bounded by key and proof size.
package enum MachineVerifier {
    /// Absorbed before everything else, so that no other protocol's transcript gives the same challenges.
    package static let domain: StaticString = "rollupsim machine proof"

    /// Checks a proof.
    ///
    /// - Parameters:
    ///   - proof: Hostile bytes.
    ///   - statement: Machine, program and public values.
    ///   - parameters: The level.
    /// - Throws: `VerificationError`, the first rule that the proof breaks.
    package static func verify(
        _ proof: [UInt8],
        statement: MachineStatement,
        parameters: ProofParameters
    ) throws(VerificationError) {
        var transcript = VerifierTranscript(domain: domain, proof: proof)
        try verify(&transcript, statement: statement, parameters: parameters)
    }

    /// Checks the proof that a transcript reads, which keeps the record of its fields for the caller.
    ///
    /// - Throws: `VerificationError`, the first rule that the proof breaks.
    package static func verify(
        _ transcript: inout VerifierTranscript,
        statement: MachineStatement,
        parameters: ProofParameters
    ) throws(VerificationError) {
        let shape = try receiveShape(&transcript, statement: statement, parameters: parameters)
        transcript.absorb(statement, parameters)
        let configuration = shape.soundness.whir
        let commitment = try WHIRVerifier.receiveCommitment(configuration: configuration, transcript: &transcript)
        #if COUNT_OPERATIONS
        OperationCounts.enter(.publicValues)
        #endif
        let (claim, value) = try TraceArgumentVerifier.verify(
            statement: statement,
            shape: shape,
            transcript: &transcript
        )
        #if COUNT_OPERATIONS
        OperationCounts.enter(.opening)
        #endif
        try WHIRVerifier.verifyOpening(
            of: commitment,
            configuration: configuration,
            value: value,
            transcript: &transcript,
            weight: { (location) throws(VerificationError) in
                #if COUNT_OPERATIONS
                OperationCounts.enter(.weight)
                #endif
                return try claim.weight(at: location)
            }
        )
        try transcript.finish()
        #if COUNT_OPERATIONS
        OperationCounts.enter(.statement)
        #endif
    }

    /// The shape that a proof's header has, without a look at the rest.
    ///
    /// - Throws: `VerificationError` when there is no header, or its shape is not worth the level.
    package static func shape(
        of proof: [UInt8],
        statement: MachineStatement,
        parameters: ProofParameters
    ) throws(VerificationError) -> ProofShape {
        var transcript = VerifierTranscript(domain: domain, proof: proof)
        return try receiveShape(&transcript, statement: statement, parameters: parameters)
    }

    private static func receiveShape(
        _ transcript: inout VerifierTranscript,
        statement: MachineStatement,
        parameters: ProofParameters
    ) throws(VerificationError) -> ProofShape {
        let version = try transcript.receiveWords("header version", count: 1)[0]
        guard version == proofFormatVersion else { throw .unknownVersion(version) }
        let rows = try transcript.receiveWords("header rows", count: statement.machine.chips.count)
        return try ProofShape(
            statement: statement,
            usedRowCounts: rows.map { Int($0) },
            parameters: parameters
        )
    }
}
