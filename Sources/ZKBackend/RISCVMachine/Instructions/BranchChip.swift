package import ProofVerifier

/// `beq`, `bne`, `blt`, `bge`, `bltu` and `bgeu`: the run goes on at pc + immediate if rs1 and rs2 are in an order,
/// else at pc + 4.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `used`, `pc`, `timestamp` | see `InstructionColumns` | | |
/// | `rs1`, `rs2` | numbers of registers | 5 each | the instruction bus |
/// | `distance low`, `distance high` | the immediate: bytes to the target, sign-extended | 32 each | the instruction bus |
/// | `is negated` | `bne`, `bge` and `bgeu`: the order must not be | 1 | boolean; the operation's number |
/// | `is signed`, `is unsigned` | `blt` and `bge`, `bltu` and `bgeu`: less; neither: equal | 1 each | boolean, not both; the operation's number |
/// | `first ...`, `second ...` | operands, see `WordRead` | | |
/// | `is less` ... | see `OrderColumns` | | |
/// | `is taken` | whether the run goes on at the target | 1 | the rule below |
///
/// | rule | degree |
/// |---|---|
/// | with c = less on signed and unsigned rows, else equal: taken = c, or 1 - c on negated rows | 3 |
///
/// The target needs no range check. The distance's upper half is 0 or 2^32 - 1, as the decode chip extends it, so the
/// signed distance is linear in both halves, and pc + distance is an integer in -2^31..<2^33 with no other in its class
/// modulo the field's order. The row that takes control with it looks it up as an address of the program: a number
/// below 2^32, a multiple of 4. A target that is none has no row, hence no proof.
///
/// Interactions: 3 of the row, 4 of each access, 6 of the order.
package struct BranchChip: Sendable {
    /// Place in the run.
    package let instruction: InstructionColumns
    /// First source register.
    package let rs1: Column
    /// Second source register.
    package let rs2: Column
    /// Bytes from the branch to its target.
    package let distance: WordColumns
    /// 1 where the order must not be.
    package let isNegated: Column
    /// 1 where the order is less, of signed words.
    package let isSigned: Column
    /// 1 where the order is less, of unsigned words.
    package let isUnsigned: Column
    /// First operand.
    package let first: WordRead
    /// Second operand.
    package let second: WordRead
    /// Their order.
    package let order: OrderColumns
    /// 1 where the run goes on at the target.
    package let isTaken: Column
    /// The declaration.
    package let chip: Chip

    /// Declares the chip.
    package init() {
        var builder = ChipBuilder("branch", height: InstructionColumns.height)
        instruction = InstructionColumns(in: &builder)
        let used = instruction.used
        (rs1, rs2) = (builder.column("rs1"), builder.column("rs2"))
        distance = WordColumns("distance", in: &builder)
        isNegated = builder.column("is negated")
        isSigned = builder.column("is signed")
        isUnsigned = builder.column("is unsigned")
        builder.require("is negated is boolean", isBoolean: isNegated)
        builder.require("is signed is boolean", isBoolean: isSigned)
        builder.require("is unsigned is boolean", isBoolean: isUnsigned)
        // The number of both would be that of another operation.
        builder.require("not signed and unsigned", isZero: isSigned * isUnsigned)
        first = instruction.read("first", register: rs1, slot: .first, in: &builder)
        second = instruction.read("second", register: rs2, slot: .second, in: &builder)
        order = OrderColumns(first.word.value, second.word.value, signed: isSigned, in: &builder, times: used)
        isTaken = builder.column("is taken")
        let condition = order.isEqual + (isSigned + isUnsigned) * (order.isLess - order.isEqual)
        let outcome = isNegated + (1 - 2 * isNegated.expression) * condition
        builder.require("is taken", isZero: outcome - isTaken)
        // beq, blt and bltu are 0, 2 and 4; each negated one is one above.
        let operation =
            MachineOperation.beq * used + isNegated + 2 * isSigned.expression + 4 * isUnsigned.expression
        instruction.lookUp(operation: operation, rs1: rs1, rs2: rs2, immediate: distance.value, in: &builder)
        let signedDistance = distance.low - Expression(1 << 32) * WordExpression.signScale * distance.high
        instruction.linkExecution(
            in: &builder,
            next: instruction.programCounter + 4 + isTaken * (signedDistance - 4)
        )
        chip = builder.build()
    }
}
