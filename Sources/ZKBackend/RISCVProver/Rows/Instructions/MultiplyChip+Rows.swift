import GuestExecutor
package import ProofProver
import ProofVerifier
package import RISCVMachine

/// A product as a row of `MultiplyChip` shows it.
package struct MultiplyRow: Sendable {
    /// Bits 0 to 63.
    package var lower: UInt64 = 0
    /// Bits 64 to 127.
    package var upper: UInt64 = 0
    /// Whether the product is negative.
    package var isNegative = false
    /// Carries to the weights 2^32, 2^64 and 2^96.
    package var carries = SIMD3<Int64>()

    /// The product of two words, each signed or not.
    ///
    /// - Parameters:
    ///   - a: The first word.
    ///   - b: The second word.
    ///   - isNegative: Whether each word is taken less 2^64.
    package init(_ a: UInt64, _ b: UInt64, isNegative: (Bool, Bool)) {
        let sums = WordProduct.sums(
            WordProduct.limbs(of: a, isNegative: isNegative.0),
            WordProduct.limbs(of: b, isNegative: isNegative.1)
        )
        var halves = SIMD4<UInt64>()
        var carry: Int64 = 0
        for weight in 0..<4 {
            // Sums are below 2^51 and carries below 2^20.
            let sum = sums[weight] &+ carry
            halves[weight] = UInt64(bitPattern: sum) & 0xffff_ffff
            carry = sum >> 32
            if weight < 3 { carries[weight] = carry }
        }
        lower = halves[0] | halves[1] << 32
        upper = halves[2] | halves[3] << 32
        self.isNegative = carry < 0
    }
}

extension MultiplyChip: InstructionChip {
    /// The rows of a run, in the order of the executor's.
    package func table(of rows: FamilyRows) -> TraceTable {
        var table = TraceTable(chip: chip, rowCount: rows.count)
        guard let firstRead = rows.trace.first, let secondRead = rows.trace.second,
            let write = rows.trace.destination
        else { return table }
        instruction.write(rows, to: &table)
        table.fill(rs1) { Goldilocks(UInt64(rows.instruction($0).rs1)) }
        table.fill(rs2) { Goldilocks(UInt64(rows.instruction($0).rs2)) }
        let operation = { (row: Int) -> MachineOperation in rows.instruction(row).operation }
        table.fill(isSignedHigh) { operation($0) == .mulh ? .one : .zero }
        table.fill(isMixedHigh) { operation($0) == .mulhsu ? .one : .zero }
        table.fill(isUnsignedHigh) { operation($0) == .mulhu ? .one : .zero }
        table.fill(isWord) { operation($0) == .mulw ? .one : .zero }
        first.write(firstRead, slot: .first, of: rows, to: &table)
        second.write(secondRead, slot: .second, of: rows, to: &table)
        let (a, b) = (firstRead.values, secondRead.values)
        let firstIsSigned = { (row: Int) -> Bool in operation(row) == .mulh || operation(row) == .mulhsu }
        let secondIsSigned = { (row: Int) -> Bool in operation(row) == .mulh }
        firstLow.write(to: &table) { a[$0] & 0xffff_ffff }
        firstHigh.write(to: &table, { a[$0] >> 32 }, isSigned: firstIsSigned)
        secondLow.write(to: &table) { b[$0] & 0xffff_ffff }
        secondHigh.write(to: &table, { b[$0] >> 32 }, isSigned: secondIsSigned)
        let products = (0..<rows.count).map { row in
            MultiplyRow(
                a[row],
                b[row],
                isNegative: (
                    firstIsSigned(row) && a[row] >> 63 == 1, secondIsSigned(row) && b[row] >> 63 == 1
                )
            )
        }
        self.write(products, to: &table)
        value.write(write.after, to: &table)
        destination.write(write, of: rows, to: &table)
        return table
    }

    /// Writes the products of all rows.
    package func write(_ products: [MultiplyRow], to table: inout TraceTable) {
        for index in 0..<4 {
            let shift = 16 * UInt64(index)
            table.fill(lowerProduct.limbs[index]) { Goldilocks(products[$0].lower >> shift & 0xffff) }
            table.fill(upperProduct.limbs[index]) { Goldilocks(products[$0].upper >> shift & 0xffff) }
        }
        table.fill(productSign) { products[$0].isNegative ? .one : .zero }
        for (index, column) in carries.enumerated() {
            column.write(to: &table) { products[$0].carries[index] }
        }
    }
}
