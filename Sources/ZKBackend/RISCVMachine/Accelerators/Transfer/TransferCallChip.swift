package import ProofVerifier

/// The `ecall` that copies a2 words from a1 to a0, or fills a2 words at a0 with the word a1.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `used`, `pc`, `timestamp` | see `InstructionColumns` | 1, 32, 32 | |
/// | `copies` | 1 for `copy`, 0 for `fill` | 1 | boolean; a7 |
/// | `destination` | a0 | 32 | the memory bus: a register whose upper half is 0 |
/// | `content low`, `content high` | a1: the source's address, or the value | 32 each | the memory bus; the upper half is 0 when copying |
/// | `is input` | 1 when the source lies in the input | 1 | boolean; 0 when filling |
/// | `count` | a2 | 32 | the memory bus: a register whose upper half is 0 |
/// | accesses to a7, a0, a1, a2 | see `MemoryAccess`, 2 each | 32, 16 | the memory bus, the range table |
///
/// The row sends the transfer with all its words to come, and takes it back when none is left; between the two stands
/// one row of `TransferWordChip` for each word. Where there are none the two tuples are one.
///
/// Whether the source is in the input is the prover's to say: no address is in both spaces.
///
/// Interactions: 3 of the row, 4 for each of 4 accesses, `begin` and `end` (transfer).
package struct TransferCallChip: Sendable {
    /// The row's place in the run.
    package let instruction: InstructionColumns
    /// 1 for `copy`.
    package let copies: Column
    /// a0.
    package let destination: Column
    /// a1.
    package let content: WordColumns
    /// Whether the source lies in the input.
    package let isInput: Column
    /// a2.
    package let count: Column
    /// Reads of a7, a0, a1 and a2.
    package let registers: [MemoryAccess]
    /// The declaration.
    package let chip: Chip

    /// Declares the chip.
    package init() {
        var builder = ChipBuilder("transfer call", height: InstructionColumns.height)
        instruction = InstructionColumns(in: &builder)
        let used = instruction.used
        instruction.lookUp(operation: MachineOperation.ecall, in: &builder)
        instruction.linkExecution(in: &builder, next: instruction.programCounter + 4)
        copies = builder.column("copies")
        builder.require("copies is boolean", isBoolean: copies)
        destination = builder.column("destination")
        content = WordColumns("content", in: &builder)
        isInput = builder.column("is input")
        builder.require("is input is boolean", isBoolean: isInput)
        count = builder.column("count")
        let fills = Expression(1) - copies
        builder.require("a source's address is below 2^32", isZero: copies * content.high)
        builder.require("a fill has no source", isZero: fills * isInput)

        let number =
            Expression(CallNumber.copy.rawValue) * copies + Expression(CallNumber.fill.rawValue) * fills
        let contentRead = MemoryAccess(
            "a1",
            in: &builder,
            times: used,
            space: MemorySpace.register,
            address: Expression(11),
            old: content.value,
            new: content.value,
            timestamp: instruction.timestamp(of: .first),
            buses: RISCVBuses.access
        )
        registers = [
            instruction.readCallRegister("call", register: 17, value: number, times: used, in: &builder),
            instruction.readCallRegister("a0", register: 10, value: destination, times: used, in: &builder),
            contentRead,
            instruction.readCallRegister("a2", register: 12, value: count, times: used, in: &builder),
        ]

        let bytes = Expression(8) * count
        let place: [any ExpressionConvertible] = [instruction.timestamp]
        // One of the two is 0: the address of a source has no upper half, and a value is in no space.
        let second = content.high + isInput
        builder.send(
            "begin",
            to: RISCVBuses.transfer,
            times: used,
            place + [count, copies, destination, content.low, second]
        )
        builder.receive(
            "end",
            from: RISCVBuses.transfer,
            times: used,
            place + [Expression(0), copies, destination + bytes, content.low + copies * bytes, second]
        )
        chip = builder.build()
    }
}
