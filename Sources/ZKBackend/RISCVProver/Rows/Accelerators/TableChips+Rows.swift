package import ProofProver
import ProofVerifier
package import RISCVMachine

extension KeccakRoundTableChip {
    /// The table, before anything is looked up.
    package func table() -> TraceTable { TraceTable(chip: chip, rowCount: 1 << chip.maximumLogHeight) }
}

extension EvenDigitsChip {
    /// The table, before anything is looked up.
    package func table() -> TraceTable { TraceTable(chip: chip, rowCount: 1 << chip.maximumLogHeight) }
}

extension SHA256TableChip {
    /// The table, before anything is looked up.
    package func table() -> TraceTable { TraceTable(chip: chip, rowCount: 1 << chip.maximumLogHeight) }
}
