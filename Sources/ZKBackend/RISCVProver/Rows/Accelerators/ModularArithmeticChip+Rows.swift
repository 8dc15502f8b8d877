import GuestExecutor
import Primitives
package import ProofProver
import ProofVerifier
package import RISCVMachine

extension ModularArithmeticChip {
    /// The table of a run: its calls by kind, in the order given.
    package func table(multiplyAdds: CallRows, multiplies: CallRows, inverts: CallRows) -> TraceTable {
        let calls: [(ModularOperation.Kind, CallRows)] = [
            (.multiplyAdd, multiplyAdds), (.multiply, multiplies), (.invert, inverts),
        ]
        var table = TraceTable(chip: chip, rowCount: calls.reduce(0) { $0 + $1.1.count })
        var place = 0
        for (kind, rows) in calls {
            for row in 0..<rows.count {
                write(kind, rows, row, to: &table, at: place)
                place += 1
            }
        }
        return table
    }

    private func write(
        _ kind: ModularOperation.Kind,
        _ rows: CallRows,
        _ row: Int,
        to table: inout TraceTable,
        at place: Int
    ) {
        let operands = rows.trace.operands
        let last = operands.count - 1
        let operation = ModularOperation(
            kind: kind,
            modulus: Int(truncatingIfNeeded: rows.argument(1, row)),
            a: UInt256(operands[0].before, at: 4 * row),
            b: kind == .invert ? .zero : UInt256(operands[1].before, at: 4 * row),
            replaced: UInt256(operands[last].before, at: 4 * row),
            result: UInt256(operands[last].after, at: 4 * row)
        )
        write(operation, to: &table, row: place)
        rows.write(row, instruction, to: &table, at: place)
        table[addresses[0], place] = Goldilocks(rows.argument(0, row))
        table[addresses[1], place] = Goldilocks(rows.argument(2, row))
        rows.write(row, registers: registers, to: &table, at: place)
        rows.write(row, operand: 0, aAccesses, to: &table, at: place)
        if kind != .invert {
            table[addresses[2], place] = Goldilocks(rows.argument(3, row))
            rows.write(row, operand: 1, bAccesses, to: &table, at: place)
        }
        rows.write(row, operand: last, rAccesses, to: &table, at: place)
    }

    /// Writes the arithmetic of an operation into a row: everything but the row's place and its accesses.
    package func write(_ operation: ModularOperation, to table: inout TraceTable, row: Int) {
        let kind = operation.kind
        let words = ModulusTable.moduli[operation.modulus]
        let modulus = UInt256(l0: words[0], l1: words[1], l2: words[2], l3: words[3])
        let factor = kind == .invert ? operation.result : operation.b
        table[multiplies, row] = kind == .invert ? .zero : .one
        table[adds, row] = kind == .multiplyAdd ? .one : .zero
        if operation.modulus > 0 { table[selectors[operation.modulus - 1], row] = .one }
        for (columns, value) in [(a, operation.a), (right, factor), (r, operation.result)] {
            columns.write(value, to: &table, row: row)
        }
        replaced.write(operation.replaced, to: &table, row: row)

        let quotient = Self.quotient(of: operation, factor: factor, modulus: modulus)
        for (index, limb) in self.quotient.enumerated() { table[limb, row] = Goldilocks(UInt64(quotient[index])) }
        let addend = kind == .multiplyAdd ? operation.replaced : .zero
        let remainder = kind == .invert ? UInt256(1) : operation.result
        writeCarries(operation.a.limbs, factor.limbs, quotient, modulus.limbs, addend, remainder, &table, row)

        // The highest half in which the modulus and the result differ.
        let mark = (0..<8).last { modulus.half($0) != operation.result.half($0) } ?? 0
        table[marks[mark], row] = .one
        let excess = UInt64(bitPattern: Int64(modulus.half(mark) - operation.result.half(mark) - 1))
        table[margin[0], row] = Goldilocks(excess & 0xffff)
        table[margin[1], row] = Goldilocks(excess >> 16 & 0xffff)
    }

    /// The carries of a b + addend - q m - remainder.
    private func writeCarries(
        _ a: WideLimbs,
        _ b: WideLimbs,
        _ q: InlineArray<17, Int>,
        _ m: WideLimbs,
        _ addend: UInt256,
        _ remainder: UInt256,
        _ table: inout TraceTable,
        _ row: Int
    ) {
        var coefficients = InlineArray<32, Int>(repeating: 0)
        for i in 0..<16 {
            for j in 0..<16 { coefficients[i + j] &+= a[i] &* b[j] &- q[i] &* m[j] }
            coefficients[16 + i] &-= q[16] &* m[i]
        }
        var carry = 0
        for g in 0..<15 {
            let added = g < 8 ? addend.half(g) - remainder.half(g) : 0
            carry = (coefficients[2 * g] &+ coefficients[2 * g + 1] &<< 16 &+ added &+ carry) &>> 32
            carries.write(carry, at: g, to: &table, row: row)
        }
    }

    /// The 17 limbs of the quotient.
    private static func quotient(
        of operation: ModularOperation,
        factor: UInt256,
        modulus: UInt256
    ) -> InlineArray<17, Int> {
        let product = operation.a.multipliedFullWidth(by: factor)
        var numerator: [UInt64] = [
            product.low.l0, product.low.l1, product.low.l2, product.low.l3,
            product.high.l0, product.high.l1, product.high.l2, product.high.l3,
        ]
        if operation.kind == .multiplyAdd { add(operation.replaced, to: &numerator) }
        // Bit by bit: the remainder is below the modulus, so twice it has at most one bit more than a word holds.
        var quotient = InlineArray<17, Int>(repeating: 0)
        var remainder = UInt256.zero
        for bit in (0..<512).reversed() {
            let isGreat = remainder.l3 >> 63 == 1
            remainder = remainder << 1 | UInt256(numerator[bit / 64] >> UInt64(bit % 64) & 1)
            guard isGreat || remainder >= modulus else { continue }
            remainder = remainder &- modulus
            if bit < 16 * 17 { quotient[bit / 16] |= 1 << (bit % 16) }
        }
        return quotient
    }

    private static func add(_ number: UInt256, to words: inout [UInt64]) {
        var carry: UInt64 = 0
        let addend = number.words
        for index in words.indices {
            let (sum, first) = words[index].addingReportingOverflow(index < 4 ? addend[index] : 0)
            let (total, second) = sum.addingReportingOverflow(carry)
            words[index] = total
            carry = first || second ? 1 : 0
        }
    }
}
