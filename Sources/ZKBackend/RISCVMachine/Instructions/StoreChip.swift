package import ProofVerifier

/// The four stores: 31 cells, 21 interactions.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `is byte`, `is half`, `is word`, `is double` | the width; `used` is their sum | 1 | boolean, as is the sum |
/// | `pc`, `timestamp` | see `InstructionColumns` | 32 | the execution bus |
/// | `rs1`, `immediate ...`, `base ...` | see `AddressColumns` | | the instruction bus, the memory bus |
/// | `rs2`, `source low`, `source high`, ... | the stored register, see `WordRead` | 5, 32 | the instruction bus, the memory bus |
/// | `at byte 1`, `at byte 2`, `at byte 3` | where in its half the part begins; at byte 0 when none is set | 1 | boolean, one at most; 0 below the width; the memory bus |
/// | `in upper half` | which half of the word it is in | 1 | boolean; 0 for doubles; the memory bus |
/// | `limb`, `other limb` | the old half: the limb with the part, and the other | 16 | a constraint; the range table |
/// | `byte` | the byte of `limb` where the part begins | 8 | the byte table |
/// | `stored` | the lowest byte of the source for `sb`, else its lowest limb | 16 | the range table |
/// | `source rest` | bits 0 to 15 of what is above `stored` in the source's lower half | 16 | the range table |
/// | `change` | new half less old half; of a double, of its lower half | 33 | a constraint |
/// | `word replaced low`, `word replaced high`, ... | the old word, see `MemoryAccess` | 32 | the memory bus |
///
/// **Address.** As in `LoadChip`. The space is that of writable memory: no proof stores to the input or the text.
///
/// **Value.** The old half is decomposed as in `LoadChip`, so what is taken away is the part and what is left are its
/// neighbours. `stored` times 1, or 2^8 for a byte, is below 2^16, and the source's lower half is
/// stored + 2^w (x + 2^16 y) with w = 8 for a byte, else 16, and x and y below 2^16. For a byte that makes
/// 2^8 `stored` a multiple of 2^8, and in each case the sum is below 2^41: it holds over the integers, and `stored` is
/// the source modulo 2^w.
///
/// Interactions: those of `InstructionColumns` and of the accesses `base`, `source` and `word`; `other limb`, `byte`,
/// `other byte`, `stored`, `source rest`, `source top`.
package struct StoreChip: Sendable {
    /// Flags of the widths.
    package let width: WidthColumns
    /// Place in the run.
    package let instruction: InstructionColumns
    /// Where to store.
    package let address: AddressColumns
    /// Second source register.
    package let rs2: Column
    /// What to store.
    package let source: WordRead
    /// Flags of bytes 1, 2 and 3 of the half.
    package let atBytes: [Column]
    /// Which half of the word.
    package let inUpperHalf: Column
    /// The limb with the part.
    package let limb: Column
    /// The other limb of its half.
    package let otherLimb: Column
    /// The byte where the part begins.
    package let byte: Column
    /// The new part, of a byte or half.
    package let stored: Column
    /// Bits of the source above it.
    package let sourceRest: Column
    /// New half less old half.
    package let change: Column
    /// The old word.
    package let replaced: WordColumns
    /// The access to the word.
    package let access: MemoryAccess
    /// The declaration.
    package let chip: Chip

    /// Declares the chip.
    package init() {
        var builder = ChipBuilder("store", height: InstructionColumns.height)
        width = WidthColumns(in: &builder)
        instruction = InstructionColumns(in: &builder, used: width.used)
        let used = instruction.used
        address = AddressColumns(of: instruction, in: &builder)
        rs2 = builder.column("rs2")
        source = instruction.read("source", register: rs2, slot: .second, in: &builder)

        let atBytes = (1...3).map { builder.column("at byte \($0)") }
        self.atBytes = atBytes
        inUpperHalf = builder.column("in upper half")
        for (index, flag) in atBytes.enumerated() {
            builder.require("at byte \(index + 1) is boolean", isBoolean: flag)
        }
        let isOddByte = atBytes[0] + atBytes[2]
        let isUpperLimb = atBytes[1] + atBytes[2]
        let atByte0 = used - isOddByte - atBytes[1]
        builder.require("at byte 0 is boolean", isBoolean: atByte0)
        builder.require("in upper half is boolean", isBoolean: inUpperHalf)
        builder.require("halves are aligned", isZero: isOddByte * (width.isHalf + width.isWord + width.isDouble))
        builder.require("words are aligned", isZero: atBytes[1] * (width.isWord + width.isDouble))
        builder.require("doubles are aligned", isZero: inUpperHalf * width.isDouble)

        limb = builder.column("limb")
        otherLimb = builder.column("other limb")
        byte = builder.column("byte")
        stored = builder.column("stored")
        sourceRest = builder.column("source rest")
        change = builder.column("change")
        let positionInHalf = atBytes[0] + Expression(2) * atBytes[1] + Expression(3) * atBytes[2]
        replaced = WordColumns("word replaced", in: &builder)
        let new = WordExpression(
            low: replaced.low + (1 - inUpperHalf) * change,
            high: replaced.high + inUpperHalf * change + width.isDouble * (source.word.high - replaced.high)
        )
        access = MemoryAccess(
            "word",
            in: &builder,
            times: used,
            space: MemorySpace.memory,
            address: address.value - positionInHalf - Expression(4) * inUpperHalf,
            old: replaced.value,
            new: new,
            timestamp: instruction.timestamp(of: .memory),
            buses: RISCVBuses.access
        )

        let half = replaced.low + inUpperHalf * (replaced.high - replaced.low)
        let limbs = limb + Expression(1 << 16) * otherLimb + isUpperLimb * (Expression(0xffff) * (limb - otherLimb))
        builder.require("limbs of the old half", isZero: half - limbs)
        builder.send("other limb", to: RISCVBuses.range, times: used, [otherLimb])
        let upperByte = (limb - byte) * Self.inverse(of: 8)
        let lowerByte = limb - Expression(1 << 8) * byte
        let otherByte = upperByte + isOddByte * (lowerByte - upperByte)
        builder.send("byte", to: RISCVBuses.byteOperation, times: used, [byte, Expression(0), Expression(0)])
        builder.send(
            "other byte",
            to: RISCVBuses.byteOperation,
            times: used,
            [otherByte, Expression(0), Expression(0)]
        )

        builder.send("stored", to: RISCVBuses.range, times: used, [stored + Expression(255) * (width.isByte * stored)])
        builder.send("source rest", to: RISCVBuses.range, times: used, [sourceRest])
        let perWidth = Self.inverse(of: 16) + (Self.inverse(of: 8) - Self.inverse(of: 16)) * width.isByte
        let above = perWidth * (source.word.low - stored)
        builder.send(
            "source top",
            to: RISCVBuses.range,
            times: used,
            [(above - sourceRest) * Self.inverse(of: 16)]
        )

        let weights = [1 << 8, 1 << 16, 1 << 24].map { Expression($0) }
        let weight = atByte0 + weights[0] * atBytes[0] + weights[1] * atBytes[1] + weights[2] * atBytes[2]
        let difference = width.isByte * (stored - byte) + width.isHalf * (stored - limb)
        let whole = (width.isWord + width.isDouble) * (source.word.low - half)
        builder.require("change of the half", isZero: difference * weight + whole - change)

        func number(_ operation: MachineOperation) -> Expression { operation.expression }
        let parts = width.isByte * number(.sb) + width.isHalf * number(.sh)
        instruction.lookUp(
            operation: parts + width.isWord * number(.sw) + width.isDouble * number(.sd),
            rs1: address.rs1,
            rs2: rs2,
            immediate: address.immediate,
            in: &builder
        )
        instruction.linkExecution(in: &builder, next: instruction.programCounter + 4)
        chip = builder.build()
    }

    /// 2^-bits.
    private static func inverse(of bits: UInt64) -> Expression {
        Expression(Goldilocks(1 << bits).inverse ?? .zero)
    }
}
