package import ProofVerifier

/// The prover's input, its length included: any words of range-checked limbs, in a space that no instruction writes to.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `used`, `timestamp` | see `RegionColumns` | 1, 32 | boolean; the memory bus |
/// | `value limb 0` to `value limb 3` | the word | 16 each | the range table |
package struct InputChip: Sendable {
    package let region: RegionColumns
    package let value: LimbColumns
    /// The declaration.
    package let chip: Chip

    /// Declares the chip.
    package init() {
        var builder = ChipBuilder("input", height: .dynamic(maximumLogHeight: MachineMap.maximumLogInputWords))
        let address = Expression(MachineMap.input) + 8 * builder.rowIndex()
        region = RegionColumns(space: .input, address: address, in: &builder)
        builder.require("used is boolean", isBoolean: region.used)
        value = LimbColumns("value", in: &builder, times: region.used, range: RISCVBuses.range)
        region.link(initial: value.value, final: value.value, in: &builder)
        chip = builder.build()
    }
}
