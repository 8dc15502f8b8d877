/// Verifier of the joint sumcheck, which leads from all constraints and the leaves to claims on columns at one point.
enum JointSumcheckVerifier {
    /// Checks the rounds, and the claim that they lead to against the claimed values of the columns.
    ///
    /// - Parameters:
    ///   - machine: The chips.
    ///   - logHeights: log2 of the rows of each chip.
    ///   - batch: The batch of each chip and the claimed sum.
    ///   - equalityPoint: The point of the claim on rows, one coordinate for each variable of the tallest chip.
    ///   - programColumns: The machine's program.
    ///   - transcript: Where the messages are read.
    /// - Returns: The point r and the claimed values of the committed columns, chips in order.
    /// - Throws: `VerificationError`.
    static func verify(
        machine: Machine,
        logHeights: [Int],
        batch: MachineBatch,
        equalityPoint: [CubicExtension],
        programColumns: ProgramColumns,
        transcript: inout VerifierTranscript
    ) throws(VerificationError) -> (point: [CubicExtension], columnValues: [[CubicExtension]]) {
        let rounds = EqualitySumcheckVerifier(
            message: "joint round",
            challenge: "joint point",
            degree: machine.jointDegree
        )
        let (point, claim) = try rounds.verify(
            claim: batch.claim,
            equalityPoint: equalityPoint,
            firstIndex: 0,
            transcript: &transcript
        )
        var sum = CubicExtension.zero
        var columnValues: [[CubicExtension]] = []
        for (chip, polynomials) in machine.polynomials.enumerated() {
            let values = try transcript.receive("joint columns", chip, count: polynomials.committedColumnCount)
            #if COUNT_OPERATIONS
            OperationCounts.enter(.fixedColumns)
            #endif
            let fixed = try FixedColumnEvaluation.values(
                of: machine.chips[chip],
                program: programColumns.columns[chip],
                at: point.suffix(logHeights[chip])
            )
            #if COUNT_OPERATIONS
            OperationCounts.enter(.constraints)
            #endif
            sum += try batch.chips[chip].value(
                of: polynomials.values(on: values + fixed),
                polynomials: polynomials
            )
            columnValues.append(values)
        }
        guard sum == claim else { throw .columnValues }
        return (point, columnValues)
    }
}
