package import ProofVerifier

/// The table of operations: which words are instructions of the machine, and what their fields mean.
///
/// Fixed columns: opcode, the other fields that tell operations apart, operation, format (`InstructionEncoding`). A
/// word that no row fits has no operation, and so no proof.
///
/// | column | meaning | constrained by |
/// |---|---|---|
/// | `encoding multiplicity` | decoded words of the encoding | the operation bus |
package struct OperationChip: Sendable {
    /// The declaration.
    package let chip: Chip

    private static let logHeight = 6

    /// Declares the chip.
    package init() {
        var builder = ChipBuilder("operations", height: .fixed(logHeight: Self.logHeight))
        let rows = InstructionEncoding.all
        let columns: [[UInt64]] = [
            rows.map(\.opcode), rows.map(\.key), rows.map(\.operation.rawValue), rows.map(\.formatNumber),
        ]
        let tuple = columns.map { builder.constants($0.map { Goldilocks($0) }) }
        _ = builder.lookupTable("encoding", on: RISCVBuses.operation, tuple)
        chip = builder.build()
    }
}
