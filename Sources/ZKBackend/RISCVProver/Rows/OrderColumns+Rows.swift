package import ProofProver
import ProofVerifier
package import RISCVMachine

extension OrderColumns {
    /// Writes the order of all rows' words.
    ///
    /// - Parameters:
    ///   - table: The chip's table.
    ///   - first: The first word.
    ///   - second: The second word.
    ///   - isSigned: Whether the row compares signed words.
    package func write(
        to table: inout TraceTable,
        _ first: (Int) -> UInt64,
        _ second: (Int) -> UInt64,
        isSigned: (Int) -> Bool
    ) {
        table.fill(isLess) { row in
            // The sign bit changed, signed words are in the order of unsigned ones.
            let bias: UInt64 = isSigned(row) ? 1 << 63 : 0
            return first(row) ^ bias < second(row) ^ bias ? .one : .zero
        }
        table.fill(isEqual) { first($0) == second($0) ? .one : .zero }
        table.fill(upperHalvesAgree) { first($0) >> 32 == second($0) >> 32 ? .one : .zero }
        for (index, limb) in difference.enumerated() {
            let shift = 16 * UInt64(index)
            table.fill(limb) { row in
                let distance = Self.distance(first(row), second(row), isSigned: isSigned(row))
                return Goldilocks((distance >> shift) & 0xffff)
            }
        }
        self.first.write(to: &table, { first($0) >> 32 }, isSigned: isSigned)
        self.second.write(to: &table, { second($0) >> 32 }, isSigned: isSigned)
    }

    /// How far the halves that decide are apart, less 1; 0 for equal words.
    private static func distance(_ first: UInt64, _ second: UInt64, isSigned: Bool) -> UInt64 {
        if first == second { return 0 }
        let agree = first >> 32 == second >> 32
        let bias: UInt64 = isSigned && !agree ? 1 << 31 : 0
        let a = (agree ? first & 0xffff_ffff : first >> 32) ^ bias
        let b = (agree ? second & 0xffff_ffff : second >> 32) ^ bias
        return max(a, b) &- min(a, b) &- 1
    }
}
