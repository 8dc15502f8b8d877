package import ProofVerifier

/// `and`, `or`, `xor` and their immediate forms: 42 cells, 23 interactions.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `is and`, `is or`, `is xor` | the operation; `used` is their sum | 1 | boolean, as is the sum |
/// | `pc`, `timestamp` | see `InstructionColumns` | 32 | the execution bus |
/// | `is immediate` | 1 when the second operand is the immediate | 1 | boolean, and 0 on rows that are not used |
/// | `rs1`, `rs2` | numbers of the registers | 5 | the instruction bus |
/// | `first byte i`, `second byte i` | the operands | 8 | the byte table |
/// | `common byte i` | and of both | 8 | the byte table |
/// | `first ...`, `second ...` | the reads, see `MemoryAccess` | 32, 16 | the memory bus, the range table |
/// | `rd`, `keeps result`, `result ...` | see `RegisterWrite` | | the instruction bus, the memory bus |
///
/// The result needs no columns: or is a + b - and, exclusive or is a + b - 2 and, byte by byte without a carry. Nor
/// does the immediate: it is the second operand on rows that have one.
///
/// Interactions: those of `InstructionColumns`, of the reads `first` and `second`, of `result`, and `byte i`.
package struct BitwiseChip: Sendable {
    /// Operations by their flags.
    package let isAnd: Column
    /// See `isAnd`.
    package let isOr: Column
    /// See `isAnd`.
    package let isXor: Column
    /// Place in the run.
    package let instruction: InstructionColumns
    /// Whether the second operand is the immediate.
    package let isImmediate: Column
    /// First source register.
    package let rs1: Column
    /// Second source register; 0 where there is none.
    package let rs2: Column
    /// First operand.
    package let first: ByteColumns
    /// Second operand.
    package let second: ByteColumns
    /// And of both.
    package let common: ByteColumns
    /// Read of the first operand.
    package let firstAccess: MemoryAccess
    /// Read of the second operand.
    package let secondAccess: MemoryAccess
    /// Write of the result.
    package let destination: RegisterWrite
    /// The declaration.
    package let chip: Chip

    /// Declares the chip.
    package init() {
        var builder = ChipBuilder("bitwise", height: InstructionColumns.height)
        isAnd = builder.column("is and")
        isOr = builder.column("is or")
        isXor = builder.column("is xor")
        builder.require("is and is boolean", isBoolean: isAnd)
        builder.require("is or is boolean", isBoolean: isOr)
        builder.require("is xor is boolean", isBoolean: isXor)
        instruction = InstructionColumns(in: &builder, used: isAnd + isOr + isXor)
        isImmediate = builder.column("is immediate")
        builder.require("is immediate is boolean", isBoolean: isImmediate)
        let readsSecond = instruction.used - isImmediate
        builder.require("reads second is boolean", isBoolean: readsSecond)
        rs1 = builder.column("rs1")
        rs2 = builder.column("rs2")

        first = ByteColumns("first", in: &builder)
        second = ByteColumns("second", in: &builder)
        common = ByteColumns("common", in: &builder)
        for byte in 0..<8 {
            builder.send(
                "byte \(byte)",
                to: RISCVBuses.byteOperation,
                times: instruction.used,
                [first.bytes[byte], second.bytes[byte], common.bytes[byte]]
            )
        }
        firstAccess = instruction.read("first", register: rs1, value: first.value, slot: .first, in: &builder)
        secondAccess = instruction.read(
            "second",
            register: rs2,
            value: second.value,
            slot: .second,
            times: readsSecond,
            in: &builder
        )

        let (a, b, both) = (first.value, second.value, common.value)
        let sumWeight = isOr + isXor
        let commonWeight = isAnd - isOr - Expression(2) * isXor
        let result = WordExpression(
            low: sumWeight * (a.low + b.low) + commonWeight * both.low,
            high: sumWeight * (a.high + b.high) + commonWeight * both.high
        )
        destination = instruction.writeRegister(result, in: &builder)
        let registerForm = isAnd * Self.number(.and) + isOr * Self.number(.or) + isXor * Self.number(.xor)
        let immediateForm = isAnd * Self.number(.andi) + isOr * Self.number(.ori) + isXor * Self.number(.xori)
        instruction.lookUp(
            operation: registerForm + isImmediate * (immediateForm - registerForm),
            destination: destination,
            rs1: rs1,
            rs2: rs2,
            immediate: WordExpression(low: isImmediate * b.low, high: isImmediate * b.high),
            in: &builder
        )
        instruction.linkExecution(in: &builder, next: instruction.programCounter + 4)
        chip = builder.build()
    }

    private static func number(_ operation: MachineOperation) -> Expression { operation.expression }
}
