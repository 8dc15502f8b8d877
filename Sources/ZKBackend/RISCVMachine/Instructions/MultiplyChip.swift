package import ProofVerifier

/// `mul`, `mulh`, `mulhsu`, `mulhu` and `mulw`: rd = a part of rs1 rs2.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `used`, `pc`, `timestamp` | see `InstructionColumns` | | |
/// | `rs1`, `rs2` | numbers of registers | 5 each | the instruction bus |
/// | `is mulh`, `is mulhsu`, `is mulhu`, `is mulw` | the operation; none for `mul` | 1 each | boolean, and so is their sum; the operation's number |
/// | `first ...`, `second ...` | operands, see `WordRead` | | |
/// | `first low limb`, `second low limb` | see `HalfLimbs` | 16 each | the range table |
/// | `first high sign`, `first high limb`, `second high ...` | see `SignedHalf` | 1, 16 each | see there |
/// | `product limb 0` to `3`, `upper product limb 0` to `3` | the product modulo 2^128 | 16 each | the range table |
/// | `product sign` | whether the product is negative | 1 | boolean |
/// | `carry 1 limb` to `carry 3 limb` | see `CarryColumn` | 16 each | the range table |
/// | `value low`, `value high` | the part that is the result | 32 each | the rules below |
/// | `rd`, `keeps result`, `result ...` | see `RegisterWrite` | | |
///
/// With A and B the operands less 2^64 for those taken as negative, and P the product's 128 bits, the chip shows
/// A B = P - 2^128 sign over the integers: at the weights 2^0, 2^32, 2^64 and 2^96 the sums of limb products with the
/// carry from below are a half of P and 2^32 times the carry to above. The first two carries are what those equations
/// say; the third is what the last one says, which leaves the equation at 2^64 as a rule. With carries held to small
/// integers each equation holds over the integers, and P is the only one: A B is in -2^127..<2^128.
///
/// | rule | degree |
/// |---|---|
/// | the equation at 2^64, with carry 3 = P's last half - 2^32 sign - sum at 2^96 | 2 |
/// | value.low is P's half 0, of `mulh`, `mulhsu` and `mulhu` half 2 | 2 |
/// | value.high is P's half 1, of `mulh`, `mulhsu` and `mulhu` half 3; of `mulw` 0 or 2^32 - 1 | 3 |
///
/// The low 32 bits of a product are those of the low halves' product, so `mulw` needs other inputs as little as `mul`
/// needs signs. With value.high 0 or 2^32 - 1, looking 2 limb 1 - 2^16 value.high / (2^32 - 1) up makes it bit 31.
///
/// Interactions: 3 of the row, 4 of each access, 4 for each operand, 8 limbs, 2 for each carry, `word sign` (range).
package struct MultiplyChip: Sendable {
    /// Place in the run.
    package let instruction: InstructionColumns
    /// First source register.
    package let rs1: Column
    /// Second source register.
    package let rs2: Column
    /// 1 for `mulh`.
    package let isSignedHigh: Column
    /// 1 for `mulhsu`.
    package let isMixedHigh: Column
    /// 1 for `mulhu`.
    package let isUnsignedHigh: Column
    /// 1 for `mulw`.
    package let isWord: Column
    /// First operand.
    package let first: WordRead
    /// Second operand.
    package let second: WordRead
    /// Limbs of the first operand's lower half.
    package let firstLow: HalfLimbs
    /// Sign and limbs of the first operand's upper half.
    package let firstHigh: SignedHalf
    /// Limbs of the second operand's lower half.
    package let secondLow: HalfLimbs
    /// Sign and limbs of the second operand's upper half.
    package let secondHigh: SignedHalf
    /// Bits 0 to 63 of the product.
    package let lowerProduct: LimbColumns
    /// Bits 64 to 127 of the product.
    package let upperProduct: LimbColumns
    /// 1 where the product is negative.
    package let productSign: Column
    /// Carries to the weights 2^32, 2^64 and 2^96.
    package let carries: [CarryColumn]
    /// The result.
    package let value: WordColumns
    /// Where it goes.
    package let destination: RegisterWrite
    /// The declaration.
    package let chip: Chip

    /// Declares the chip.
    package init() {
        var builder = ChipBuilder("multiply", height: InstructionColumns.height)
        instruction = InstructionColumns(in: &builder)
        let used = instruction.used
        (rs1, rs2) = (builder.column("rs1"), builder.column("rs2"))
        isSignedHigh = builder.column("is mulh")
        isMixedHigh = builder.column("is mulhsu")
        isUnsignedHigh = builder.column("is mulhu")
        isWord = builder.column("is mulw")
        builder.require("is mulh is boolean", isBoolean: isSignedHigh)
        builder.require("is mulhsu is boolean", isBoolean: isMixedHigh)
        builder.require("is mulhu is boolean", isBoolean: isUnsignedHigh)
        builder.require("is mulw is boolean", isBoolean: isWord)
        let isHigh = isSignedHigh + isMixedHigh + isUnsignedHigh
        // The number of two operations would be that of another one.
        builder.require("one operation", isBoolean: isHigh + isWord)
        first = instruction.read("first", register: rs1, slot: .first, in: &builder)
        second = instruction.read("second", register: rs2, slot: .second, in: &builder)
        let (a, b) = (first.word, second.word)
        firstLow = HalfLimbs("first low", of: a.low.expression, in: &builder, times: used)
        firstHigh = SignedHalf(
            "first high",
            of: a.high,
            signed: isSignedHigh + isMixedHigh,
            in: &builder,
            times: used
        )
        secondLow = HalfLimbs("second low", of: b.low.expression, in: &builder, times: used)
        secondHigh = SignedHalf("second high", of: b.high, signed: isSignedHigh, in: &builder, times: used)
        lowerProduct = LimbColumns("product", in: &builder, times: used, range: RISCVBuses.range)
        upperProduct = LimbColumns("upper product", in: &builder, times: used, range: RISCVBuses.range)
        productSign = builder.column("product sign")
        builder.require("product sign is boolean", isBoolean: productSign)
        let sums = WordProduct.sums(
            [firstLow.low.expression, firstLow.high, firstHigh.low.expression, firstHigh.high],
            [secondLow.low.expression, secondLow.high, secondHigh.low.expression, secondHigh.high]
        )
        let (lower, upper) = (lowerProduct.value, upperProduct.value)
        let firstCarry = (sums[0] - lower.low) * WordExpression.carryScale
        let secondCarry = (sums[1] + firstCarry - lower.high) * WordExpression.carryScale
        let thirdCarry = upper.high - Expression(1 << 32) * productSign - sums[3]
        builder.require("product", isZero: sums[2] + secondCarry - upper.low - Expression(1 << 32) * thirdCarry)
        var carries: [CarryColumn] = []
        for (index, carry) in [firstCarry, secondCarry, thirdCarry].enumerated() {
            carries.append(CarryColumn("carry \(index + 1)", of: carry, in: &builder, times: used))
        }
        self.carries = carries
        value = WordColumns("value", in: &builder)
        builder.require("lower half", isZero: lower.low + isHigh * (upper.low - lower.low) - value.low)
        let high = lower.high + isHigh * (upper.high - lower.high)
        builder.require("upper half", isZero: (1 - isWord) * (high - value.high))
        builder.require(
            "upper half of a word",
            isZero: isWord * value.high * (value.high - WordExpression.signExtension)
        )
        let sign = value.high * WordExpression.signScale
        builder.send(
            "word sign",
            to: RISCVBuses.range,
            times: isWord,
            [2 * lowerProduct.limbs[1].expression - Expression(1 << 16) * sign]
        )
        destination = instruction.writeRegister(value.value, in: &builder)
        let flags = isSignedHigh + 2 * isMixedHigh.expression + 3 * isUnsignedHigh.expression + 4 * isWord.expression
        instruction.lookUp(
            operation: MachineOperation.mul * used + flags,
            destination: destination,
            rs1: rs1,
            rs2: rs2,
            in: &builder
        )
        instruction.linkExecution(in: &builder, next: instruction.programCounter + 4)
        chip = builder.build()
    }
}
