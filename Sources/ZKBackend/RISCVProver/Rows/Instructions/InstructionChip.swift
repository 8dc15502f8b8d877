package import ProofProver
package import ProofVerifier

/// A chip with one row for each executed instruction of a family.
package protocol InstructionChip: Sendable {
    /// The declaration.
    var chip: Chip { get }

    /// The rows of a run, in the order of the executor's.
    func table(of rows: FamilyRows) -> TraceTable
}
