package import ProofVerifier

/// `slt`, `slti`, `sltu` and `sltiu`: rd = 1 if rs1 is less than rs2 or the immediate, else 0.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `used`, `pc`, `timestamp` | see `InstructionColumns` | | |
/// | `rs1`, `rs2` | numbers of registers | 5 each | the instruction bus |
/// | `reads rs2` | 0 where an immediate is the second operand | 1 | boolean; the operation's number |
/// | `is signed` | whether words are signed | 1 | boolean; the operation's number |
/// | `first ...`, `second ...` | operands, see `WordRead`; `second` holds the immediate where no register is read | | |
/// | `is less` ... | see `OrderColumns` | | |
/// | `rd`, `keeps result`, `result ...` | see `RegisterWrite` | | |
///
/// Interactions: 3 of the row, 4 of each access, 6 of the order.
package struct CompareChip: Sendable {
    /// Place in the run.
    package let instruction: InstructionColumns
    /// First source register.
    package let rs1: Column
    /// Second source register.
    package let rs2: Column
    /// 1 where the second operand is a register.
    package let readsSecond: Column
    /// 1 where words are signed.
    package let isSigned: Column
    /// First operand.
    package let first: WordRead
    /// Second operand: a register or an immediate.
    package let second: WordRead
    /// Their order.
    package let order: OrderColumns
    /// Where the result goes.
    package let destination: RegisterWrite
    /// The declaration.
    package let chip: Chip

    /// Declares the chip.
    package init() {
        var builder = ChipBuilder("compare", height: InstructionColumns.height)
        instruction = InstructionColumns(in: &builder)
        let used = instruction.used
        (rs1, rs2) = (builder.column("rs1"), builder.column("rs2"))
        readsSecond = builder.column("reads rs2")
        isSigned = builder.column("is signed")
        builder.require("reads rs2 is boolean", isBoolean: readsSecond)
        builder.require("is signed is boolean", isBoolean: isSigned)
        builder.require("only used rows read rs2", isZero: readsSecond * (1 - used))
        first = instruction.read("first", register: rs1, slot: .first, in: &builder)
        second = instruction.read(
            "second",
            register: rs2,
            slot: .second,
            times: readsSecond.expression,
            in: &builder
        )
        let b = second.word.value
        order = OrderColumns(first.word.value, b, signed: isSigned, in: &builder, times: used)
        destination = instruction.writeRegister(WordExpression(low: order.isLess, high: Expression(0)), in: &builder)
        // slt and sltu are 0 and 2; each immediate form is one above.
        let operation = MachineOperation.sltiu * used - readsSecond - 2 * isSigned.expression
        instruction.lookUp(
            operation: operation,
            destination: destination,
            rs1: rs1,
            rs2: rs2,
            immediate: WordExpression(low: (1 - readsSecond) * b.low, high: (1 - readsSecond) * b.high),
            in: &builder
        )
        instruction.linkExecution(in: &builder, next: instruction.programCounter + 4)
        chip = builder.build()
    }
}
