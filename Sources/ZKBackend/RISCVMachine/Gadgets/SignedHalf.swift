package import ProofVerifier

/// The sign of a word, taken from its upper half, where the row takes the word for a signed one.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `NAME sign` | bit 31 of the half on signed rows, else 0 | 1 | boolean; the lookups |
/// | `NAME limb` | bits 0 to 15 of the half | 16 | a lookup in the range table |
///
/// With s = `sign`, half + 2^31 signed - 2^32 s is below 2^32, in two limbs. On signed rows this says half < 2^31 for
/// s = 0 and half >= 2^31 for s = 1; on others, where the half is below 2^32 anyway, s = 0. Both limbs are looked up as
/// they are: twice a limb would not do, since a number that is half an odd one in the field passes then. That s is
/// boolean does not follow: 2^32 (2^32 - 1) is -1 in the field, so s = 2^32 - 1 only adds 1.
///
/// Interactions: `NAME limb` and `NAME rest` (range).
package struct SignedHalf: Sendable {
    /// 1 when the word is negative.
    package let sign: Column
    /// Bits 0 to 15.
    package let low: Column
    /// Bits 16 to 31, less 2^16 when the word is negative: in -2^15..<2^16, of the degree of the half.
    package let high: Expression
    /// The half, less 2^32 when the word is negative.
    package let value: Expression

    /// Declares columns, rule and lookups.
    ///
    /// - Parameters:
    ///   - name: What the half is, in the names of columns, rule and interactions.
    ///   - half: A number below 2^32.
    ///   - signed: 1 on rows that take the word for a signed one, else 0.
    ///   - builder: The chip.
    ///   - multiplicity: 1 on rows that count, else 0.
    package init(
        _ name: String,
        of half: some ExpressionConvertible,
        signed: some ExpressionConvertible,
        in builder: inout ChipBuilder,
        times multiplicity: some ExpressionConvertible
    ) {
        sign = builder.column("\(name) sign")
        low = builder.column("\(name) limb")
        builder.require("\(name) sign is boolean", isBoolean: sign)
        value = half.expression - Expression(1 << 32) * sign
        high = (value - low) * WordExpression.limbScale
        builder.send("\(name) limb", to: RISCVBuses.range, times: multiplicity, [low])
        let biased = high + Expression(1 << 15) * signed.expression
        builder.send("\(name) rest", to: RISCVBuses.range, times: multiplicity, [biased])
    }
}
