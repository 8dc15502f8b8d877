package import ProofVerifier

/// The twelve shifts: 40 cells, 28 interactions.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `near left` to `word right` | the kind of the shift (`ShiftCase.Kind`); `used` is their sum | 1 | the shift table; their sum is boolean |
/// | `pc`, `timestamp` | see `InstructionColumns` | 32 | the execution bus |
/// | `operation` | number of the operation | 6 | the instruction bus |
/// | `is immediate` | 1 when the amount is the immediate | 1 | the shift table; boolean, and 0 on rows that are not used |
/// | `is arithmetic` | 1 when the sign fills what becomes free | 1 | the shift table |
/// | `amount` | bits 0 to 5 of the second operand | 6 | the shift table |
/// | `power` | P | 32 | the shift table |
/// | `rs1`, `rs2` | numbers of the registers | 5 | the instruction bus |
/// | `first low`, `first high`, ... | what is shifted, see `WordRead` | 32 | the memory bus |
/// | `second low`, `second high`, ... | second operand, see `WordRead`, or the immediate | 32 | the memory bus, or the instruction bus |
/// | `rest low` | bits 6 to 21 of the second operand | 16 | the range table |
/// | `low piece j limb i` | bits 0 to 31 of half j times P | 16 | the range table |
/// | `high piece j limb` | bits 0 to 15 of what is above them | 16 | the range table |
/// | `sign` | bit 31 of the half whose sign the result takes; 0 when it takes none | 1 | boolean, and the range table |
/// | `sign rest` | bits 0 to 14 of that half | 15 | the range table |
/// | `shifted low`, `shifted high` | the result | 32 | two constraints |
/// | `rd`, `keeps result`, `result ...` | see `RegisterWrite` | | the instruction bus, the memory bus |
///
/// **Pieces.** h and P are integers with h < 2^32 and P < 2^32, so h P < 2^63 when P <= 2^31. The upper piece is
/// (h P - low piece) / 2^32 in the field, without a column, and is shown to be x + 2^15 y with x and y below 2^16. Then
/// low + 2^32 high is below 2^64 - 2^32 and equals h P modulo the field's order p = 2^64 - 2^32 + 1, hence over the
/// integers. With an upper piece of 32 bits p + h P could pass for h P. (x, y) is not unique, the piece is.
///
/// **Amount.** The second operand's lower half is amount + 64 (x + 2^16 y) with x and y below 2^16: both sides are
/// integers below 2^39, so `amount` is the operand modulo 64. The table drops its bit 5 for 32-bit operations.
///
/// **Sign.** V is the half that decides: what an arithmetic shift to the right shifts, or the result of a 32-bit shift
/// to the left. V = 2^31 sign + 2^15 y + x with 2 x and y below 2^16; V is an integer below 2^32, so 2 x is even, and
/// the sign is V's bit 31. On other rows V is 0, and so is the sign. (A 32-bit logical shift to the right by 1 or more
/// leaves bit 31 clear.)
///
/// Interactions: those of `InstructionColumns`, of the reads `first` and `second`, of `result`, the lookup `shift`, and
/// the range checks.
package struct ShiftChip: Sendable {
    /// Flags of the kinds, in the order of `ShiftCase.Kind`.
    package let kinds: [Column]
    /// Place in the run.
    package let instruction: InstructionColumns
    /// Number of the operation.
    package let operation: Column
    /// Whether the amount is the immediate.
    package let isImmediate: Column
    /// Whether the sign fills what becomes free.
    package let isArithmetic: Column
    /// Bits 0 to 5 of the second operand.
    package let amount: Column
    /// P.
    package let power: Column
    /// First source register.
    package let rs1: Column
    /// Second source register; 0 where there is none.
    package let rs2: Column
    /// What is shifted.
    package let first: WordRead
    /// By how much.
    package let second: WordRead
    /// Bits 6 to 21 of the second operand.
    package let restLow: Column
    /// Limbs of the lower pieces, by half.
    package let lowPieces: [[Column]]
    /// Lowest limb of the upper pieces, by half.
    package let highPieces: [Column]
    /// Bit 31 of the half whose sign the result takes.
    package let sign: Column
    /// Bits 0 to 14 of that half.
    package let signRest: Column
    /// The result.
    package let shifted: WordColumns
    /// Write of the result.
    package let destination: RegisterWrite
    /// The declaration.
    package let chip: Chip

    /// Declares the chip.
    package init() {
        var builder = ChipBuilder("shift", height: InstructionColumns.height)
        let kinds = Self.kindNames.map { builder.column($0) }
        self.kinds = kinds
        func kind(_ kind: ShiftCase.Kind) -> Expression { kinds[kind.rawValue].expression }
        let used = kinds.dropFirst().reduce(kinds[0].expression) { $0 + $1 }
        let instruction = InstructionColumns(in: &builder, used: used)
        self.instruction = instruction
        operation = builder.column("operation")
        isImmediate = builder.column("is immediate")
        builder.require("is immediate is boolean", isBoolean: isImmediate)
        let readsSecond = used - isImmediate
        builder.require("reads second is boolean", isBoolean: readsSecond)
        isArithmetic = builder.column("is arithmetic")
        amount = builder.column("amount")
        power = builder.column("power")
        rs1 = builder.column("rs1")
        rs2 = builder.column("rs2")
        first = instruction.read("first", register: rs1, slot: .first, in: &builder)
        second = instruction.read("second", register: rs2, slot: .second, times: readsSecond, in: &builder)
        builder.send(
            "shift",
            to: RISCVBuses.shift,
            times: used,
            [operation, isImmediate, amount, power]
                + [ShiftCase.Kind.farLeft, .nearRight, .farRight, .wordLeft, .wordRight].map { kind($0) }
                + [isArithmetic]
        )
        func check(_ name: String, _ value: some ExpressionConvertible) {
            builder.send(name, to: RISCVBuses.range, times: used, [value])
        }

        restLow = builder.column("rest low")
        check("rest low", restLow)
        let rest = (second.word.low - amount) * Self.inverse(of: 6)
        check("rest high", (rest - restLow) * Self.inverse(of: 16))

        let halves = [first.word.low, first.word.high]
        lowPieces = halves.indices.map { half in (0..<2).map { builder.column("low piece \(half) limb \($0)") } }
        highPieces = halves.indices.map { builder.column("high piece \($0) limb") }
        var (low, high): ([Expression], [Expression]) = ([], [])
        for (index, half) in halves.enumerated() {
            let piece = lowPieces[index][0] + Expression(1 << 16) * lowPieces[index][1]
            let rest = (half * power - piece) * Self.inverse(of: 32)
            for limb in 0..<2 { check("low piece \(index) limb \(limb)", lowPieces[index][limb]) }
            check("high piece \(index) limb", highPieces[index])
            check("high piece \(index) rest", (rest - highPieces[index]) * Self.inverse(of: 15))
            low.append(piece)
            high.append(rest)
        }

        sign = builder.column("sign")
        signRest = builder.column("sign rest")
        builder.require("sign is boolean", isBoolean: sign)
        let shiftedHalf =
            (kind(.nearRight) + kind(.farRight)) * first.word.high + kind(.wordRight) * first.word.low
        let decidingHalf = isArithmetic * shiftedHalf + kind(.wordLeft) * low[0]
        check("sign rest", Expression(2) * signRest)
        check("sign limb", (decidingHalf - Expression(1 << 31) * sign - signRest) * Self.inverse(of: 15))

        shifted = WordColumns("shifted", in: &builder)
        // Ones above the bits that a shift to the right keeps in its last half; zeros unless the sign is set.
        let fill = sign * (Expression(1 << 32) - power)
        let extension32 = Expression(0xffff_ffff) * sign
        let left = (kind(.nearLeft) + kind(.wordLeft)) * low[0]
        let right = kind(.nearRight) * (low[1] + high[0]) + kind(.farRight) * (high[1] + fill)
        builder.require(
            "lower half of the result",
            isZero: left + right + kind(.wordRight) * (high[0] + fill) - shifted.low
        )
        let longShifts =
            kind(.nearLeft) * (low[1] + high[0]) + kind(.farLeft) * low[0] + kind(.nearRight) * (high[1] + fill)
        let extended = (kind(.farRight) + kind(.wordLeft) + kind(.wordRight)) * extension32
        builder.require("upper half of the result", isZero: longShifts + extended - shifted.high)

        destination = instruction.writeRegister(shifted.value, in: &builder)
        instruction.lookUp(
            operation: operation,
            destination: destination,
            rs1: rs1,
            rs2: rs2,
            immediate: WordExpression(low: isImmediate * second.word.low, high: isImmediate * second.word.high),
            in: &builder
        )
        instruction.linkExecution(in: &builder, next: instruction.programCounter + 4)
        chip = builder.build()
    }

    /// Names of the kinds' columns, in the order of `ShiftCase.Kind`.
    private static let kindNames = ["near left", "far left", "near right", "far right", "word left", "word right"]

    /// 2^-bits.
    private static func inverse(of bits: UInt64) -> Expression {
        Expression(Goldilocks(1 << bits).inverse ?? .zero)
    }
}
