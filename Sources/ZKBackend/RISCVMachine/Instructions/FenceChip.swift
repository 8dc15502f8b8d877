package import ProofVerifier

/// `fence`, which does nothing: one hart has no other to be ordered with.
///
/// Columns: `used`, `pc` and `timestamp`. Interactions: 3 of the row.
package struct FenceChip: Sendable {
    /// Place in the run.
    package let instruction: InstructionColumns
    /// The declaration.
    package let chip: Chip

    /// Declares the chip.
    package init() {
        var builder = ChipBuilder("fence", height: InstructionColumns.height)
        instruction = InstructionColumns(in: &builder)
        instruction.lookUp(operation: MachineOperation.fence * instruction.used, in: &builder)
        instruction.linkExecution(in: &builder, next: instruction.programCounter + 4)
        chip = builder.build()
    }
}
