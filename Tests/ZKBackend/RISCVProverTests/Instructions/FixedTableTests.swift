import ProofProver
import ProofVerifier
import RISCVMachine
import Testing

@Suite("RV64IM machine: tables of bytes and shifts")
struct FixedTableTests {
    private func violations(_ chip: Chip, _ bus: Bus, _ lookups: [[Goldilocks]]) throws -> [TraceViolation] {
        let machine = try Machine(chips: [chip], buses: [bus])
        var table = TraceTable(chip: chip)
        table.appendRows(1 << chip.maximumLogHeight)
        var trace = Trace(
            tables: [table],
            program: ProgramColumns(columns: [[]]),
            publicFractions: lookups.map { .sending($0, to: bus) }
        )
        trace.countLookups(of: machine)
        return TraceChecker(machine).violations(in: trace)
    }

    @Test("The byte table has the and of every pair of bytes, and nothing else")
    func bytes() throws {
        let pairs = (0..<UInt64(256)).flatMap { a in (0..<UInt64(256)).map { (a, $0) } }
        let lookups = pairs.map { [Goldilocks($0), Goldilocks($1), Goldilocks($0 & $1)] }
        #expect(try violations(ByteOperationChip().chip, RISCVBuses.byteOperation, lookups).isEmpty)
        for wrong: [Goldilocks] in [[3, 5, 2], [256, 0, 0], [0, 256, 0], [1, 1, 257], [-.one, 0, 0]] {
            #expect(try !violations(ByteOperationChip().chip, RISCVBuses.byteOperation, [wrong]).isEmpty)
        }
    }

    @Test("The shift table has every shift by every amount, and nothing else")
    func shifts() throws {
        #expect(ShiftCase.all.count == 12 * 64)
        let lookups = ShiftCase.all.map { ShiftTableChip.tuple(of: $0) }
        #expect(try violations(ShiftTableChip().chip, RISCVBuses.shift, lookups).isEmpty)
        for place in 0..<RISCVBuses.shift.arity {
            for lookup in [lookups[5], lookups[200], lookups[700]] {
                var wrong = lookup
                wrong[place] += 1
                guard !lookups.contains(wrong) else { continue }
                #expect(try !violations(ShiftTableChip().chip, RISCVBuses.shift, [wrong]).isEmpty, "element \(place)")
            }
        }
    }

    @Test("The pieces that the shift table names make the result of the instruction set", arguments: ShiftCase.all)
    func pieces(_ shift: ShiftCase) {
        for value in FamilyPrograms.edges {
            let halves = [value & 0xffff_ffff, value >> 32]
            let products = halves.map { $0 * shift.power }
            let (low, high) = (products.map { $0 & 0xffff_ffff }, products.map { $0 >> 32 })
            let deciding: UInt64
            switch shift.kind {
            case .nearLeft, .farLeft: deciding = 0
            case .nearRight, .farRight: deciding = shift.isArithmetic ? halves[1] : 0
            case .wordLeft: deciding = low[0]
            case .wordRight: deciding = shift.isArithmetic ? halves[0] : 0
            }
            let sign = deciding >> 31
            let (fill, extended) = (sign * ((1 << 32) - shift.power), sign * 0xffff_ffff)
            let result: (low: UInt64, high: UInt64) =
                switch shift.kind {
                case .nearLeft: (low[0], low[1] + high[0])
                case .farLeft: (0, low[0])
                case .nearRight: (low[1] + high[0], high[1] + fill)
                case .farRight: (high[1] + fill, extended)
                case .wordLeft: (low[0], extended)
                case .wordRight: (high[0] + fill, extended)
                }
            let expected = Arithmetic.result(shift.operation, value, shift.amount)
            #expect(result.low | result.high << 32 == expected, "\(shift.operation) of \(value) by \(shift.amount)")
            #expect(products.allSatisfy { $0 < 1 << 63 })
        }
    }
}
