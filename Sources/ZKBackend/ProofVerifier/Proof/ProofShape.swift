/// Everything that the number of used rows decides: heights, layouts, and WHIR's parameters for the level.
package struct ProofShape: Sendable {
    /// log2 of the rows of each chip.
    package let logHeights: [Int]
    /// Where the leaves of LogUp lie.
    package let leaves: LeafLayout
    /// Where the columns lie in the committed table.
    package let stack: StackedLayout
    /// WHIR's parameters, and what the whole proof is worth with them.
    package let soundness: ProofSystemSoundness

    /// log2 of the least table that is committed.
    package static let minimumStackedVariableCount = 8

    /// Derives the shape, and refuses it unless every round is worth the parameters' level.
    ///
    /// - Parameters:
    ///   - statement: Machine, program and public values.
    ///   - usedRowCounts: One per chip; hostile.
    ///   - parameters: The level.
    /// - Throws: `VerificationError.publicValues`, `.shape` or `.levelOutOfReach`.
    package init(
        statement: MachineStatement,
        usedRowCounts: [Int],
        parameters: ProofParameters
    ) throws(VerificationError) {
        let machine = statement.machine
        guard statement.publicFractions.allSatisfy(machine.accepts), machine.isStarted(by: statement.publicFractions)
        else { throw .publicValues }
        let logHeights: [Int]
        do throws(ShapeError) {
            logHeights = try machine.logHeights(
                usedRowCounts: usedRowCounts,
                program: statement.programColumns,
                publicFractionCount: statement.publicFractions.count
            )
        } catch {
            throw .shape(error)
        }
        let leaves = LeafLayout(
            chips: machine.chips.indices.map {
                (usedRowCounts[$0], logHeights[$0], machine.polynomials[$0].leaves.count)
            }
        )
        guard leaves.variableCount <= LeafLayout.maximumVariableCount else {
            throw .shape(.leafTotal(logCount: leaves.variableCount))
        }
        let shapes = machine.chips.indices.map { chip in
            StackedLayout.Shape(
                usedRowCount: usedRowCounts[chip],
                logHeight: logHeights[chip],
                columnCount: machine.chips[chip].columnNames.count
            )
        }
        let stack = StackedLayout(shapes: shapes, minimumVariableCount: Self.minimumStackedVariableCount)
        let shape = ProofSystemSoundness.Shape(
            columnCount: machine.columnCount,
            maximumLogHeight: logHeights.max() ?? 0,
            constraintCount: machine.constraintCount,
            maximumDegree: machine.jointDegree,
            fractionVariableCount: leaves.variableCount,
            publicFractionCount: statement.publicFractions.count,
            maximumTupleLength: statement.maximumArity
        )
        do throws(WHIRConfiguration.Invalid) {
            soundness = try ProofSystemSoundness.derive(
                securityBits: parameters.securityBits,
                shape: shape,
                logSize: stack.variableCount,
                queryGrindingBits: parameters.queryGrindingBits
            )
        } catch {
            throw .levelOutOfReach(securityBits: parameters.securityBits, logSize: stack.variableCount)
        }
        self.logHeights = logHeights
        self.leaves = leaves
        self.stack = stack
    }
}
