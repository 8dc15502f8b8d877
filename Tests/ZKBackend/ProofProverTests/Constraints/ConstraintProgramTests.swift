import ProofProver
import ProofVerifier
import TestSupport
import Testing

/// A random chip together with the values of all its outputs, computed beside the compiler under test.
private struct RandomChip {
    let machine: Machine
    /// By column: committed, then the row index and one program column.
    let columns: [[Goldilocks]]
    /// By output.
    let expected: [[Goldilocks]]
    let rowCount = 600

    init(using generator: inout SplitMix64) throws {
        var builder = ChipBuilder("random", height: .fixed(logHeight: 10))
        let rowCount = 600
        func randomColumn() -> [Goldilocks] { (0..<rowCount).map { _ in Goldilocks(generator.next()) } }
        let committed = (0..<4).map { builder.column("\($0)") }
        var columns = committed.map { _ in randomColumn() }
        var pool = zip(committed, columns).map { ($0.expression, $1) }
        columns.append((0..<rowCount).map { Goldilocks(UInt64($0)) })
        pool.append((builder.rowIndex(), columns[4]))
        columns.append(randomColumn())
        pool.append((builder.programColumn(0), columns[5]))
        for constant in [Goldilocks.zero, .one, -.one, Goldilocks(generator.next())] {
            pool.append((Expression(constant), [Goldilocks](repeating: constant, count: rowCount)))
        }
        for _ in 0..<60 {
            let (a, x) = pool[Int(generator.next() % UInt64(pool.count))]
            let (b, y) = pool[Int(generator.next() % UInt64(pool.count))]
            switch generator.next() % 3 {
            case 0: pool.append((a + b, zip(x, y).map(+)))
            case 1: pool.append((a - b, zip(x, y).map(-)))
            default:
                guard a.degree + b.degree <= Machine.maximumDegree else { continue }
                pool.append((a * b, zip(x, y).map(*)))
            }
        }
        var expected: [[Goldilocks]] = []
        let last = pool.count - 1
        // A rule that is zero on every row may be zero as a polynomial, which no machine takes.
        for (index, rule) in pool.filter({ !$0.1.allSatisfy(\.isZero) }).suffix(4).enumerated() {
            builder.require("\(index)", isZero: rule.0)
            expected.append(rule.1)
        }
        let bus = Bus(id: 3, name: "bus", arity: 2)
        // Random multiplicities mean nothing; constants would need no exemption.
        for (name, index) in [("sent", last - 4), ("received", last - 6)] {
            if pool[index].0.degree == 0 { pool[index] = (committed[0].expression, columns[0]) }
            builder.exempt(name, because: "only evaluated")
        }
        builder.send("sent", to: bus, times: pool[last - 4].0, [pool[last - 5].0, pool[0].0])
        expected += [pool[last - 4].1, pool[last - 5].1, pool[0].1]
        builder.receive("received", from: bus, times: pool[last - 6].0, [pool[6].0, pool[last].0])
        expected += [pool[last - 6].1.map { -$0 }, pool[6].1, pool[last].1]
        machine = try Machine(chips: [builder.build()], buses: [bus])
        self.columns = columns
        self.expected = expected
    }
}

@Suite("AIR: compiled constraints")
struct ConstraintProgramTests {
    /// All outputs on all rows, chunk by chunk.
    private func evaluate<Element>(
        _ program: ConstraintProgram,
        _ columns: [[Element]],
        lanes: Int,
        zero: Element,
        _ run: (
            UnsafePointer<UnsafePointer<Element>>, Int, UnsafeMutablePointer<Element>,
            UnsafeMutablePointer<UnsafePointer<Element>>
        ) -> Void
    ) throws -> [[Element]] {
        var results = [[Element]](repeating: [], count: program.outputCount)
        let rowCount = columns[0].count
        var scratch = [Element](repeating: zero, count: program.scratchCount(lanes: lanes) + 1)
        try scratch.withUnsafeMutableBufferPointer { scratch in
            let registers = try #require(scratch.baseAddress)
            for start in stride(from: 0, to: rowCount, by: lanes) {
                let chunk = start..<min(start + lanes, rowCount)
                let flat = columns.flatMap { $0[chunk] }
                try flat.withUnsafeBufferPointer { flat in
                    let base = try #require(flat.baseAddress)
                    let inputs = columns.indices.map { base + $0 * chunk.count }
                    var outputs = [UnsafePointer<Element>](repeating: base, count: program.outputCount)
                    inputs.withUnsafeBufferPointer { inputs in
                        outputs.withUnsafeMutableBufferPointer { outputs in
                            guard let input = inputs.baseAddress, let output = outputs.baseAddress else { return }
                            run(input, chunk.count, registers, output)
                        }
                    }
                    for (index, output) in outputs.enumerated() {
                        results[index] += UnsafeBufferPointer(start: output, count: chunk.count)
                    }
                }
            }
        }
        return results
    }

    @Test(
        "Random expressions give the values of their formulas, whatever the chunks",
        arguments: [1, 7, 256, 599, 600]
    )
    func valuesOverTheBaseField(lanes: Int) throws {
        var generator = SplitMix64(seed: 5)
        for _ in 0..<20 {
            let chip = try RandomChip(using: &generator)
            let program = ConstraintProgram(chip.machine.polynomials[0])
            let values = try evaluate(program, chip.columns, lanes: lanes, zero: Goldilocks.zero) {
                program.evaluate(columns: $0, lanes: $1, scratch: $2, outputs: $3)
            }
            #expect(values == chip.expected)
        }
    }

    @Test("Over the challenge field embedded rows give embedded values")
    func embeddedValues() throws {
        var generator = SplitMix64(seed: 6)
        for _ in 0..<20 {
            let chip = try RandomChip(using: &generator)
            let program = ConstraintProgram(chip.machine.polynomials[0])
            let columns = chip.columns.map { $0.map { CubicExtension($0) } }
            let values = try evaluate(program, columns, lanes: 64, zero: CubicExtension.zero) {
                program.evaluate(columns: $0, lanes: $1, scratch: $2, outputs: $3)
            }
            #expect(values == chip.expected.map { $0.map { CubicExtension($0) } })
        }
    }

    @Test("At a point the verifier's walk over the expressions gives what the compiled program gives")
    func pointEvaluation() throws {
        var generator = SplitMix64(seed: 7)
        for _ in 0..<20 {
            let chip = try RandomChip(using: &generator)
            let program = ConstraintProgram(chip.machine.polynomials[0])
            let point = (0..<program.columnCount).map { _ in
                CubicExtension(Goldilocks(generator.next()), Goldilocks(generator.next()), Goldilocks(generator.next()))
            }
            let values = try evaluate(program, point.map { [$0] }, lanes: 1, zero: CubicExtension.zero) {
                program.evaluate(columns: $0, lanes: $1, scratch: $2, outputs: $3)
            }
            #expect(program.evaluate(row: point) == values.map { $0[0] })
            #expect(program.evaluate(row: Array(point.dropLast())) == nil)
            #expect(program.evaluate(row: point + [.one]) == nil)
            let polynomials = chip.machine.polynomials[0]
            #expect(try polynomials.values(on: point) == values.map { $0[0] })
            for row in [Array(point.dropLast()), point + [.one]] {
                #expect(throws: VerificationError.verifierFault(expected: point.count, got: row.count)) {
                    try polynomials.values(on: row)
                }
            }
        }
    }

    @Test("Equal parts are computed once")
    func sharedParts() throws {
        var builder = ChipBuilder("shared", height: .dynamic(maximumLogHeight: 1))
        let (a, b) = (builder.column("a"), builder.column("b"))
        builder.require("first", isZero: (a + b) * (a + b))
        builder.require("second", isZero: (a + b) * a)
        let machine = try Machine(chips: [builder.build()], buses: [])
        #expect(ConstraintProgram(machine.polynomials[0]).operationCount == 3)
    }
}
