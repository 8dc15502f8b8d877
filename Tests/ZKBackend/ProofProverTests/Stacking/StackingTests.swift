import ProofProver
import ProofVerifier
import TestSupport
import Testing

@Suite("Stacking columns into one table")
struct StackingTests {
    /// Heights below, at and above a slice, a chip without rows, and one with a last slice that is not full.
    static let shapes: [StackedLayout.Shape] = [
        .init(usedRowCount: 5, logHeight: 3, columnCount: 3),
        .init(usedRowCount: 9000, logHeight: 14, columnCount: 2),
        .init(usedRowCount: 0, logHeight: 0, columnCount: 2),
        .init(usedRowCount: 4096, logHeight: 12, columnCount: 1),
        .init(usedRowCount: 8, logHeight: 3, columnCount: 1),
        .init(usedRowCount: 4097, logHeight: 13, columnCount: 1),
        .init(usedRowCount: 1, logHeight: 0, columnCount: 1),
    ]

    @Test("Slots are aligned, disjoint, larger first, and as many as hold used rows")
    func layout() {
        let layout = StackedLayout(shapes: Self.shapes)
        #expect(layout.cells(chip: 1, column: 0) == 0..<12_288)
        #expect(layout.cells(chip: 1, column: 1) == 12_288..<24_576)
        #expect(layout.cells(chip: 3, column: 0) == 24_576..<28_672)
        #expect(layout.cells(chip: 5, column: 0) == 28_672..<36_864)
        #expect(layout.cells(chip: 0, column: 2) == 36_880..<36_888)
        #expect(layout.cells(chip: 4, column: 0) == 36_888..<36_896)
        #expect(layout.cells(chip: 2, column: 1) == 36_897..<36_898)
        #expect(layout.cells(chip: 6, column: 0) == 36_898..<36_899)
        #expect(layout.variableCount == 16)
        #expect(layout.columnCount == 11)
        #expect(StackedLayout(shapes: Self.shapes, minimumVariableCount: 18).variableCount == 18)
    }

    @Test("The sum of cells times weights is the batch of the columns' values", arguments: [0, 2, 7, 12, 20])
    func weightsMakeTheColumnClaims(logSlotLimit: Int) throws {
        var random = SplitMix64(seed: 31)
        let layout = StackedLayout(shapes: Self.shapes)
        let point = (0..<14).map { _ in CubicExtension.sample { random.next() } }
        let claim = StackedClaim(layout: layout, point: point, gamma: .sample { random.next() })
        var table = [Goldilocks](repeating: .zero, count: 1 << layout.variableCount)
        var values: [CubicExtension] = []
        for (chip, shape) in Self.shapes.enumerated() {
            for column in 0..<shape.columnCount {
                var rows = [Goldilocks](repeating: .zero, count: 1 << shape.logHeight)
                for row in 0..<shape.usedRowCount { rows[row] = Goldilocks.sample { random.next() } }
                for (cell, value) in zip(layout.cells(chip: chip, column: column), rows) { table[cell] = value }
                values.append(try Multilinear.evaluate(rows, at: Array(point.suffix(shape.logHeight))))
            }
        }
        let weights = Self.dense(claim.tensorWeights(logSlotLimit: logSlotLimit), layout)
        let sum = zip(weights, table).reduce(CubicExtension.zero) { $0 + $1.0 * $1.1 }
        #expect(try sum == claim.value(of: values))
        // A column's claim at the value of another column is another claim.
        values.swapAt(0, 1)
        #expect(try sum != claim.value(of: values))
    }

    @Test("Prover and verifier have the same weights", arguments: [0, 12, 17])
    func closedFormAgreesWithTable(minimumVariableCount: Int) throws {
        var random = SplitMix64(seed: 32)
        let small: [StackedLayout.Shape] = [
            .init(usedRowCount: 3, logHeight: 2, columnCount: 3), .init(usedRowCount: 1, logHeight: 0, columnCount: 1),
        ]
        for shapes in [Self.shapes, small] {
            let layout = StackedLayout(shapes: shapes, minimumVariableCount: minimumVariableCount)
            let point = (0..<14).map { _ in CubicExtension.sample { random.next() } }
            let claim = StackedClaim(layout: layout, point: point, gamma: .sample { random.next() })
            let location = (0..<layout.variableCount).map { _ in CubicExtension.sample { random.next() } }
            for limit in [0, 5, 12] {
                let weights = Self.dense(claim.tensorWeights(logSlotLimit: limit), layout)
                #expect(try claim.weight(at: location) == Multilinear.evaluate(weights, at: location))
            }
        }
    }

    @Test("The weight has as many slots as the layout says before there is a claim")
    func slotCounts() {
        var random = SplitMix64(seed: 33)
        let layout = StackedLayout(shapes: Self.shapes)
        let claim = StackedClaim(
            layout: layout,
            point: (0..<14).map { _ in CubicExtension.sample { random.next() } },
            gamma: .sample { random.next() }
        )
        for limit in 0...13 {
            let counts = claim.tensorWeights(logSlotLimit: limit).map { [$0.scales.count, $0.cells.count] }
            #expect(counts == layout.slots(logSlotLimit: limit).map { [$0.count, 1 << $0.logSize] })
            #expect(counts.allSatisfy { $0[1] <= 1 << limit })
        }
    }

    /// The table of a weight, cell by cell.
    private static func dense(_ parts: [TensorWeight], _ layout: StackedLayout) -> [CubicExtension] {
        var weights = [CubicExtension](repeating: .zero, count: 1 << layout.variableCount)
        for part in parts {
            for (number, scale) in part.scales.enumerated() {
                let start = (part.firstSlot + number) * part.cells.count
                for (cell, weight) in part.cells.enumerated() { weights[start + cell] += scale * weight }
            }
        }
        return weights
    }
}
