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
    @Test(
        "Random expressions give the values of their formulas, whatever the chunks",
        arguments: [1, 8, 24, 200, 600]
    )
    func valuesOverTheBaseField(lanes: Int) throws {
        var generator = SplitMix64(seed: 5)
        for _ in 0..<20 {
            let chip = try RandomChip(using: &generator)
            let polynomials = chip.machine.polynomials[0]
            let program = ConstraintProgram(polynomials, for: .everyOutput)
            let chunk = RowChunk(RowRules(polynomials, evaluating: program), degree: 1, lanes: lanes)
            let words = chip.columns.map { $0.map(\.value) }
            for start in stride(from: 0, to: chip.rowCount, by: lanes) {
                let flat = words.flatMap { $0[start..<(start + lanes)] }
                flat.withUnsafeBufferPointer { flat in
                    for column in words.indices {
                        chunk.columns[column] = flat.baseAddress.map { $0 + column * lanes }
                    }
                    for (output, expected) in zip(chunk.evaluate(), chip.expected) {
                        let values = UnsafeBufferPointer(start: output, count: lanes)
                        #expect(values.elementsEqual(expected[start..<(start + lanes)].map(\.value)))
                    }
                }
            }
        }
    }

    @Test("Batches of rows over both fields are what the verifier makes of them", arguments: [1, 8, 16, 64], [1, 3])
    func batches(lanes: Int, degree: Int) throws {
        var generator = SplitMix64(seed: 6)
        func random() -> CubicExtension { .sample { generator.next() } }
        for _ in 0..<20 {
            let polynomials = try RandomChip(using: &generator).machine.polynomials[0]
            let batch = ChipBatch(
                constraintCoefficients: (0..<polynomials.constraintCount).map { _ in random() },
                fingerprints: polynomials.interactionOutputs.map { outputs in
                    ChipBatch.Fingerprint(constant: random(), powers: [random(), random()])
                },
                leafWeights: polynomials.leaves.map { _ in random() },
                mu: random()
            )
            let point = (0..<logCeiling(2 * lanes)).map { _ in random() }
            let weights = EqualityPolynomial.table(point)
            // Elements of the base field are those whose other coefficients are zero.
            let columns = (0..<polynomials.columnCount).map { _ in
                (0..<lanes).map { _ in degree == 1 ? CubicExtension(random().c0) : random() }
            }
            var expected = CubicExtension.zero
            for row in 0..<lanes {
                let outputs = try polynomials.values(on: columns.map { $0[row] })
                expected += weights[lanes + row] * (try batch.value(of: outputs, polynomials: polynomials))
            }
            let flat = columns.flatMap { column in
                [column.map(\.c0.value), column.map(\.c1.value), column.map(\.c2.value)].prefix(degree).joined()
            }
            let chunk = RowChunk(RowRules(polynomials, batch: batch), degree: degree, lanes: lanes)
            let sum = flat.withUnsafeBufferPointer { flat in
                for column in columns.indices {
                    chunk.columns[column] = flat.baseAddress.map { $0 + degree * column * lanes }
                }
                return chunk.weightedBatch(plane: lanes, row: lanes, RowWeights(point))
            }
            #expect(sum == expected)
        }
    }

    @Test("Rows of another length and outputs of another number are the verifier's own fault")
    func wrongLengths() throws {
        var generator = SplitMix64(seed: 7)
        let polynomials = try RandomChip(using: &generator).machine.polynomials[0]
        let count = polynomials.columnCount
        for length in [count - 1, count + 1] {
            #expect(throws: VerificationError.verifierFault(expected: count, got: length)) {
                try polynomials.values(on: [CubicExtension](repeating: .one, count: length))
            }
        }
    }

    @Test("Equal parts are computed once, and constraints that are added up take no register")
    func sharedParts() throws {
        var builder = ChipBuilder("shared", height: .dynamic(maximumLogHeight: 1))
        let (a, b) = (builder.column("a"), builder.column("b"))
        builder.require("first", isZero: (a + b) * (a + b))
        builder.require("second", isZero: (a + b) * a)
        let polynomials = try Machine(chips: [builder.build()], buses: []).polynomials[0]
        #expect(ConstraintProgram(polynomials, for: .everyOutput).operationCount == 3)
        let batch = ConstraintProgram(polynomials, for: .batch)
        #expect(batch.operationCount == 5 && batch.registerCount == 2)
        #expect(ConstraintProgram(polynomials, for: .leaves).operationCount == 0)
    }

    @Test("A chip of thousands of constraints needs few registers, and short chunks")
    func wideChip() throws {
        var builder = ChipBuilder("wide", height: .dynamic(maximumLogHeight: 10))
        let columns = (0..<2_260).map { builder.column("\($0)") }
        for index in 0..<2_000 {
            let (a, b, c) = (columns[index], columns[index + 100], columns[index + 260])
            builder.require("\(index)", isZero: a + b - 2 * (a * b) - c * a * (1 - b))
        }
        let polynomials = try Machine(chips: [builder.build()], buses: []).polynomials[0]
        #expect(ConstraintProgram(polynomials, for: .batch).registerCount < 16)
        let batch = ChipBatch(
            constraintCoefficients: CubicExtension(3).powers(2_000),
            fingerprints: [],
            leafWeights: [],
            mu: .one
        )
        let rules = RowRules(polynomials, batch: batch)
        #expect(RowChunk.lanes(rules, degree: 3, rowCount: 1 << 10) == 8)
        #expect(RowChunk.lanes(rules, degree: 1, rowCount: 4) == 4)
    }
}
