package import ProofProver
import ProofVerifier
package import RISCVMachine

extension SignedHalf {
    /// Writes sign and lower limb of all rows.
    ///
    /// - Parameters:
    ///   - table: The chip's table.
    ///   - half: The half, below 2^32.
    ///   - isSigned: Whether the row takes its word for a signed one.
    package func write(to table: inout TraceTable, _ half: (Int) -> UInt64, isSigned: (Int) -> Bool) {
        table.fill(sign) { isSigned($0) && half($0) >> 31 == 1 ? .one : .zero }
        table.fill(low) { Goldilocks(half($0) & 0xffff) }
    }
}
