import ProofProver
import ProofVerifier

/// A chip with one row for each execution of one instruction.
protocol InstructionChip: Sendable {
    /// The declaration.
    var chip: Chip { get }
    /// Appends the row of an executed instruction.
    func append(_ step: ToyStep, to table: inout TraceTable)
}
