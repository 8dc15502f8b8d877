package import ProofVerifier

/// The fixed table of `RISCVBuses.byteOperation`: row 256 a + b has the bytes a and b and their bitwise and.
///
/// Or and exclusive or follow by a + b - and and a + b - 2 and. A lookup of (x, 0, 0) says that x is a byte.
///
/// | column | meaning | width | constrained by |
/// |---|---|---|---|
/// | `bytes multiplicity` | how often the row is looked up | any | the balance of the bus |
package struct ByteOperationChip: Sendable {
    /// Counts of the lookups.
    package let multiplicity: Column
    /// The declaration.
    package let chip: Chip

    /// Declares the table.
    package init() {
        var builder = ChipBuilder("byte operations", height: .fixed(logHeight: 16))
        let (first, second) = (builder.rowBits(from: 8, count: 8), builder.rowBits(from: 0, count: 8))
        multiplicity = builder.lookupTable(
            "bytes",
            on: RISCVBuses.byteOperation,
            [first, second, builder.rowAnd(bits: 8)]
        )
        chip = builder.build()
    }
}
