package import Primitives
package import ProofProver
import ProofVerifier
package import RISCVMachine

extension WideColumns {
    /// Writes a number into a row.
    package func write(_ number: UInt256, to table: inout TraceTable, row: Int) {
        let values = number.words
        for (index, word) in words.enumerated() { word.write(values[index], to: &table, row: row) }
    }
}

extension WideHalves {
    /// Writes a number into a row.
    package func write(_ number: UInt256, to table: inout TraceTable, row: Int) {
        let values = number.words
        for (index, word) in words.enumerated() { word.write(values[index], to: &table, row: row) }
    }
}

extension CarryColumns {
    /// Writes one carry into a row; what is beyond its bits is lost.
    package func write(_ value: Int, at index: Int, to table: inout TraceTable, row: Int) {
        let biased = UInt64(bitPattern: Int64(value)) &+ 1 << UInt64(bits - 1)
        let scale = UInt64(bits - 16)
        table[low[index], row] = Goldilocks(biased & (1 << scale - 1))
        table[high[index], row] = Goldilocks(biased >> scale & 0xffff)
    }
}

extension Secp256k1Canonical {
    /// Writes what shows that a number is below p; a number that is not gets a margin that breaks the constraint.
    package func write(_ number: UInt256, to table: inout TraceTable, row: Int) {
        let limbs = number.limbs
        var sum: UInt64 = 0
        for index in 3..<16 { sum += UInt64(limbs[index]) }
        table[distanceInverse, row] = Goldilocks(Self.greatestSum - sum).inverse ?? .zero
        let low = number.l0 & 0xffff_ffff_ffff
        let difference = sum == Self.greatestSum ? Self.greatestLow &- low : 0
        for (index, limb) in margin.enumerated() {
            table[limb, row] = Goldilocks(difference >> UInt64(16 * index) & 0xffff)
        }
    }
}
