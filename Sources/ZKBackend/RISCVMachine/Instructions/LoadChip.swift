package import ProofVerifier

/// The seven loads: 31 cells, 19 interactions.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `is byte`, `is half`, `is word`, `is double` | the width; `used` is their sum | 1 | boolean, as is the sum |
/// | `is signed` | 1 for `lb`, `lh`, `lw`; any bit for `ld` | 1 | boolean, and the instruction bus |
/// | `pc`, `timestamp` | see `InstructionColumns` | 32 | the execution bus |
/// | `rs1`, `immediate ...`, `base ...` | see `AddressColumns` | | the instruction bus, the memory bus |
/// | `offset bit 0` to `offset bit 2` | place of the accessed bytes in the word | 1 | boolean; 0 below the width; the memory bus |
/// | `is input` | 1 when the word is one of the input | 1 | boolean |
/// | `word low`, `word high`, ... | the word, see `WordRead` | 32 | the memory bus |
/// | `limb`, `other limb` | the half that bit 2 selects: the limb that bit 1 selects, and the other | 16 | a constraint; the range table |
/// | `byte` | the byte of `limb` that bit 0 selects | 8 | the byte table |
/// | `sign` | the loaded part's highest bit, when it is extended; else 0 | 1 | boolean, the range table |
/// | `rd`, `keeps result`, `result ...` | see `RegisterWrite` | | the instruction bus, the memory bus |
///
/// **Address.** The memory bus has the word's address as address - offset, which must be the address of a dense table:
/// a multiple of 8. So the offset is the address modulo 8, and one that is no multiple of the width has no proof.
///
/// **Value.** The other byte of `limb` is linear in `limb` and `byte`, without a column; both are bytes, so `limb` is
/// below 2^16, and with `other limb` below 2^16 the selected half has one decomposition only.
///
/// Interactions: those of `InstructionColumns` and of the accesses `base`, `word` and `result`; `other limb`, `byte`,
/// `other byte`, `sign`.
package struct LoadChip: Sendable {
    /// Flags of the widths.
    package let width: WidthColumns
    /// Whether the sign is extended.
    package let isSigned: Column
    /// Place in the run.
    package let instruction: InstructionColumns
    /// Where to load.
    package let address: AddressColumns
    /// Bits of the place in the word, least significant first.
    package let offsetBits: [Column]
    /// Whether the word is one of the input.
    package let isInput: Column
    /// The word.
    package let word: WordRead
    /// The limb that the offset selects.
    package let limb: Column
    /// The other limb of its half.
    package let otherLimb: Column
    /// The byte of the limb that the offset selects.
    package let byte: Column
    /// The bit that is extended.
    package let sign: Column
    /// Write of the result.
    package let destination: RegisterWrite
    /// The declaration.
    package let chip: Chip

    /// Declares the chip.
    package init() {
        var builder = ChipBuilder("load", height: InstructionColumns.height)
        width = WidthColumns(in: &builder)
        isSigned = builder.column("is signed")
        builder.require("is signed is boolean", isBoolean: isSigned)
        instruction = InstructionColumns(in: &builder, used: width.used)
        let used = instruction.used
        address = AddressColumns(of: instruction, in: &builder)

        offsetBits = (0..<3).map { builder.column("offset bit \($0)") }
        for (index, bit) in offsetBits.enumerated() {
            builder.require("offset bit \(index) is boolean", isBoolean: bit)
        }
        let (bit0, bit1, bit2) = (offsetBits[0], offsetBits[1], offsetBits[2])
        builder.require("halves are aligned", isZero: bit0 * (width.isHalf + width.isWord + width.isDouble))
        builder.require("words are aligned", isZero: bit1 * (width.isWord + width.isDouble))
        builder.require("doubles are aligned", isZero: bit2 * width.isDouble)
        isInput = builder.column("is input")
        builder.require("is input is boolean", isBoolean: isInput)
        let (memory, input) = (MemorySpace.memory.expression, MemorySpace.input.expression)
        let offset = bit0 + Expression(2) * bit1 + Expression(4) * bit2
        word = WordRead(
            "word",
            in: &builder,
            times: used,
            space: memory + (input - memory) * isInput,
            address: address.value - offset,
            timestamp: instruction.timestamp(of: .memory),
            buses: RISCVBuses.access
        )

        limb = builder.column("limb")
        otherLimb = builder.column("other limb")
        byte = builder.column("byte")
        let half = word.word.low + bit2 * (word.word.high - word.word.low)
        let limbs = limb + Expression(1 << 16) * otherLimb + bit1 * (Expression(0xffff) * (limb - otherLimb))
        builder.require("limbs of the selected half", isZero: half - limbs)
        builder.send("other limb", to: RISCVBuses.range, times: used, [otherLimb])
        let upperByte = (limb - byte) * Expression(Goldilocks(1 << 8).inverse ?? .zero)
        let lowerByte = limb - Expression(1 << 8) * byte
        let otherByte = upperByte + bit0 * (lowerByte - upperByte)
        builder.send("byte", to: RISCVBuses.byteOperation, times: used, [byte, Expression(0), Expression(0)])
        builder.send(
            "other byte",
            to: RISCVBuses.byteOperation,
            times: used,
            [otherByte, Expression(0), Expression(0)]
        )

        sign = builder.column("sign")
        builder.require("sign is boolean", isBoolean: sign)
        builder.require("unsigned loads extend zeros", isZero: sign * (1 - isSigned))
        // The 16 bits with the sign on top; that of a word stands in its upper limb.
        let top = Expression(1 << 8) * (width.isByte * byte) + width.isHalf * limb + width.isWord * otherLimb
        builder.send(
            "sign",
            to: RISCVBuses.range,
            times: isSigned,
            [Expression(2) * top - Expression(1 << 16) * sign]
        )
        let extensionLow = (Expression(0xffff_ff00) * width.isByte + Expression(0xffff_0000) * width.isHalf) * sign
        let part = width.isByte * byte + width.isHalf * limb
        let wholeHalf = (width.isWord + width.isDouble) * (limb + Expression(1 << 16) * otherLimb)
        let result = WordExpression(
            low: part + wholeHalf + extensionLow,
            high: width.isDouble * word.word.high + Expression(0xffff_ffff) * sign
        )

        destination = instruction.writeRegister(result, in: &builder)
        func number(_ operation: MachineOperation) -> Expression { operation.expression }
        let unsigned = width.isByte * number(.lbu) + width.isHalf * number(.lhu) + width.isWord * number(.lwu)
        let signed = width.isByte * number(.lb) + width.isHalf * number(.lh) + width.isWord * number(.lw)
        instruction.lookUp(
            operation: unsigned + isSigned * (signed - unsigned) + width.isDouble * number(.ld),
            destination: destination,
            rs1: address.rs1,
            immediate: address.immediate,
            in: &builder
        )
        instruction.linkExecution(in: &builder, next: instruction.programCounter + 4)
        chip = builder.build()
    }
}
