package import ProofProver
import ProofVerifier
package import RISCVMachine

extension LimbColumns {
    /// Writes a word into a row.
    package func write(_ value: UInt64, to table: inout TraceTable, row: Int) {
        for (index, limb) in limbs.enumerated() {
            table[limb, row] = Goldilocks((value >> (16 * UInt64(index))) & 0xffff)
        }
    }
}
