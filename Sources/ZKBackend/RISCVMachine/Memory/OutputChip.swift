package import ProofVerifier

/// Memory that starts as zero and whose last words go to the output bus, where the verifier receives the public output.
///
/// The verifier receives each index once, which makes `used` 1 on the rows of the output and 0 elsewhere.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `used`, `timestamp` | see `RegionColumns` | 1, 32 | the output bus; the memory bus |
/// | `value low`, `value high` | the last value | 32 each | the memory and the output bus |
///
/// Interactions: those of `RegionColumns`, and `output word`.
package struct OutputChip: Sendable {
    package let region: RegionColumns
    package let value: WordColumns
    /// The declaration.
    package let chip: Chip

    /// Declares the chip.
    package init() {
        var builder = ChipBuilder("output", height: .dynamic(maximumLogHeight: MachineMap.maximumLogOutputWords))
        let index = builder.rowIndex()
        let address = Expression(MachineMap.output) + 8 * index
        region = RegionColumns(space: .memory, address: address, in: &builder)
        for interaction in ["initial", "final", "output word"] {
            builder.exempt(interaction, because: "the verifier receives each word of the output once")
        }
        value = WordColumns("value", in: &builder)
        region.link(initial: .zero, final: value.value, in: &builder)
        builder.send("output word", to: RISCVBuses.output, times: region.used, [index, value.low, value.high])
        chip = builder.build()
    }
}
