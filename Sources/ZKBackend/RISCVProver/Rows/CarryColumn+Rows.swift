package import ProofProver
import ProofVerifier
package import RISCVMachine

extension CarryColumn {
    /// Writes the lower limb of all rows' carries.
    package func write(to table: inout TraceTable, _ carry: (Int) -> Int64) {
        table.fill(limb) { Goldilocks(UInt64(bitPattern: carry($0) &+ Int64(Self.offset)) & 0xffff) }
    }
}
