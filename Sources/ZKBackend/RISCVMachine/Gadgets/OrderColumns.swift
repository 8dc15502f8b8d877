package import ProofVerifier

/// Compares two words, signed or unsigned.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `is less` | first < second | 1 | boolean |
/// | `is equal` | first = second | 1 | `used` - less - equal, which is greater, is boolean too |
/// | `upper halves agree` | whether the lower halves decide | 1 | boolean; 1 only where the upper halves are equal |
/// | `difference limb 0`, `difference limb 1` | distance of the deciding halves, less 1 | 16 each | the range table |
/// | `first sign`, `first limb`, `second sign`, `second limb` | see `SignedHalf` | 1, 16 each | see there |
///
/// Let d be the difference of the lower halves where the upper ones agree, else of the upper halves, signed or not.
/// Less means that -d - 1 is below 2^32, greater that d - 1 is, equal that both pairs of halves are equal. So a row
/// that says less or greater shows a difference other than zero, and no inverse of it is needed: upper halves that
/// agree decide nothing. Less and greater at once would make equal -1, hence d = 0, and the distance -2.
///
/// | rule | degree |
/// |---|---|
/// | (greater - less) d - (greater + less) = limb 0 + 2^16 limb 1 | 3 |
///
/// Interactions: the limbs' two (range), and those of two `SignedHalf`.
package struct OrderColumns: Sendable {
    /// 1 when the first word is less.
    package let isLess: Column
    /// 1 when both words are equal.
    package let isEqual: Column
    /// 1 when the upper halves are equal.
    package let upperHalvesAgree: Column
    /// Distance of the deciding halves, less 1.
    package let difference: [Column]
    /// The first word's upper half.
    package let first: SignedHalf
    /// The second word's upper half.
    package let second: SignedHalf

    /// Declares columns, rules and lookups.
    ///
    /// - Parameters:
    ///   - a: The first word, whose halves are below 2^32.
    ///   - b: The second word, the same.
    ///   - signed: 1 on rows that compare signed words, else 0.
    ///   - builder: The chip.
    ///   - used: 1 on rows that count, else 0.
    package init(
        _ a: WordExpression,
        _ b: WordExpression,
        signed: Column,
        in builder: inout ChipBuilder,
        times used: Expression
    ) {
        isLess = builder.column("is less")
        isEqual = builder.column("is equal")
        upperHalvesAgree = builder.column("upper halves agree")
        difference = (0..<2).map { builder.column("difference limb \($0)") }
        first = SignedHalf("first", of: a.high, signed: signed, in: &builder, times: used)
        second = SignedHalf("second", of: b.high, signed: signed, in: &builder, times: used)
        let isGreater = used - isLess - isEqual
        builder.require("is less is boolean", isBoolean: isLess)
        builder.require("is greater is boolean", isBoolean: isGreater)
        builder.require("upper halves agree is boolean", isBoolean: upperHalvesAgree)
        builder.require("upper halves agree", isZero: upperHalvesAgree * (a.high - b.high))
        builder.require("upper halves of equal words agree", isZero: isEqual * (1 - upperHalvesAgree))
        builder.require("lower halves of equal words agree", isZero: isEqual * (a.low - b.low))
        // Upper halves that agree have equal signs too.
        let distance = upperHalvesAgree * (a.low - b.low) + (first.value - second.value)
        let excess = (isGreater - isLess) * distance - (isGreater + isLess)
        builder.require("difference", isZero: excess - difference[0] - Expression(1 << 16) * difference[1])
        for (index, limb) in difference.enumerated() {
            builder.send("difference limb \(index)", to: RISCVBuses.range, times: used, [limb])
        }
    }
}
