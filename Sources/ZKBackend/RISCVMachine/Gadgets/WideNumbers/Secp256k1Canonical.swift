package import ProofVerifier

/// Holds a number of 16 range-checked limbs below p = 2^256 - 2^32 - 977.
///
/// Limbs 3 to 15 of p are all 2^16 - 1, and its limbs 0 to 2 are the number L = 2^48 - 2^32 - 977. So a number z, whose
/// lower three limbs are v, is below p exactly if limbs 3 to 15 are not all 2^16 - 1, or v < L. With s their sum, at
/// most 13 (2^16 - 1), e = 1 - (13 (2^16 - 1) - s) w is 1 when all are greatest, whatever w is; else a prover can make
/// it 0. The constraint e (L - 1 - v) = d, with d of three range-checked limbs, then is v < L if e is 1 (both sides are
/// below 2^48 in magnitude), and 0 = 0 otherwise.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `NAME distance inverse` | w: the inverse of 13 (2^16 - 1) - s, or 0 | field | the constraint |
/// | `NAME margin limb 0` to `2` | d | 16 each | the constraint; the range table, on used rows |
///
/// Interactions: three lookups.
package struct Secp256k1Canonical: Sendable {
    /// w.
    package let distanceInverse: Column
    /// d.
    package let margin: [Column]

    /// 13 (2^16 - 1).
    package static let greatestSum: UInt64 = 13 * 0xffff
    /// L - 1.
    package static let greatestLow: UInt64 = 0xfffe_ffff_fc2e

    /// Declares columns, constraint and lookups.
    package init(
        _ name: String,
        of number: WideColumns,
        in builder: inout ChipBuilder,
        times used: some ExpressionConvertible,
        range: Bus
    ) {
        let limbs = number.limbs
        distanceInverse = builder.column("\(name) distance inverse")
        margin = (0..<3).map { builder.column("\(name) margin limb \($0)") }
        let sum = limbs[3...].reduce(Expression(0)) { sum, limb -> Expression in sum + limb }
        let distance: Expression = Expression(Self.greatestSum) * used.expression - sum
        let isAtTop: Expression = used.expression - distance * distanceInverse
        let room: Expression = Expression(Self.greatestLow) - Self.number(limbs[..<3])
        builder.require("\(name) is below p", isZero: isAtTop * room - Self.number(margin[...]))
        for (index, limb) in margin.enumerated() {
            builder.send("\(name) margin limb \(index)", to: range, times: used, [limb])
        }
    }

    private static func number(_ limbs: ArraySlice<Column>) -> Expression {
        limbs.reversed().reduce(Expression(0)) { number, limb -> Expression in Expression(1 << 16) * number + limb }
    }
}
