package import ProofVerifier

/// Prover of everything between commitment and opening: LogUp-GKR, joint sumcheck, column claims and their batch.
package struct TraceArgumentProver {
    private let statement: MachineStatement
    private let shape: ProofShape
    private let arena: ProverArena
    private let workers: Workers

    /// A prover whose `shape` is that of the statement and its used rows; `workers` change no byte of the proof.
    package init(statement: MachineStatement, shape: ProofShape, arena: ProverArena, workers: Workers) {
        self.statement = statement
        self.shape = shape
        self.arena = arena
        self.workers = workers
    }

    /// Reduces the statement to one linear claim on the stacked table.
    ///
    /// - Parameters:
    ///   - table: The stacked table.
    ///   - transcript: Takes the messages; the table's commitment has been absorbed.
    ///   - unchecked: Goes on where the trace is seen to be wrong, as forgeries need.
    /// - Returns: The claim, and its value.
    /// - Throws: `ProvingError` unless `unchecked`.
    package func prove(
        table: FieldTable,
        transcript: inout ProverTranscript,
        unchecked: Bool = false
    ) throws(ProvingError) -> (claim: StackedClaim, value: CubicExtension) {
        let fixed = FixedColumnTable(
            machine: statement.machine,
            logHeights: shape.logHeights,
            programColumns: statement.programColumns
        )
        let (point, columnValues) = try table.withUnsafeBufferPointer { (table) throws(ProvingError) in
            try fixed.values.withUnsafeBufferPointer { (values) throws(ProvingError) in
                let chips = rows(table, values, fixed.ranges)
                return try argue(chips, &transcript, unchecked)
            }
        }
        let claim = StackedClaim(layout: shape.stack, point: point, gamma: transcript.challenge("opening gamma"))
        return (claim, try own { () throws(VerificationError) in try claim.value(of: columnValues.flatMap(\.self)) })
    }

    private func argue(
        _ chips: [ChipRows],
        _ transcript: inout ProverTranscript,
        _ unchecked: Bool
    ) throws(ProvingError) -> (point: [CubicExtension], columnValues: [[CubicExtension]]) {
        let challenges = transcript.busChallenges(statement)
        let leaves = LeafBuilder.leaves(
            of: chips,
            machine: statement.machine,
            layout: shape.leaves,
            challenges: challenges,
            workers: workers
        )
        let (sum, leafClaim) = FractionSumProver.prove(leaves: leaves, transcript: &transcript, workers: workers)
        let publicSum = try own { () throws(VerificationError) in try statement.publicSum(challenges) }
        guard unchecked || (sum + publicSum).numerator.isZero else { throw .unbalancedBuses }
        let lambda = transcript.challenge("joint lambda")
        let batch = try own { () throws(VerificationError) in
            try MachineBatch(
                machine: statement.machine,
                layout: shape.leaves,
                leafClaim: leafClaim,
                challenges: challenges,
                lambda: lambda
            )
        }
        let joint = JointSumcheckProver.prove(
            chips: chips,
            batch: batch,
            degree: statement.machine.jointDegree,
            equalityPoint: leafClaim.point.suffix(shape.jointVariableCount),
            transcript: &transcript,
            workers: workers
        )
        guard unchecked || joint.sum == batch.claim else { throw .violatedConstraint }
        return (joint.point, joint.columnValues)
    }

    /// What prover and verifier compute alike, and neither can have got wrong but by a fault of this program.
    private func own<Value>(_ body: () throws(VerificationError) -> Value) throws(ProvingError) -> Value {
        do throws(VerificationError) {
            return try body()
        } catch {
            throw .fault(error)
        }
    }

    private func rows(
        _ table: UnsafeBufferPointer<Goldilocks>,
        _ fixed: UnsafeBufferPointer<Goldilocks>,
        _ fixedRanges: [[Range<Int>]]
    ) -> [ChipRows] {
        statement.machine.polynomials.enumerated().map { chip, polynomials in
            let program = ConstraintProgram(polynomials)
            let committed = (0..<program.committedColumnCount).map { column in
                UnsafeBufferPointer(rebasing: table[shape.stack.cells(chip: chip, column: column)])
            }
            return ChipRows(
                program: program,
                logHeight: shape.logHeights[chip],
                columns: committed + fixedRanges[chip].map { UnsafeBufferPointer(rebasing: fixed[$0]) }
            )
        }
    }
}
