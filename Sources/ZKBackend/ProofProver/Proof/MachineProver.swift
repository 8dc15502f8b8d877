package import ProofVerifier

/// Prover of one run of a machine, step by step in the protocol's order (docs/proof-system.md, "The order of
/// messages").
package struct MachineProver {
    private let statement: MachineStatement
    private let usedRowCounts: [Int]
    private let parameters: ProofParameters
    private let workers: Workers
    /// What the used rows decide.
    package let shape: ProofShape

    /// Prepares the proof of a run.
    ///
    /// - Parameters:
    ///   - statement: Machine, program and public values.
    ///   - usedRowCounts: One per chip, in the machine's order.
    ///   - parameters: The level.
    ///   - workers: Threads to use; the proof's bytes do not depend on them.
    /// - Throws: `ProvingError.shape`.
    package init(
        statement: MachineStatement,
        usedRowCounts: [Int],
        parameters: ProofParameters,
        workers: Workers
    ) throws(ProvingError) {
        self.statement = statement
        self.usedRowCounts = usedRowCounts
        self.parameters = parameters
        self.workers = workers
        do throws(VerificationError) {
            shape = try ProofShape(statement: statement, usedRowCounts: usedRowCounts, parameters: parameters)
        } catch {
            throw .shape(error)
        }
    }

    /// Proves a trace.
    ///
    /// - Parameters:
    ///   - trace: Tables of the statement's machine.
    ///   - statement: Machine, program and public values.
    ///   - parameters: The level.
    ///   - workers: Threads to use; the proof's bytes do not depend on them.
    ///   - unchecked: Proves also what is seen to be wrong, so that tests can show that the verifier refuses it.
    /// - Returns: The proof's bytes.
    /// - Throws: `ProvingError`.
    package static func prove(
        _ trace: Trace,
        statement: MachineStatement,
        parameters: ProofParameters,
        workers: Workers,
        unchecked: Bool = false
    ) throws(ProvingError) -> [UInt8] {
        let prover = try MachineProver(
            statement: statement,
            usedRowCounts: trace.usedRowCounts,
            parameters: parameters,
            workers: workers
        )
        let table = try prover.stack(trace.tables)
        var transcript = prover.makeTranscript()
        let commitment = prover.commit(table, to: &transcript)
        let (claim, value) = try prover.argue(table, transcript: &transcript, unchecked: unchecked)
        prover.open(commitment, claim, value: value, transcript: &transcript)
        return transcript.proof
    }

    /// The one table that is committed.
    ///
    /// - Throws: `ProvingError.tableCount`, `.tableSize`.
    package func stack(_ tables: [TraceTable]) throws(ProvingError) -> [Goldilocks] {
        guard tables.count == usedRowCounts.count else {
            throw .tableCount(expected: usedRowCounts.count, got: tables.count)
        }
        var stacked = [Goldilocks](repeating: .zero, count: 1 << shape.stack.variableCount)
        for (chip, table) in tables.enumerated() {
            let columnCount = statement.machine.chips[chip].columnNames.count
            guard table.columns.count == columnCount, table.columns.allSatisfy({ $0.count == usedRowCounts[chip] })
            else { throw .tableSize(chip: statement.machine.chips[chip].name) }
            for (column, values) in table.columns.enumerated() {
                let start = shape.stack.cells(chip: chip, column: column).lowerBound
                stacked.replaceSubrange(start..<(start + values.count), with: values)
            }
        }
        return stacked
    }

    /// A transcript that has absorbed header and statement.
    package func makeTranscript() -> ProverTranscript {
        var transcript = ProverTranscript(domain: MachineVerifier.domain)
        transcript.send("header version", words: [proofFormatVersion])
        transcript.send("header rows", words: usedRowCounts.map { UInt32(truncatingIfNeeded: $0) })
        transcript.absorb(statement, parameters)
        return transcript
    }

    /// Commits to the stacked table, 2^n cells for the n of `shape`, and sends root and out-of-domain answers.
    package func commit(_ table: [Goldilocks], to transcript: inout ProverTranscript) -> WHIRCommitment {
        WHIRProver.commit(
            table: table,
            configuration: shape.soundness.whir,
            transcript: &transcript,
            workers: workers
        )
    }

    /// Reduces the statement to one linear claim on the stacked table.
    ///
    /// - Throws: `ProvingError` unless `unchecked`.
    package func argue(
        _ table: [Goldilocks],
        transcript: inout ProverTranscript,
        unchecked: Bool = false
    ) throws(ProvingError) -> (claim: StackedClaim, value: CubicExtension) {
        try TraceArgumentProver(statement: statement, shape: shape, workers: workers)
            .prove(table: table, transcript: &transcript, unchecked: unchecked)
    }

    /// Opens the commitment at the claim.
    package func open(
        _ commitment: WHIRCommitment,
        _ claim: StackedClaim,
        value: CubicExtension,
        transcript: inout ProverTranscript
    ) {
        WHIRProver.open(
            commitment,
            weights: claim.weights(workers: workers),
            value: value,
            transcript: &transcript,
            workers: workers
        )
    }
}
