package import GuestExecutor
package import ProofProver
package import ProofVerifier
package import RISCVMachine

/// What a proof of a run takes, known from its profile before there is a trace.
///
/// Rows, cells, leaves and the arena's bytes are those of the proof; its size is an expectation over its queries, and
/// times are rates of one machine (`ProvingRates`).
package struct ProofPrediction: Sendable {
    /// A table's part of the proof.
    package struct TableCost: Sendable {
        /// The chip's name.
        package let name: String
        /// Used rows.
        package let rowCount: Int
        /// Cells that its columns own in the committed table: whole slices of 2^12 rows of tall tables.
        package let cells: Int
        /// Leaves that its rows own in the tree of fractions.
        package let leaves: Int
    }

    /// Why there can be no such proof.
    package enum Refusal: Error, Sendable {
        /// The verifier would refuse the shape.
        case shape(VerificationError)
        /// Its buffers cannot be counted.
        case memory(ArenaError)
    }

    /// Instructions of the run.
    package let cycleCount: UInt64
    /// Committed columns of all chips, for each of which the proof holds a claim.
    package let columnCount: Int
    /// Tables in the machine's order, those without rows left out.
    package let tables: [TableCost]
    /// The proof.
    package let outcome: Result<PredictedProof, Refusal>

    /// Predicts the proof of a run.
    ///
    /// - Parameters:
    ///   - profile: The run.
    ///   - program: What was run.
    ///   - statement: What the proof says: the program's with the run's output.
    ///   - definition: The machine.
    ///   - securityBits: The proof's level.
    package init(
        _ profile: ExecutionProfile,
        program: RISCVProgram,
        statement: MachineStatement,
        definition: RISCVDefinition,
        securityBits: Int
    ) {
        let machine = definition.machine
        let rows = definition.usedRowCounts(of: profile, program: program)
        func slots(_ count: (Int) -> Int) -> StackedLayout {
            StackedLayout(
                shapes: machine.chips.indices.map {
                    StackedLayout.Shape(
                        usedRowCount: rows[$0],
                        logHeight: logCeiling(rows[$0]),
                        columnCount: count($0)
                    )
                }
            )
        }
        let cells = slots { machine.chips[$0].columnNames.count }
        let leaves = slots { machine.polynomials[$0].leaves.count }
        func ownedCount(_ layout: StackedLayout, _ chip: Int) -> Int {
            layout.shapes[chip].columnCount * layout.regions[chip].cellsPerColumn
        }
        cycleCount = profile.result.cycleCount
        columnCount = machine.columnCount
        tables = machine.chips.indices.filter { rows[$0] > 0 }.map { chip in
            TableCost(
                name: machine.chips[chip].name,
                rowCount: rows[chip],
                cells: ownedCount(cells, chip),
                leaves: ownedCount(leaves, chip)
            )
        }
        let tableBytes = machine.chips.indices.reduce(0) { $0 + 8 * rows[$1] * machine.chips[$1].columnNames.count }
        outcome = Result { () throws(Refusal) in
            let shape: ProofShape
            do throws(VerificationError) {
                shape = try ProofShape(
                    statement: statement,
                    usedRowCounts: rows,
                    parameters: ProofParameters(securityBits: securityBits)
                )
            } catch {
                throw .shape(error)
            }
            do throws(ArenaError) {
                return PredictedProof(
                    footprint: try ProofFootprint(shape, machine: machine),
                    soundness: shape.soundness,
                    cycleCount: profile.result.cycleCount,
                    tableByteCount: tableBytes,
                    fixedCellCount: machine.chips.indices.reduce(0) {
                        $0 + machine.chips[$1].fixedColumns.count << shape.logHeights[$1]
                    },
                    chipCount: machine.chips.count
                )
            } catch {
                throw .memory(error)
            }
        }
    }
}

extension ProofPrediction.Refusal: CustomStringConvertible {
    /// The reason in one line.
    package var description: String {
        switch self {
        case .shape(.levelOutOfReach(let securityBits, let logSize)):
            "no parameters reach \(securityBits) bits for 2^\(logSize) cells in one proof; "
                + "runs are not cut into several"
        case .shape(let error): "the run does not fit one proof: \(error)"
        case .memory(let error): "the run does not fit one proof: \(error)"
        }
    }
}
