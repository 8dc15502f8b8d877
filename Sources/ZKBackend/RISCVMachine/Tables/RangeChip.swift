package import ProofVerifier

/// The numbers below 2^16.
///
/// | column | meaning | constrained by |
/// |---|---|---|
/// | `number multiplicity` | how often the number is looked up | the range bus |
package struct RangeChip: Sendable {
    /// The declaration.
    package let chip: Chip

    /// Declares the chip.
    package init() {
        var builder = ChipBuilder("range", height: .fixed(logHeight: 16))
        _ = builder.lookupTable("number", on: RISCVBuses.range, [builder.rowIndex()])
        chip = builder.build()
    }
}
