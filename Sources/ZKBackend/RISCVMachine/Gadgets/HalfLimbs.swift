package import ProofVerifier

/// Shows that a half is below 2^32, and gives its two limbs.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `NAME limb` | bits 0 to 15 | 16 | a lookup in the range table |
///
/// The upper limb is what remains, divided by 2^16, and looked up without a column.
///
/// Interactions: `NAME limb` and `NAME rest` (range).
package struct HalfLimbs: Sendable {
    /// Bits 0 to 15.
    package let low: Column
    /// Bits 16 to 31; of the degree of the half.
    package let high: Expression

    /// Declares the column and the lookups.
    ///
    /// - Parameters:
    ///   - name: What the half is, in the names of the column and the interactions.
    ///   - half: Any function of the row; below 2^32 on rows that count if the lookups succeed.
    ///   - builder: The chip.
    ///   - multiplicity: 1 on rows that count, else 0.
    package init(
        _ name: String,
        of half: Expression,
        in builder: inout ChipBuilder,
        times multiplicity: some ExpressionConvertible
    ) {
        low = builder.column("\(name) limb")
        high = (half - low) * WordExpression.limbScale
        builder.send("\(name) limb", to: RISCVBuses.range, times: multiplicity, [low])
        builder.send("\(name) rest", to: RISCVBuses.range, times: multiplicity, [high])
    }
}
