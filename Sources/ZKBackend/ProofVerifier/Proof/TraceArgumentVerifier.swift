/// Verifier of everything between commitment and opening.
package enum TraceArgumentVerifier {
    /// Reduces the statement to one linear claim on the stacked table.
    ///
    /// - Parameters:
    ///   - statement: Machine, program and public values.
    ///   - shape: What the header's used rows decide.
    ///   - transcript: Where the messages are read; the table's commitment has been received.
    /// - Returns: The claim that remains to be opened, and its value.
    /// - Throws: `VerificationError`, the first rule that the proof breaks.
    package static func verify(
        statement: MachineStatement,
        shape: ProofShape,
        transcript: inout VerifierTranscript
    ) throws(VerificationError) -> (claim: StackedClaim, value: CubicExtension) {
        let challenges = transcript.busChallenges(statement)
        let publicSum = try statement.publicSum(challenges)
        #if COUNT_OPERATIONS
        OperationCounts.enter(.fractions)
        #endif
        let leafClaim = try FractionSumVerifier.verify(
            variableCount: shape.leaves.variableCount,
            publicSum: publicSum,
            transcript: &transcript
        )
        let rowClaim = try SliceSumcheckVerifier.verify(leafClaim, layout: shape.leaves, transcript: &transcript)
        #if COUNT_OPERATIONS
        OperationCounts.enter(.rounds)
        #endif
        let batch = try MachineBatch(
            machine: statement.machine,
            rowClaim: rowClaim,
            challenges: challenges,
            lambda: transcript.challenge("joint lambda")
        )
        let (point, columnValues) = try JointSumcheckVerifier.verify(
            machine: statement.machine,
            logHeights: shape.logHeights,
            batch: batch,
            equalityPoint: rowClaim.point,
            programColumns: statement.programColumns,
            transcript: &transcript
        )
        let claim = StackedClaim(layout: shape.stack, point: point, gamma: transcript.challenge("opening gamma"))
        return (claim, try claim.value(of: columnValues.flatMap(\.self)))
    }
}
