package import ProofVerifier

/// Memory that starts as zero: the stack, whose table grows downwards, and the RAM.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `used`, `timestamp` | see `RegionColumns` | 1, 32 | boolean; the memory bus |
/// | `value low`, `value high` | the last value | 32 each | the memory bus |
package struct ZeroMemoryChip: Sendable {
    package let region: RegionColumns
    package let value: WordColumns
    /// The declaration.
    package let chip: Chip

    /// The table of the stack: row i is the word at `MachineMap.stackEnd` - 8 (i + 1).
    package static var stack: ZeroMemoryChip {
        ZeroMemoryChip("stack", maximumLogWords: MachineMap.maximumLogStackWords) { row in
            Expression(MachineMap.stackEnd - 8) - 8 * row
        }
    }

    /// The table of the RAM: row i is the word at `MachineMap.ram` + 8 i.
    package static var ram: ZeroMemoryChip {
        ZeroMemoryChip("ram", maximumLogWords: MachineMap.maximumLogRAMWords) { row in
            Expression(MachineMap.ram) + 8 * row
        }
    }

    private init(_ name: String, maximumLogWords: Int, address: (Expression) -> Expression) {
        var builder = ChipBuilder(name, height: .dynamic(maximumLogHeight: maximumLogWords))
        region = RegionColumns(space: .memory, address: address(builder.rowIndex()), in: &builder)
        builder.require("used is boolean", isBoolean: region.used)
        value = WordColumns("value", in: &builder)
        region.link(initial: .zero, final: value.value, in: &builder)
        chip = builder.build()
    }
}
