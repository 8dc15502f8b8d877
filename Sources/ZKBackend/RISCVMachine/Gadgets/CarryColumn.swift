package import ProofVerifier

/// Shows that a carry between the halves of a product is small, so that the sums it links are equal as integers.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `NAME limb` | bits 0 to 15 of carry + 2^18 | 16 | a lookup in the range table |
///
/// carry + 2^18 = limb + 16 rest with both below 2^16, in any of the ways that there are: multiples of 16 may go from
/// one to the other. So the carry is an integer in -2^18..<2^20. A sum of the chips is below 2^52, and so is 2^32 times
/// such a carry: no equation between them wraps around the field. 32 bits would not do: 2^32 (2^32 - 1) is -1 in the
/// field.
///
/// Interactions: `NAME limb` and `NAME rest` (range).
package struct CarryColumn: Sendable {
    /// Added to carries, of which some are negative.
    package static let offset: UInt64 = 1 << 18
    /// Bits 0 to 15.
    package let limb: Column

    /// Declares the column and the lookups; an honest carry is in -2^18..<2^20 - 2^18.
    package init(
        _ name: String,
        of carry: Expression,
        in builder: inout ChipBuilder,
        times multiplicity: some ExpressionConvertible
    ) {
        limb = builder.column("\(name) limb")
        builder.send("\(name) limb", to: RISCVBuses.range, times: multiplicity, [limb])
        let rest = (carry + Expression(Self.offset) - limb) * Self.inverseOf16
        builder.send("\(name) rest", to: RISCVBuses.range, times: multiplicity, [rest])
    }

    /// 2^-4.
    private static let inverseOf16 = Expression(Goldilocks(16).inverse ?? .zero)
}
