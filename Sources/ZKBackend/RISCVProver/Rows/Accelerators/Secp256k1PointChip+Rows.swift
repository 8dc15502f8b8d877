import Cryptography
import GuestExecutor
import Primitives
package import ProofProver
import ProofVerifier
package import RISCVMachine

extension Secp256k1PointChip {
    /// The table of a run: its additions, then its doublings.
    package func table(adds: CallRows, doubles: CallRows) -> TraceTable {
        var table = TraceTable(chip: chip, rowCount: adds.count + doubles.count)
        for row in 0..<adds.count {
            let (q, p) = (adds.trace.operands[0], adds.trace.operands[1])
            let operation = PointOperation(
                p: CurveOperand(p.before, row: row),
                q: CurveOperand(q.before, row: row),
                result: CurveOperand(p.after, row: row)
            )
            write(operation, to: &table, row: row)
            adds.write(row, instruction, to: &table, at: row)
            table[pAddress, row] = Goldilocks(adds.argument(0, row))
            table[qAddress, row] = Goldilocks(adds.argument(1, row))
            adds.write(row, registers: registers, to: &table, at: row)
            adds.write(row, operand: 0, qAccesses, to: &table, at: row)
            adds.write(row, operand: 1, pAccesses, to: &table, at: row)
        }
        for row in 0..<doubles.count {
            let (p, place) = (doubles.trace.operands[0], adds.count + row)
            let operation = PointOperation(
                p: CurveOperand(p.before, row: row),
                q: nil,
                result: CurveOperand(p.after, row: row)
            )
            write(operation, to: &table, row: place)
            doubles.write(row, instruction, to: &table, at: place)
            table[pAddress, place] = Goldilocks(doubles.argument(0, row))
            doubles.write(row, registers: registers, to: &table, at: place)
            doubles.write(row, operand: 0, pAccesses, to: &table, at: place)
        }
        return table
    }

    /// Writes the arithmetic of an operation into a row: everything but the row's place and its accesses.
    package func write(_ operation: PointOperation, to table: inout TraceTable, row: Int) {
        let (p, q, result) = (operation.p, operation.q, operation.result)
        let other = q?.x ?? p.y
        let slope = Self.centred(operation.slope.integer)
        table[adds, row] = q == nil ? .zero : .one
        for (columns, value) in [(x1, p.x), (self.other, other), (self.slope, slope), (x3, result.x), (y3, result.y)] {
            columns.write(value, to: &table, row: row)
        }
        y1.write(p.y, to: &table, row: row)
        y2.write(q?.y ?? .zero, to: &table, row: row)
        for (bound, value) in zip(bounds, [p.x, other, result.x, result.y]) {
            bound.write(value, to: &table, row: row)
        }
        let (x1Limbs, otherLimbs) = (p.x.limbs, other.limbs)
        var (difference, limbSum): (UInt64, UInt64) = (0, 0)
        for index in 0..<16 {
            let step = otherLimbs[index] - x1Limbs[index]
            difference += UInt64(step * step)
            limbSum += UInt64(otherLimbs[index])
        }
        table[differenceInverse, row] = q == nil ? .zero : Goldilocks(difference).inverse ?? .zero
        table[yInverse, row] = q == nil ? Goldilocks(limbSum).inverse ?? .zero : .zero
        writeRelations(operation, slope: slope.limbs, to: &table, row: row)
    }

    private func writeRelations(
        _ operation: PointOperation,
        slope columns: WideLimbs,
        to table: inout TraceTable,
        row: Int
    ) {
        let (p, q, result) = (operation.p, operation.q, operation.result)
        let slope = WideLimbs { columns[$0] - Int(Self.slopeOffset) }
        let (x1, x3) = (p.x.limbs, result.x.limbs)
        var products = WideProduct(repeating: 0)
        if let q {
            let x2 = q.x.limbs
            products.add(slope, times: WideLimbs { x2[$0] - x1[$0] })
        } else {
            products.add(slope, times: p.y.limbs, scaledBy: 2)
            products.add(x1, times: x1, scaledBy: -3)
        }
        relations[0].write(
            products: products,
            addends: InlineArray { half in q.map { p.y.half(half) - $0.y.half(half) } ?? 0 },
            to: &table,
            row: row
        )
        products = WideProduct(repeating: 0)
        products.add(slope, times: slope)
        let otherX = q?.x ?? p.x
        relations[1].write(
            products: products,
            addends: InlineArray { -(p.x.half($0) + otherX.half($0) + result.x.half($0)) },
            to: &table,
            row: row
        )
        products = WideProduct(repeating: 0)
        products.add(slope, times: WideLimbs { x1[$0] - x3[$0] })
        relations[2].write(
            products: products,
            addends: InlineArray { -(p.y.half($0) + result.y.half($0)) },
            to: &table,
            row: row
        )
    }

    /// What the slope's columns hold: with 2^15 taken from each limb it is the slope modulo p.
    private static func centred(_ slope: UInt256) -> UInt256 {
        let offset = UInt256(
            l0: 0x8000_8000_8000_8000,
            l1: 0x8000_8000_8000_8000,
            l2: 0x8000_8000_8000_8000,
            l3: 0x8000_8000_8000_8000
        )
        let (sum, overflow) = slope.addingReportingOverflow(offset)
        // The sum less p is below 2^256.
        return overflow ? sum &- Secp256k1.Fp.modulus : sum
    }
}

extension CurveOperand {
    /// The point in a row of an operand of eight words.
    init(_ words: TraceColumn<UInt64>, row: Int) {
        self.init(x: UInt256(words, at: 8 * row), y: UInt256(words, at: 8 * row + 4))
    }
}

extension UInt256 {
    /// The number of four words of a column, least significant first.
    init(_ words: TraceColumn<UInt64>, at start: Int) {
        self.init(l0: words[start], l1: words[start + 1], l2: words[start + 2], l3: words[start + 3])
    }
}
