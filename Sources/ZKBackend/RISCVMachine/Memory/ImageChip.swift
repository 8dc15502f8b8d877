package import ProofVerifier

/// The program's initial data: row i is the word at `MachineMap.image` + 8 i.
///
/// Fixed columns: the first values, which the program gives, and whether it has the row.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `used`, `timestamp` | see `RegionColumns` | 1, 32 | boolean, and 0 beyond the program's rows; the memory bus |
/// | `value low`, `value high` | the last value | 32 each | the memory bus |
package struct ImageChip: Sendable {
    package let region: RegionColumns
    package let value: WordColumns
    /// The declaration.
    package let chip: Chip

    /// Declares the chip.
    package init() {
        var builder = ChipBuilder("image", height: .program(maximumLogHeight: MachineMap.maximumLogImageWords))
        let exists = builder.programRow()
        let initial = WordExpression(low: builder.programColumn(0), high: builder.programColumn(1))
        let address = Expression(MachineMap.image) + 8 * builder.rowIndex()
        region = RegionColumns(space: .memory, address: address, in: &builder)
        value = WordColumns("value", in: &builder)
        builder.require("used is boolean", isBoolean: region.used)
        builder.require("used words exist", isZero: region.used * (1 - exists))
        region.link(initial: initial, final: value.value, in: &builder)
        chip = builder.build()
    }

    /// The first values, in two halves; words before the program's first are zero.
    package func programColumns(of program: RISCVProgram) -> [[Goldilocks]] {
        let before = repeatElement(Goldilocks.zero, count: program.imageRow)
        let words = program.imageWords
        return [
            before + words.map { Goldilocks($0 & 0xffff_ffff) }, before + words.map { Goldilocks($0 >> 32) },
        ]
    }
}
