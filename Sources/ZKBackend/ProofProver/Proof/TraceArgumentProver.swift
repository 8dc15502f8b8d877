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
    ///   - willBegin: Told of each phase before its work.
    /// - Returns: The claim, and its value.
    /// - Throws: `ProvingError` unless `unchecked`.
    package func prove(
        table: FieldTable,
        transcript: inout ProverTranscript,
        unchecked: Bool = false,
        willBegin: (ProofPhase) -> Void = { _ in }
    ) throws(ProvingError) -> (claim: StackedClaim, value: CubicExtension) {
        willBegin(.fractionSum)
        let fixed = FixedColumnTable(
            machine: statement.machine,
            logHeights: shape.logHeights,
            programColumns: statement.programColumns
        )
        let (point, columnValues) = try table.withUnsafeBufferPointer { (table) throws(ProvingError) in
            try fixed.values.withUnsafeBufferPointer { (values) throws(ProvingError) in
                let chips = rows(table, values, fixed.ranges)
                return try argue(chips, &transcript, unchecked, willBegin)
            }
        }
        let claim = StackedClaim(layout: shape.stack, point: point, gamma: transcript.challenge("opening gamma"))
        return (claim, try own { () throws(VerificationError) in try claim.value(of: columnValues.flatMap(\.self)) })
    }

    private func argue(
        _ chips: [ChipRows],
        _ transcript: inout ProverTranscript,
        _ unchecked: Bool,
        _ willBegin: (ProofPhase) -> Void
    ) throws(ProvingError) -> (point: [CubicExtension], columnValues: [[CubicExtension]]) {
        let challenges = transcript.busChallenges(statement)
        let machine = statement.machine
        let fingerprints = try own { () throws(VerificationError) in
            var fingerprints: [[ChipBatch.Fingerprint]] = []
            for chip in machine.chips { fingerprints.append(try challenges.fingerprints(of: chip)) }
            return fingerprints
        }
        let leaves = LeafBuilder(
            chips: chips,
            rules: zip(machine.polynomials, fingerprints).map { RowRules($0, fingerprints: $1) },
            layout: shape.leaves,
            arena: arena,
            workers: workers
        )
        let (sum, leafClaim) = try inArena { () throws(ArenaError) in
            try FractionSumProver.prove(
                variableCount: shape.leaves.variableCount,
                leaves: leaves.leaves,
                parents: leaves.parents,
                transcript: &transcript,
                arena: arena,
                workers: workers
            )
        }
        let publicSum = try own { () throws(VerificationError) in try statement.publicSum(challenges) }
        guard unchecked || (sum + publicSum).numerator.isZero else { throw .unbalancedBuses }
        willBegin(.jointSumcheck)
        let rowClaim = SliceSumcheckProver(chips: chips, layout: shape.leaves, workers: workers)
            .prove(leafClaim, fingerprints: fingerprints, transcript: &transcript)
        let lambda = transcript.challenge("joint lambda")
        let batch = try own { () throws(VerificationError) in
            try MachineBatch(machine: machine, rowClaim: rowClaim, challenges: challenges, lambda: lambda)
        }
        let joint = try inArena { () throws(ArenaError) in
            try JointSumcheckProver.prove(
                chips: chips,
                batch: batch,
                degree: machine.jointDegree,
                equalityPoint: rowClaim.point,
                transcript: &transcript,
                arena: arena,
                workers: workers
            )
        }
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

    private func inArena<Value>(_ body: () throws(ArenaError) -> Value) throws(ProvingError) -> Value {
        do throws(ArenaError) {
            return try body()
        } catch {
            throw .memory(error)
        }
    }

    private func rows(
        _ table: UnsafeBufferPointer<Goldilocks>,
        _ fixed: UnsafeBufferPointer<Goldilocks>,
        _ fixedRanges: [[Range<Int>]]
    ) -> [ChipRows] {
        statement.machine.polynomials.enumerated().map { chip, polynomials in
            let committed = (0..<polynomials.committedColumnCount).map { column in
                UnsafeBufferPointer(rebasing: table[shape.stack.cells(chip: chip, column: column)])
            }
            return ChipRows(
                polynomials: polynomials,
                logHeight: shape.logHeights[chip],
                columns: committed + fixedRanges[chip].map { UnsafeBufferPointer(rebasing: fixed[$0]) }
            )
        }
    }
}
