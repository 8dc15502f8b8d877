package import ProofVerifier

/// `add`, `addi`, `sub`, `addw`, `addiw` and `subw`: rd = rs1 + rs2, rs1 + immediate or rs1 - rs2.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `used`, `pc`, `timestamp` | see `InstructionColumns` | | |
/// | `rs1`, `rs2` | numbers of registers | 5 each | the instruction bus |
/// | `reads rs2` | 0 where an immediate is the second operand | 1 | boolean; the operation's number |
/// | `subtracts` | whether the second operand is subtracted | 1 | boolean; the operation's number |
/// | `is word` | whether 32 bits are computed | 1 | boolean; the operation's number |
/// | `subtracts words` | product of the last two | 1 | their product |
/// | `first ...`, `second ...` | operands, see `WordRead`; `second` holds the immediate where no register is read | | |
/// | `result limb 0` to `3` | the result | 16 each | the range table |
/// | `rd`, `keeps result`, `result ...` | see `RegisterWrite` | | |
///
/// All values below 2^32 but for carries, no equation between halves wraps around the field. A difference r = a - b is
/// checked as the sum b + r = a, so both kinds of row have linear carries and need no columns for them.
///
/// | rule | degree |
/// |---|---|
/// | sums: (a.low + b.low - r.low) / 2^32 is boolean; 64 bits: (a.high + b.high + carry - r.high) / 2^32 too | 3 |
/// | differences: the same of r + b - a | 3 |
///
/// Of a word, 2 limb 1 - 2^16 r.high / (2^32 - 1) is looked up. With limbs in range the number is one of 16 bits only
/// where r.high is 0 and bit 31 too, or r.high is 2^32 - 1 and bit 31 is 1: else 2^32 - 1 times less than 2^17 would be
/// 2^16 times a half.
///
/// Interactions: 3 of the row, 4 of each access, 4 limbs, `word sign` (range).
package struct AddChip: Sendable {
    /// Place in the run.
    package let instruction: InstructionColumns
    /// First source register.
    package let rs1: Column
    /// Second source register.
    package let rs2: Column
    /// 1 where the second operand is a register.
    package let readsSecond: Column
    /// 1 where the second operand is subtracted.
    package let subtracts: Column
    /// 1 where 32 bits are computed.
    package let isWord: Column
    /// 1 where both are.
    package let subtractsWords: Column
    /// First operand.
    package let first: WordRead
    /// Second operand: a register or an immediate.
    package let second: WordRead
    /// The result.
    package let result: LimbColumns
    /// Where it goes.
    package let destination: RegisterWrite
    /// The declaration.
    package let chip: Chip

    /// Declares the chip.
    package init() {
        var builder = ChipBuilder("add", height: InstructionColumns.height)
        instruction = InstructionColumns(in: &builder)
        let used = instruction.used
        (rs1, rs2) = (builder.column("rs1"), builder.column("rs2"))
        readsSecond = builder.column("reads rs2")
        subtracts = builder.column("subtracts")
        isWord = builder.column("is word")
        subtractsWords = builder.column("subtracts words")
        builder.require("reads rs2 is boolean", isBoolean: readsSecond)
        builder.require("subtracts is boolean", isBoolean: subtracts)
        builder.require("is word is boolean", isBoolean: isWord)
        builder.require("only used rows read rs2", isZero: readsSecond * (1 - used))
        // The number of an immediate's difference would be that of another operation.
        builder.require("a difference reads rs2", isZero: subtracts * (1 - readsSecond))
        builder.require("subtracts words", isZero: subtracts * isWord - subtractsWords)
        first = instruction.read("first", register: rs1, slot: .first, in: &builder)
        second = instruction.read(
            "second",
            register: rs2,
            slot: .second,
            times: readsSecond.expression,
            in: &builder
        )
        result = LimbColumns("result", in: &builder, times: used, range: RISCVBuses.range)
        let (a, b, r) = (first.word, second.word, result.value)
        let carry = (a.low + b.low - r.low) * WordExpression.carryScale
        let upperCarry = (a.high + b.high + carry - r.high) * WordExpression.carryScale
        builder.require("carry of a sum", isZero: (1 - subtracts) * carry * (carry - 1))
        let addsLong = used - subtracts - isWord + subtractsWords
        builder.require("upper carry of a sum", isZero: addsLong * upperCarry * (upperCarry - 1))
        let borrow = (r.low + b.low - a.low) * WordExpression.carryScale
        let upperBorrow = (r.high + b.high + borrow - a.high) * WordExpression.carryScale
        builder.require("borrow of a difference", isZero: subtracts * borrow * (borrow - 1))
        let subtractsLong = subtracts - subtractsWords
        builder.require("upper borrow of a difference", isZero: subtractsLong * upperBorrow * (upperBorrow - 1))
        let sign = r.high * WordExpression.signScale
        builder.send(
            "word sign",
            to: RISCVBuses.range,
            times: isWord,
            [2 * result.limbs[1].expression - Expression(1 << 16) * sign]
        )
        destination = instruction.writeRegister(result.value, in: &builder)
        // add, sub, addw and subw are 0, 2, 3 and 5; each immediate form is one above.
        let operation = MachineOperation.addi * used - readsSecond + 2 * subtracts.expression + 3 * isWord.expression
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
