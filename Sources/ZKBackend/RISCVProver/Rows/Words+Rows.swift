package import ProofProver
package import ProofVerifier
package import RISCVMachine

extension UInt64 {
    /// Bits 0 to 31 as a field element.
    package var lowHalf: Goldilocks { Goldilocks(self & 0xffff_ffff) }

    /// Bits 32 to 63 as a field element.
    package var highHalf: Goldilocks { Goldilocks(self >> 32) }
}

extension WordColumns {
    /// Writes a word into a row.
    package func write(_ value: UInt64, to table: inout TraceTable, row: Int) {
        table[low, row] = value.lowHalf
        table[high, row] = value.highHalf
    }
}

extension LimbColumns {
    /// Writes a word into a row.
    package func write(_ value: UInt64, to table: inout TraceTable, row: Int) {
        for (index, limb) in limbs.enumerated() {
            table[limb, row] = Goldilocks((value >> (16 * UInt64(index))) & 0xffff)
        }
    }
}
