package import ProofVerifier

/// `lui` and `auipc`: rd = immediate, or pc + immediate.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `used`, `pc`, `timestamp` | see `InstructionColumns` | | |
/// | `adds pc` | whether it is `auipc` | 1 | boolean; the operation's number |
/// | `immediate low`, `immediate high` | the shifted immediate, sign-extended | 32 each | the instruction bus |
/// | `carry` | of the lower halves | 1 | boolean |
/// | `lower half limb` | see `HalfLimbs` | 16 | the range table |
/// | `upper half` | of the result | 32 | the rule below |
/// | `rd`, `keeps result`, `result ...` | see `RegisterWrite` | | |
///
/// The immediate's upper half is 0 or 2^32 - 1, as the decode chip extends it; with a carry it becomes 1 or 0.
///
/// | rule | degree |
/// |---|---|
/// | upper half = high + carry - 2^32 carry high / (2^32 - 1) | 2 |
///
/// Interactions: 3 of the row, 4 of the access, 2 of the lower half.
package struct UpperChip: Sendable {
    /// Place in the run.
    package let instruction: InstructionColumns
    /// 1 where pc is added.
    package let addsProgramCounter: Column
    /// The immediate.
    package let immediate: WordColumns
    /// Carry of the lower halves.
    package let carry: Column
    /// The result's lower half.
    package let lowerHalf: HalfLimbs
    /// The result's upper half.
    package let upperHalf: Column
    /// Where the result goes.
    package let destination: RegisterWrite
    /// The declaration.
    package let chip: Chip

    /// Declares the chip.
    package init() {
        var builder = ChipBuilder("upper", height: InstructionColumns.height)
        instruction = InstructionColumns(in: &builder)
        let used = instruction.used
        addsProgramCounter = builder.column("adds pc")
        builder.require("adds pc is boolean", isBoolean: addsProgramCounter)
        immediate = WordColumns("immediate", in: &builder)
        carry = builder.column("carry")
        builder.require("carry is boolean", isBoolean: carry)
        let low =
            addsProgramCounter * instruction.programCounter + immediate.low - Expression(1 << 32) * carry
        lowerHalf = HalfLimbs("lower half", of: low, in: &builder, times: used)
        upperHalf = builder.column("upper half")
        let wrapped = Expression(1 << 32) * WordExpression.signScale * (carry * immediate.high)
        builder.require("upper half", isZero: immediate.high + carry - wrapped - upperHalf)
        destination = instruction.writeRegister(WordExpression(low: low, high: upperHalf), in: &builder)
        instruction.lookUp(
            operation: MachineOperation.lui * used + addsProgramCounter,
            destination: destination,
            immediate: immediate.value,
            in: &builder
        )
        instruction.linkExecution(in: &builder, next: instruction.programCounter + 4)
        chip = builder.build()
    }
}
