package import ProofVerifier

/// `div`, `divu`, `rem`, `remu` and their forms of 32 bits: rd = quotient or remainder of rs1 by rs2.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `used`, `pc`, `timestamp` | see `InstructionColumns` | | |
/// | `rs1`, `rs2` | numbers of registers | 5 each | the instruction bus |
/// | `is signed`, `is remainder`, `is word` | the operation | 1 each | boolean; the operation's number |
/// | `first ...`, `second ...` | operands, see `WordRead` | | |
/// | `dividend sign`, `dividend limb` | see `SignedHalf` | 1, 16 | see there |
/// | `divisor low`, `divisor high` | the scaled second operand | 32 each | the rules below |
/// | `divisor low limb`, `divisor high sign`, `divisor high limb` | see `HalfLimbs` and `SignedHalf` | 16, 1, 16 | see there |
/// | `quotient limb 0` to `3`, `remainder limb 0` to `3` | quotient and remainder modulo 2^64 | 16 each | the range table |
/// | `quotient sign`, `remainder sign` | whether they are negative | 1 each | boolean |
/// | `carry 1 limb` to `carry 3 limb` | see `CarryColumn` | 16 each | the range table |
/// | `divides` | 0 where the divisor is 0 | 1 | boolean; the rules below |
/// | `borrow` | of |divisor| - |remainder| - 1 | 2 | the range table |
/// | `excess low limb`, `excess high limb` | see `HalfLimbs` | 16 each | the range table |
/// | `value low`, `value high` | the result | 32 each | the rules below |
/// | `rd`, `keeps result`, `result ...` | see `RegisterWrite` | | |
///
/// Words of 32 bits are divided 2^32 times greater, as their own upper halves over zeros: their signs are where those
/// of 64 bits are, their quotient is the same, and their remainder is the upper half.
///
/// With A, B, Q and R the scaled operands, quotient and remainder, each less 2^64 where its sign is 1, the chip shows
/// Q B + R = A over the integers as `MultiplyChip` shows its product, the third carry being minus the sum at 2^96. With
/// |R| < |B|, and R = 0 or of A's sign, Q and R are those of the instruction set. Q is not held to 64 bits with a sign:
/// -2^63 / -1 is 2^63, of which the result's bits are -2^63, as they must be. B = 0 leaves R = A, which is right, and
/// |R| < |B| cannot be; then the quotient's bits are all 1.
///
/// | rule | degree |
/// |---|---|
/// | divisor = second operand, or its lower half over zeros | 2 |
/// | the equation at 2^64: sum + carry 2 + dividend sign - remainder sign = 2^32 carry 3 | 2 |
/// | (dividend sign - remainder sign) (remainder.low + remainder.high) = 0: only zero has another sign | 2 |
/// | not divides: divisor = 0 and quotient = 2^64 - 1 | 2 |
/// | divides: |B| - |R| - 1 is a word, in halves with a borrow between them | 2 |
/// | value.low is the quotient's lower half or the remainder's lower one, upper one of words | 3 |
/// | value.high is the upper half of the same; of words 0 or 2^32 - 1 | 3 |
///
/// A remainder of another sign than A's has no bits: it is 0 or -2^64, and |-2^64| < |B| cannot be. The carry 3 is
/// needed: without it Q B + R - A could be p 2^64. So is the rule that the remainder's sign is boolean: were it 2^32,
/// 1 / p would be 2^32 + 1. So is the one for the dividend's: the upper half of A less 2^64 (2^32 - 1) would be
/// in range too (`SignedHalf`). A word's sign is bound as in `MultiplyChip`.
///
/// Interactions: 3 of the row, 4 of each access, 2 of the dividend, 4 of the divisor, 8 limbs, 2 for each carry, 5 of
/// the comparison on rows that divide, `word sign` (range).
package struct DivideChip: Sendable {
    /// Place in the run.
    package let instruction: InstructionColumns
    /// First source register.
    package let rs1: Column
    /// Second source register.
    package let rs2: Column
    /// 1 for signed operands.
    package let isSigned: Column
    /// 1 for remainders.
    package let isRemainder: Column
    /// 1 for 32 bits.
    package let isWord: Column
    /// First operand.
    package let first: WordRead
    /// Second operand.
    package let second: WordRead
    /// The scaled dividend's upper half.
    package let dividend: SignedHalf
    /// The scaled divisor.
    package let divisor: WordColumns
    /// Its lower half.
    package let divisorLow: HalfLimbs
    /// Its upper half.
    package let divisorHigh: SignedHalf
    /// The quotient modulo 2^64.
    package let quotient: LimbColumns
    /// 1 where the quotient is negative.
    package let quotientSign: Column
    /// The scaled remainder modulo 2^64.
    package let remainder: LimbColumns
    /// 1 where the remainder is negative.
    package let remainderSign: Column
    /// Carries to the weights 2^32, 2^64 and 2^96.
    package let carries: [CarryColumn]
    /// 1 where the divisor is not 0.
    package let divides: Column
    /// What the lower half of the excess takes from the upper one.
    package let borrow: Column
    /// Lower half of |divisor| - |remainder| - 1.
    package let excessLow: HalfLimbs
    /// Its upper half.
    package let excessHigh: HalfLimbs
    /// The result.
    package let value: WordColumns
    /// Where it goes.
    package let destination: RegisterWrite
    /// The declaration.
    package let chip: Chip

    /// Declares the chip.
    package init() {
        var builder = ChipBuilder("divide", height: InstructionColumns.height)
        instruction = InstructionColumns(in: &builder)
        let used = instruction.used
        (rs1, rs2) = (builder.column("rs1"), builder.column("rs2"))
        isSigned = builder.column("is signed")
        isRemainder = builder.column("is remainder")
        isWord = builder.column("is word")
        builder.require("is signed is boolean", isBoolean: isSigned)
        builder.require("is remainder is boolean", isBoolean: isRemainder)
        builder.require("is word is boolean", isBoolean: isWord)
        first = instruction.read("first", register: rs1, slot: .first, in: &builder)
        second = instruction.read("second", register: rs2, slot: .second, in: &builder)
        let scaledDividend = Self.scaled(first.word, isWord)
        let scaledDivisor = Self.scaled(second.word, isWord)
        dividend = SignedHalf("dividend", of: scaledDividend.high, signed: isSigned, in: &builder, times: used)
        divisor = WordColumns("divisor", in: &builder)
        builder.require("divisor low", isZero: scaledDivisor.low - divisor.low)
        builder.require("divisor high", isZero: scaledDivisor.high - divisor.high)
        divisorLow = HalfLimbs("divisor low", of: divisor.low.expression, in: &builder, times: used)
        divisorHigh = SignedHalf("divisor high", of: divisor.high, signed: isSigned, in: &builder, times: used)
        quotient = LimbColumns("quotient", in: &builder, times: used, range: RISCVBuses.range)
        quotientSign = builder.column("quotient sign")
        builder.require("quotient sign is boolean", isBoolean: quotientSign)
        remainder = LimbColumns("remainder", in: &builder, times: used, range: RISCVBuses.range)
        remainderSign = builder.column("remainder sign")
        builder.require("remainder sign is boolean", isBoolean: remainderSign)

        let q = quotient.limbs
        let sums = WordProduct.sums(
            [q[0].expression, q[1].expression, q[2].expression, q[3] - Expression(1 << 16) * quotientSign],
            [divisorLow.low.expression, divisorLow.high, divisorHigh.low.expression, divisorHigh.high]
        )
        let rest = remainder.value
        let firstCarry = (sums[0] + rest.low - scaledDividend.low) * WordExpression.carryScale
        let secondCarry = (sums[1] + firstCarry + rest.high - scaledDividend.high) * WordExpression.carryScale
        let thirdCarry = -sums[3]
        let signs = dividend.sign - remainderSign
        builder.require("dividend", isZero: sums[2] + secondCarry + signs - Expression(1 << 32) * thirdCarry)
        var carries: [CarryColumn] = []
        for (index, carry) in [firstCarry, secondCarry, thirdCarry].enumerated() {
            carries.append(CarryColumn("carry \(index + 1)", of: carry, in: &builder, times: used))
        }
        self.carries = carries

        builder.require("remainder of another sign", isZero: signs * (rest.low + rest.high))
        divides = builder.column("divides")
        builder.require("divides is boolean", isBoolean: divides)
        let dividesByZero = used - divides
        builder.require("divisor of zero", isZero: dividesByZero * (divisor.low + divisor.high))
        let ones = 2 * WordExpression.signExtension
        builder.require(
            "quotient by zero",
            isZero: dividesByZero * (quotient.value.low + quotient.value.high - ones)
        )
        borrow = builder.column("borrow")
        // k in -1...2 joins the halves; any small integer would.
        builder.send("borrow", to: RISCVBuses.range, times: divides, [borrow + 1])
        let divisorFactor = 1 - 2 * divisorHigh.sign.expression
        let remainderFactor = 1 - 2 * remainderSign.expression
        let lowerExcess = divisorFactor * divisor.low - remainderFactor * rest.low - 1
        let upperExcess = divisorFactor * divisor.high - remainderFactor * rest.high
        let wraps = Expression(1 << 32) * (divisorHigh.sign - remainderSign)
        excessLow = HalfLimbs(
            "excess low",
            of: lowerExcess + Expression(1 << 32) * borrow,
            in: &builder,
            times: divides
        )
        excessHigh = HalfLimbs("excess high", of: upperExcess + wraps - borrow, in: &builder, times: divides)

        value = WordColumns("value", in: &builder)
        // A word's remainder has nothing in its lower half: Q B and A have not.
        let wordRest = rest.low + isWord * rest.high
        let low = quotient.value.low + isRemainder * (wordRest - quotient.value.low)
        builder.require("lower half", isZero: low - value.low)
        let high = quotient.value.high + isRemainder * (rest.high - quotient.value.high)
        builder.require("upper half", isZero: (1 - isWord) * (high - value.high))
        builder.require(
            "upper half of a word",
            isZero: isWord * value.high * (value.high - WordExpression.signExtension)
        )
        let topLimb = q[1] + isRemainder * (remainder.limbs[3] - q[1])
        let sign = value.high * WordExpression.signScale
        builder.send(
            "word sign",
            to: RISCVBuses.range,
            times: isWord,
            [2 * topLimb - Expression(1 << 16) * sign]
        )
        destination = instruction.writeRegister(value.value, in: &builder)
        let flags = 2 * isRemainder.expression + 4 * isWord.expression - isSigned
        instruction.lookUp(
            operation: MachineOperation.divu * used + flags,
            destination: destination,
            rs1: rs1,
            rs2: rs2,
            in: &builder
        )
        instruction.linkExecution(in: &builder, next: instruction.programCounter + 4)
        chip = builder.build()
    }

    /// The word, or its lower half over zeros.
    private static func scaled(_ word: WordColumns, _ isWord: Column) -> WordExpression {
        WordExpression(low: (1 - isWord) * word.low, high: word.high + isWord * (word.low - word.high))
    }
}
