package import ProofVerifier

/// Prover of one run of a machine, step by step in the protocol's order (docs/proof-system.md, "The order of
/// messages").
package struct MachineProver {
    private let statement: MachineStatement
    private let usedRowCounts: [Int]
    private let parameters: ProofParameters
    private let workers: Workers
    /// Where the proof's large buffers lie.
    private let arena: ProverArena
    /// What the used rows decide.
    package let shape: ProofShape

    /// Prepares the proof of a run.
    ///
    /// - Parameters:
    ///   - statement: Machine, program and public values.
    ///   - usedRowCounts: One per chip, in the machine's order.
    ///   - parameters: The level.
    ///   - workers: Threads to use; the proof's bytes do not depend on them.
    /// - Throws: `ProvingError.shape` or `.memory`.
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
        let shape: ProofShape
        do throws(VerificationError) {
            shape = try ProofShape(statement: statement, usedRowCounts: usedRowCounts, parameters: parameters)
        } catch {
            throw .shape(error)
        }
        self.shape = shape
        arena = try Self.inArena { () throws(ArenaError) in
            try ProverArena(capacity: Self.arenaByteCount(of: shape, machine: statement.machine))
        }
    }

    /// Bytes of the arena of a proof: the peak of its buffers, phase by phase.
    ///
    /// - Throws: `ArenaError.sizeOutOfRange`.
    package static func arenaByteCount(of shape: ProofShape, machine: Machine) throws(ArenaError) -> Int {
        var map = ArenaMap()
        let whir = shape.soundness.whir
        let heldCount = heldCellCount(of: shape)
        _ = try map.take(Goldilocks.self, count: heldCount)
        try WHIRProver.planCommitment(whir, heldCellCount: heldCount, in: &map)
        try TraceArgumentProver.plan(machine, shape, in: &map)
        try WHIRProver.planOpening(
            whir,
            slots: shape.stack.slots(logSlotLimit: whir.logSize - whir.rounds[0].foldingFactor),
            in: &map
        )
        return map.peakByteCount
    }

    /// Cells of the stacked table that are held: those behind are zero.
    private static func heldCellCount(of shape: ProofShape) -> Int {
        shape.soundness.whir.rounds[0].heldCellCount(of: shape.stack.cellCount)
    }

    /// Bytes that the proof's buffers hold now.
    package var takenByteCount: Int { arena.takenByteCount }

    /// Most bytes that the proof's buffers have reached so far.
    package var peakByteCount: Int { arena.peakByteCount }

    private static func inArena<Value>(_ body: () throws(ArenaError) -> Value) throws(ProvingError) -> Value {
        do throws(ArenaError) {
            return try body()
        } catch {
            throw .memory(error)
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
        let commitment = try prover.commit(table, to: &transcript)
        let (claim, value) = try prover.argue(table, transcript: &transcript, unchecked: unchecked)
        try prover.open(commitment, claim, value: value, transcript: &transcript)
        return transcript.proof
    }

    /// The one table that is committed.
    ///
    /// - Throws: `ProvingError.tableCount`, `.tableSize` or `.memory`.
    package func stack(_ tables: [TraceTable]) throws(ProvingError) -> FieldTable {
        guard tables.count == usedRowCounts.count else {
            throw .tableCount(expected: usedRowCounts.count, got: tables.count)
        }
        for (chip, table) in tables.enumerated() {
            let columnCount = statement.machine.chips[chip].columnNames.count
            guard table.columns.count == columnCount, table.columns.allSatisfy({ $0.count == usedRowCounts[chip] })
            else { throw .tableSize(chip: statement.machine.chips[chip].name) }
        }
        let stacked = try Self.inArena { () throws(ArenaError) in
            try FieldTable(
                arena.allocate(Goldilocks.self, count: Self.heldCellCount(of: shape)),
                count: 1 << shape.stack.variableCount
            )
        }
        var end = 0
        for (chip, table) in tables.enumerated() {
            write(table, of: chip, to: stacked)
            end = max(end, shape.stack.regions[chip].offset(ofColumn: table.columns.count))
        }
        stacked.cells.fill(end..<stacked.cells.count, with: .zero, workers: workers)
        return stacked
    }

    /// Writes the columns of a chip to their cells, those after the used rows as zero.
    private func write(_ table: TraceTable, of chip: Int, to stacked: FieldTable) {
        let stack = shape.stack
        stacked.cells.withUnsafeMutableBufferPointer { cells in
            // Safety: columns have disjoint cells.
            nonisolated(unsafe) let target = cells
            workers.forEachRange(of: table.columns.count) { columns in
                for column in columns {
                    let (values, range) = (table.columns[column], stack.cells(chip: chip, column: column))
                    let end = target[range].update(fromContentsOf: values)
                    target[end..<range.upperBound].update(repeating: .zero)
                }
            }
        }
    }

    /// A transcript that has absorbed header and statement.
    package func makeTranscript() -> ProverTranscript {
        var transcript = ProverTranscript(domain: MachineVerifier.domain)
        transcript.send("header version", words: [proofFormatVersion])
        transcript.send("header rows", words: usedRowCounts.map { UInt32(truncatingIfNeeded: $0) })
        transcript.absorb(statement, parameters)
        return transcript
    }

    /// Commits to a table of `stack` and sends root and out-of-domain answers.
    ///
    /// - Throws: `ProvingError.memory`.
    package func commit(
        _ table: FieldTable,
        to transcript: inout ProverTranscript
    ) throws(ProvingError) -> WHIRCommitment {
        try Self.inArena { () throws(ArenaError) in
            try WHIRProver.commit(
                table: table,
                configuration: shape.soundness.whir,
                transcript: &transcript,
                arena: arena,
                workers: workers
            )
        }
    }

    /// Reduces the statement to one linear claim on the stacked table.
    ///
    /// - Throws: `ProvingError` unless `unchecked`.
    package func argue(
        _ table: FieldTable,
        transcript: inout ProverTranscript,
        unchecked: Bool = false,
        willBegin: (ProofPhase) -> Void = { _ in }
    ) throws(ProvingError) -> (claim: StackedClaim, value: CubicExtension) {
        try TraceArgumentProver(statement: statement, shape: shape, arena: arena, workers: workers)
            .prove(table: table, transcript: &transcript, unchecked: unchecked, willBegin: willBegin)
    }

    /// Opens the commitment at the claim.
    ///
    /// - Throws: `ProvingError.memory`.
    package func open(
        _ commitment: WHIRCommitment,
        _ claim: StackedClaim,
        value: CubicExtension,
        transcript: inout ProverTranscript
    ) throws(ProvingError) {
        let whir = shape.soundness.whir
        try Self.inArena { () throws(ArenaError) in
            try WHIRProver.open(
                commitment,
                weights: claim.tensorWeights(logSlotLimit: whir.logSize - whir.rounds[0].foldingFactor),
                value: value,
                transcript: &transcript,
                arena: arena,
                workers: workers
            )
        }
    }
}
