package import ProofProver
import ProofVerifier
package import RISCVMachine

extension ByteColumns {
    /// Writes the words of all rows, given by the row's number.
    @inline(__always)
    package func write(to table: inout TraceTable, _ word: (Int) -> UInt64) {
        for (index, byte) in bytes.enumerated() {
            let shift = 8 * UInt64(index)
            table.fill(byte) { Goldilocks(word($0) >> shift & 0xff) }
        }
    }
}
