package import ProofVerifier

/// The address of a load or a store: the register rs1 plus an immediate of 12 bits with a sign, modulo 2^64.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `rs1` | number of the register | 5 | the instruction bus |
/// | `immediate low` | bits 0 to 31 of the immediate | 32 | the instruction bus |
/// | `immediate is negative` | 1 when the immediate's upper half is 2^32 - 1, 0 when it is 0 | 1 | the instruction bus |
/// | `base low` | bits 0 to 31 of the register | 32 | the memory bus: the entry that is received |
/// | `base previous timestamp`, `base gap low` | see `MemoryAccess` | 32, 16 | the memory bus, the range table |
///
/// The register's upper half has no column: the entry that is received must have 0 there. Nothing is lost. Words that
/// can be accessed are between 2^11 and 2^32 - 2^11, the immediate is between -2^11 and 2^11 - 1, so a base that leads
/// to one is between 0 and 2^32, and the sum never wraps around. Its value, an integer between -2^11 and 2^33, has
/// no range check either: the chip takes the offset in the word from it and puts the rest in a tuple of the memory bus,
/// where it meets the address of a dense table. A negative sum, or one from 2^32 on, meets none.
///
/// Interactions: the four of `MemoryAccess`, named `base`.
package struct AddressColumns: Sendable {
    /// Number of the register.
    package let rs1: Column
    /// Bits 0 to 31 of the immediate.
    package let immediateLow: Column
    /// Whether the immediate is negative.
    package let isNegative: Column
    /// Bits 0 to 31 of the register; the others are 0.
    package let base: Column
    /// The read of the register.
    package let access: MemoryAccess

    /// Declares columns and interactions; the chip has to look up `rs1` and `immediate` with its instruction.
    package init(of instruction: InstructionColumns, in builder: inout ChipBuilder) {
        rs1 = builder.column("rs1")
        immediateLow = builder.column("immediate low")
        isNegative = builder.column("immediate is negative")
        base = builder.column("base low")
        access = instruction.read(
            "base",
            register: rs1,
            value: WordExpression(low: base, high: Expression(0)),
            slot: .first,
            in: &builder
        )
    }

    /// The immediate as the instruction bus has it.
    package var immediate: WordExpression {
        WordExpression(low: immediateLow, high: Expression(0xffff_ffff) * isNegative)
    }

    /// The byte address.
    package var value: Expression { base + immediateLow - Expression(1 << 32) * isNegative }
}
