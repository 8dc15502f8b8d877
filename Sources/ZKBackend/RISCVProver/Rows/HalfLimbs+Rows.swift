package import ProofProver
import ProofVerifier
package import RISCVMachine

extension HalfLimbs {
    /// Writes the lower limb of all rows.
    package func write(to table: inout TraceTable, _ half: (Int) -> UInt64) {
        table.fill(low) { Goldilocks(half($0) & 0xffff) }
    }
}
