import GuestExecutor
package import ProofProver
import ProofVerifier
package import RISCVMachine

/// A division as a row of `DivideChip` shows it: operands scaled as there, quotient and remainder.
package struct DivideRow: Sendable {
    /// A word and whether it is taken less 2^64.
    package struct Number: Hashable, Sendable {
        /// The value modulo 2^64.
        package var bits: UInt64
        /// Whether the value is `bits` less 2^64.
        package var isNegative: Bool

        /// A number of its bits and its sign.
        package init(_ bits: UInt64, isNegative: Bool) {
            self.bits = bits
            self.isNegative = isNegative
        }

        /// A value in -2^64..<2^64.
        init(_ value: Int128) {
            bits = UInt64(truncatingIfNeeded: value)
            isNegative = value < 0
        }

        var value: Int128 { Int128(bits) &- (isNegative ? 1 << 64 : 0) }
    }

    /// The scaled dividend.
    package var dividend: Number
    /// The scaled divisor.
    package var divisor: Number
    /// The quotient.
    package var quotient: Number
    /// The scaled remainder.
    package var remainder: Number

    /// A division of two words; of 32 bits when `isWord` says so.
    package init(_ a: UInt64, by b: UInt64, isSigned: Bool, isWord: Bool) {
        let (a, b) = isWord ? (a << 32, b << 32) : (a, b)
        dividend = Number(a, isNegative: isSigned && a >> 63 == 1)
        divisor = Number(b, isNegative: isSigned && b >> 63 == 1)
        guard b != 0 else {
            quotient = Number(.max, isNegative: false)
            remainder = dividend
            return
        }
        let (q, r) = dividend.value.quotientAndRemainder(dividingBy: divisor.value)
        quotient = Number(q)
        remainder = Number(r)
    }

    /// Carries to the weights 2^32, 2^64 and 2^96.
    package var carries: SIMD3<Int64> {
        let sums = WordProduct.sums(
            WordProduct.limbs(of: quotient.bits, isNegative: quotient.isNegative),
            WordProduct.limbs(of: divisor.bits, isNegative: divisor.isNegative)
        )
        // Sums are below 2^51, halves below 2^32 and carries below 2^20.
        let low = sums[0] &+ Int64(remainder.bits & 0xffff_ffff) &- Int64(dividend.bits & 0xffff_ffff)
        let high = sums[1] &+ low >> 32 &+ Int64(remainder.bits >> 32) &- Int64(dividend.bits >> 32)
        return SIMD3(low >> 32, high >> 32, 0 &- sums[3])
    }

    /// Whether the divisor is not zero.
    package var divides: Bool { divisor.bits != 0 }

    /// Lower half of |divisor| - |remainder| - 1 and what it takes from the upper one; zeros for a divisor of zero.
    package var excess: (low: UInt64, high: UInt64, borrow: Int64) {
        guard divides else { return (0, 0, 0) }
        func half(_ number: Number, _ shift: UInt64) -> Int64 {
            let half = Int64(number.bits >> shift & 0xffff_ffff)
            return number.isNegative ? 0 &- half : half
        }
        let low = half(divisor, 0) &- half(remainder, 0) &- 1
        let borrow = 0 &- low >> 32
        let wraps: Int64 = (divisor.isNegative ? 1 << 32 : 0) &- (remainder.isNegative ? 1 << 32 : 0)
        let high = half(divisor, 32) &- half(remainder, 32) &+ wraps &- borrow
        return (UInt64(bitPattern: low) & 0xffff_ffff, UInt64(bitPattern: high), borrow)
    }
}

extension DivideChip: InstructionChip {
    /// The rows of a run, in the order of the executor's.
    package func table(of rows: FamilyRows) -> TraceTable {
        var table = TraceTable(chip: chip, rowCount: rows.count)
        guard let firstRead = rows.trace.first, let secondRead = rows.trace.second,
            let write = rows.trace.destination
        else { return table }
        instruction.write(rows, to: &table)
        table.fill(rs1) { Goldilocks(UInt64(rows.instruction($0).rs1)) }
        table.fill(rs2) { Goldilocks(UInt64(rows.instruction($0).rs2)) }
        let flags = { (row: Int) -> (isSigned: Bool, isRemainder: Bool, isWord: Bool) in
            switch rows.instruction(row).operation {
            case .div: (true, false, false)
            case .rem: (true, true, false)
            case .remu: (false, true, false)
            case .divw: (true, false, true)
            case .divuw: (false, false, true)
            case .remw: (true, true, true)
            case .remuw: (false, true, true)
            default: (false, false, false)
            }
        }
        table.fill(isSigned) { flags($0).isSigned ? .one : .zero }
        table.fill(isRemainder) { flags($0).isRemainder ? .one : .zero }
        table.fill(isWord) { flags($0).isWord ? .one : .zero }
        first.write(firstRead, slot: .first, of: rows, to: &table)
        second.write(secondRead, slot: .second, of: rows, to: &table)
        let divisions = (0..<rows.count).map { row in
            DivideRow(
                firstRead.values[row],
                by: secondRead.values[row],
                isSigned: flags(row).isSigned,
                isWord: flags(row).isWord
            )
        }
        self.write(divisions, to: &table)
        value.write(write.after, to: &table)
        destination.write(write, of: rows, to: &table)
        return table
    }

    /// Writes the divisions of all rows.
    package func write(_ divisions: [DivideRow], to table: inout TraceTable) {
        table.fill(dividend.sign) { divisions[$0].dividend.isNegative ? .one : .zero }
        table.fill(dividend.low) { Goldilocks(divisions[$0].dividend.bits >> 32 & 0xffff) }
        table.fill(divisor.low) { divisions[$0].divisor.bits.lowHalf }
        table.fill(divisor.high) { divisions[$0].divisor.bits.highHalf }
        divisorLow.write(to: &table) { divisions[$0].divisor.bits & 0xffff_ffff }
        table.fill(divisorHigh.sign) { divisions[$0].divisor.isNegative ? .one : .zero }
        table.fill(divisorHigh.low) { Goldilocks(divisions[$0].divisor.bits >> 32 & 0xffff) }
        for index in 0..<4 {
            let shift = 16 * UInt64(index)
            table.fill(quotient.limbs[index]) { Goldilocks(divisions[$0].quotient.bits >> shift & 0xffff) }
            table.fill(remainder.limbs[index]) { Goldilocks(divisions[$0].remainder.bits >> shift & 0xffff) }
        }
        table.fill(quotientSign) { divisions[$0].quotient.isNegative ? .one : .zero }
        table.fill(remainderSign) { divisions[$0].remainder.isNegative ? .one : .zero }
        for (index, column) in carries.enumerated() {
            column.write(to: &table) { divisions[$0].carries[index] }
        }
        table.fill(divides) { divisions[$0].divides ? .one : .zero }
        table.fill(borrow) { divisions[$0].excess.borrow.element }
        excessLow.write(to: &table) { divisions[$0].excess.low }
        excessHigh.write(to: &table) { divisions[$0].excess.high }
    }
}
