package import ProofVerifier

/// `jal` and `jalr`: rd = pc + 4, and the run goes on at pc + immediate, or at rs1 + immediate with bit 0 cleared.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `used`, `pc`, `timestamp` | see `InstructionColumns` | | |
/// | `is jalr` | whether the base is a register | 1 | boolean; the operation's number |
/// | `rs1` | number of the register; 0 for `jal` | 5 | the instruction bus |
/// | `base ...` | what the immediate is added to, see `WordRead`; of `jal` pc in the lower half | | |
/// | `distance low`, `distance high` | the immediate, sign-extended | 32 each | the instruction bus |
/// | `carry` | of the lower halves | 1 | boolean |
/// | `cleared bit` | bit 0 of rs1 + immediate | 1 | boolean, and the target's address |
/// | `rd`, `keeps result`, `result ...` | see `RegisterWrite` | | |
///
/// | rule | degree |
/// |---|---|
/// | (base.high + distance.high + carry) / 2^32 is boolean: the sum is below 2^32 modulo 2^64 | 2 |
/// | `jal`: base.low = pc | 2 |
///
/// The target base.low + distance.low - 2^32 carry - cleared bit needs no range check: it is an integer in
/// -2^33..<2^33, and the row that takes control with it looks it up as an address of the program, a multiple of 4 below
/// 2^32. So the sum of base and distance, which is the target or one above, has carry and bit 0 as they are here; a sum
/// of 2 or 3 modulo 4 has no row, hence no proof. For the same reason nothing else binds the upper half of `jal`'s
/// base: pc + distance with the wrong carry is no address.
///
/// Interactions: 3 of the row, 4 of each access.
package struct JumpChip: Sendable {
    /// Place in the run.
    package let instruction: InstructionColumns
    /// 1 where the base is a register.
    package let isRegister: Column
    /// The register.
    package let rs1: Column
    /// What the distance is added to.
    package let base: WordRead
    /// The immediate.
    package let distance: WordColumns
    /// Carry of the lower halves.
    package let carry: Column
    /// Bit 0 of the sum.
    package let clearedBit: Column
    /// Where the link goes.
    package let destination: RegisterWrite
    /// The declaration.
    package let chip: Chip

    /// Declares the chip.
    package init() {
        var builder = ChipBuilder("jump", height: InstructionColumns.height)
        instruction = InstructionColumns(in: &builder)
        let used = instruction.used
        isRegister = builder.column("is jalr")
        builder.require("is jalr is boolean", isBoolean: isRegister)
        builder.require("only used rows read rs1", isZero: isRegister * (1 - used))
        rs1 = builder.column("rs1")
        base = instruction.read("base", register: rs1, slot: .first, times: isRegister.expression, in: &builder)
        distance = WordColumns("distance", in: &builder)
        carry = builder.column("carry")
        clearedBit = builder.column("cleared bit")
        builder.require("carry is boolean", isBoolean: carry)
        builder.require("cleared bit is boolean", isBoolean: clearedBit)
        let pc = instruction.programCounter
        builder.require("base of jal", isZero: (used - isRegister) * (base.word.low - pc))
        let upperCarry = (base.word.high + distance.high + carry) * WordExpression.carryScale
        builder.require("target is below 2^32", isBoolean: upperCarry)
        destination = instruction.writeRegister(WordExpression(low: pc + 4, high: Expression(0)), in: &builder)
        instruction.lookUp(
            operation: MachineOperation.jal * used + isRegister,
            destination: destination,
            rs1: rs1,
            immediate: distance.value,
            in: &builder
        )
        let sum = base.word.low + distance.low - Expression(1 << 32) * carry
        instruction.linkExecution(in: &builder, next: sum - clearedBit)
        chip = builder.build()
    }
}
