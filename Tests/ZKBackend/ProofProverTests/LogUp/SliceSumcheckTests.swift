import ProofProver
import ProofVerifier
import TestSupport
import Testing

/// Forgeries of leaves, each against what the verifier arrives at, which is compared with the rows in the clear.
@Suite("LogUp: leaves of two fractions, in slices")
struct SliceSumcheckTests {
    @Test("Honest leaves lead to a claim that the rows keep", arguments: [1, 3, 4096, 4097, 9000, 16_384])
    func honestLeaves(usedRowCount: Int) throws {
        let run = LeavesInTheClear(usedRowCount: usedRowCount)
        let claim = try run.rowClaim(from: run.leaves)
        #expect(claim.weights.map(\.count) == [2, 1])
        #expect(claim.point.count == max(run.logHeight, 2))
        #expect(try run.holds(claim))
    }

    @Test("A numerator or a denominator in a leaf that nobody owns is refused")
    func unownedLeaves() throws {
        let run = LeavesInTheClear(usedRowCount: 9000)
        for offset in [0, 77] {
            var leaves = run.leaves
            leaves[run.layout.ownedCount + offset].numerator = .one
            #expect(try !run.holds(run.rowClaim(from: leaves)))
            leaves = run.leaves
            leaves[run.layout.ownedCount + offset].denominator += .one
            #expect(try !run.holds(run.rowClaim(from: leaves)))
        }
    }

    @Test("A pair of which one is dropped, or whose members are crossed, is refused")
    func brokenPairs() throws {
        let run = LeavesInTheClear(usedRowCount: 9000)
        let (first, second) = (run.interactions[0][8_999], run.interactions[1][8_999])
        let crossed = Fraction(
            numerator: first.numerator * first.denominator + second.numerator * second.denominator,
            denominator: first.denominator * second.denominator
        )
        for wrong in [first, second, crossed] {
            var leaves = run.leaves
            leaves[run.place(leaf: 0, row: 8_999)] = wrong
            #expect(try !run.holds(run.rowClaim(from: leaves)))
        }
    }

    @Test("A slice beyond the used ones is refused, although the forger's own sums count it")
    func sliceBeyondTheUsed() throws {
        let run = LeavesInTheClear(usedRowCount: 9000)
        #expect(run.layout.slots.regions[0].slotsPerColumn == 3 && run.logHeight == 14)
        // The last leaf's fourth slice would lie where nobody owns leaves but the small chip the first four.
        var leaves = run.leaves
        for row in 12_292..<16_384 { leaves[run.place(leaf: 1, row: row)] = run.interactions[2][row] }
        leaves[run.place(leaf: 1, row: 12_345)].numerator = .one
        #expect(try !run.holds(run.rowClaim(from: leaves, countsFourthSlice: true)))
        #expect(try !run.holds(run.rowClaim(from: leaves)))
    }

    @Test("A changed round is refused")
    func changedRounds() throws {
        let run = LeavesInTheClear(usedRowCount: 9000)
        for round in 0..<2 { #expect(try !run.holds(run.rowClaim(from: run.leaves, spoiling: round))) }
    }

    @Test("A batch counts a leaf of two as p1 q2 + p2 q1 + mu q1 q2, and nothing else")
    func batchOfTwo() throws {
        let polynomials = try PairMachine().machine.polynomials[PairMachine.tall]
        #expect(polynomials.leaves == [.two(0, 1)])
        var random = SplitMix64(seed: 31)
        func element() -> CubicExtension { .sample { random.next() } }
        let outputs = polynomials.outputs.map { _ in element() }
        let powers = [element(), element()]
        let batch = ChipBatch(
            constraintCoefficients: [CubicExtension](repeating: .zero, count: polynomials.constraintCount),
            fingerprints: [
                ChipBatch.Fingerprint(constant: element(), powers: powers[...]),
                ChipBatch.Fingerprint(constant: element(), powers: powers[..<1]),
            ],
            leafWeights: [element()],
            mu: element()
        )
        let tail = Array(outputs.dropFirst(polynomials.constraintCount))
        let (p1, p2) = (tail[0], tail[3])
        let q1 = batch.fingerprints[0].constant + powers[0] * tail[1] + powers[1] * tail[2]
        let q2 = batch.fingerprints[1].constant + powers[0] * tail[4]
        let expected = batch.leafWeights[0] * (p1 * q2 + p2 * q1 + batch.mu * q1 * q2)
        #expect(try batch.value(of: outputs, polynomials: polynomials) == expected)
        #expect(expected != batch.leafWeights[0] * (p1 * q1 + p2 * q2 + batch.mu * q1 * q2))
        #expect(throws: VerificationError.self) {
            try batch.value(of: Array(outputs.dropLast()), polynomials: polynomials)
        }
    }

    @Test("Every interaction is in one leaf, and no leaf's degree is above the machine's")
    func pairing() throws {
        let bus = Bus(id: 1, name: "bus", arity: 1)
        var chip = ChipBuilder("chip", height: .dynamic(maximumLogHeight: 4))
        let (x, y) = (chip.column("x"), chip.column("y"))
        chip.require("x", isBoolean: x)
        chip.send("square", to: bus, times: x, [y * y])
        chip.send("other square", to: bus, times: x, [x * y])
        chip.send("cube", to: bus, times: x, [y * y * y])
        chip.send("line", to: bus, times: x, [y])
        chip.receive("one more", from: bus, times: x, [y + 1])
        chip.receive("constant", from: bus, times: x, [Expression(7)])
        let machine = try Machine(chips: [chip.build()], buses: [bus])
        // The cube fits no line, but the constant: 1 + 3 would be 4, so it stays alone.
        #expect(machine.polynomials[0].leaves == [.two(0, 3), .two(1, 4), .one(2), .one(5)])
        #expect(machine.degree == 3 && machine.jointDegree == 3)
    }
}

/// A chip of two leaves, one of two interactions and one of one, and a chip of four rows, with random fractions.
private struct LeavesInTheClear {
    let logHeight: Int
    let layout: LeafLayout
    /// The fractions of the interactions of the tall chip on all rows; those after the used slices are 0 / q.
    let interactions: [[Fraction]]
    let small: [Fraction]
    /// The leaves that the layout owns and those that it does not.
    private(set) var leaves: [Fraction]

    init(usedRowCount: Int) {
        var random = SplitMix64(seed: UInt64(usedRowCount))
        let logHeight = logCeiling(usedRowCount)
        self.logHeight = logHeight
        layout = LeafLayout(chips: [(usedRowCount, logHeight, 2), (4, 2, 1)])
        let owned = layout.slots.regions[0].cellsPerColumn
        interactions = (0..<3).map { _ in
            (0..<(1 << logHeight)).map { row in
                Fraction(
                    numerator: row < owned ? .sample { random.next() } : .zero,
                    denominator: row < owned ? .sample { random.next() } : CubicExtension(17)
                )
            }
        }
        small = (0..<4).map { _ in
            Fraction(numerator: .sample { random.next() }, denominator: .sample { random.next() })
        }
        leaves = [Fraction](repeating: .zero, count: 1 << layout.variableCount)
        for row in 0..<owned {
            leaves[place(leaf: 0, row: row)] = interactions[0][row] + interactions[1][row]
            leaves[place(leaf: 1, row: row)] = interactions[2][row]
        }
        for row in 0..<4 { leaves[layout.slots.regions[1].offset + row] = small[row] }
    }

    func place(leaf: Int, row: Int) -> Int { layout.slots.regions[0].offset(ofColumn: leaf) + row }

    /// Proves the sum of some leaves, and then what a prover can that knows nothing else, and verifies it.
    ///
    /// - Parameters:
    ///   - tree: The leaves that the tree is made of.
    ///   - countsFourthSlice: Whether the prover counts a fourth slice of the last leaf, so that its own sums agree.
    ///   - spoiled: A round whose polynomial is changed.
    /// - Returns: The claim on rows that the verifier arrives at.
    /// - Throws: What the verifier refuses.
    func rowClaim(from tree: [Fraction], countsFourthSlice: Bool = false, spoiling spoiled: Int? = nil) throws
        -> RowClaim
    {
        let arena = try ProverArena(capacity: 1 << 24)
        let layer = try FractionLayer(
            logCount: layout.variableCount,
            ownedCount: tree.count,
            arena: arena,
            workers: .one
        )
        for (index, leaf) in tree.enumerated() { layer[index] = leaf }
        var transcript = ProverTranscript(domain: "test")
        let (sum, leafClaim) = try FractionSumProver.prove(
            leaves: layer,
            transcript: &transcript,
            arena: arena,
            workers: .one
        )
        let mu = transcript.challenge("leaf mu")
        var claim = SliceSumcheckVerifier.claim(leafClaim, layout: layout, mu: mu)
        let slices = 1 << layout.sliceVariableCount
        let used = layout.slots.regions[0].slotsPerColumn
        let local = Array(leafClaim.point.suffix(layout.slots.regions[0].logSlotSize))
        let numbers = Array(leafClaim.point.dropLast(local.count))
        var pairs: [(e: [CubicExtension], f: [CubicExtension])] = []
        for leaf in 0..<2 {
            let first = layout.slots.regions[0].offset(ofColumn: leaf) >> local.count
            let counted = leaf == 1 && countsFourthSlice ? used + 1 : used
            let rows = rows(ofLeaf: leaf, in: tree)
            var values = try (0..<slices).map { slice in
                let part = rows[(slice << local.count)..<((slice + 1) << local.count)]
                return try Multilinear.evaluate(part.map { $0.numerator + mu * $0.denominator }, at: local)
            }
            if counted > used {
                // In place of 0 / 1, which the verifier has counted; the small chip's leaves are counted below.
                let forged = (12_288..<16_384).map { row in
                    let leaf = tree[place(leaf: leaf, row: row)]
                    return row < 12_292 ? .zero : leaf.numerator + mu * (leaf.denominator - .one)
                }
                values[used] = try Multilinear.evaluate(forged, at: local)
            }
            let weights = (0..<slices).map { slice in
                slice < counted ? EqualityPolynomial.evaluate(numbers, at: first + slice) : .zero
            }
            pairs.append((weights, values))
        }
        // What the small chip adds, half of it in each round.
        var constant = CubicExtension.zero
        for (row, leaf) in layout.slots.regions[1].rows.enumerated() {
            let weight = EqualityPolynomial.evaluate(leafClaim.point, at: leaf)
            constant += weight * (tree[leaf].numerator + mu * small[row].denominator)
        }
        if tree == leaves || countsFourthSlice {
            let sum = pairs.reduce(constant) { sum, pair in zip(pair.e, pair.f).reduce(sum) { $0 + $1.0 * $1.1 } }
            #expect(sum == claim)
        }
        for round in 0..<layout.sliceVariableCount {
            constant *= CubicExtension(RowClaim.half)
            var polynomial = QuadraticRound(valueAtZero: constant, leadingCoefficient: .zero)
            for (e, f) in pairs {
                for low in 0..<(e.count / 2) {
                    let high = low + e.count / 2
                    polynomial.valueAtZero += e[low] * f[low]
                    polynomial.leadingCoefficient += (e[high] - e[low]) * (f[high] - f[low])
                }
            }
            if round == spoiled { polynomial.leadingCoefficient += .one }
            transcript.send("slice round", round, [polynomial.valueAtZero, polynomial.leadingCoefficient])
            let challenge = transcript.challenge("slice point", round)
            claim = polynomial.value(at: challenge, claim: claim)
            pairs = pairs.map { (Self.bound($0.e, challenge), Self.bound($0.f, challenge)) }
        }
        var verifier = VerifierTranscript(domain: "test", proof: transcript.proof)
        let verified = try FractionSumVerifier.verify(
            variableCount: layout.variableCount,
            publicSum: Fraction(numerator: -sum.numerator, denominator: sum.denominator),
            transcript: &verifier
        )
        #expect(verified == leafClaim)
        let rowClaim = try SliceSumcheckVerifier.verify(verified, layout: layout, transcript: &verifier)
        try verifier.finish()
        #expect(rowClaim.value == claim)
        return rowClaim
    }

    /// Whether the rows have what a claim says.
    func holds(_ claim: RowClaim) throws -> Bool {
        var sum = CubicExtension.zero
        let tall = Array(claim.point.suffix(logHeight))
        let pair = zip(interactions[0], interactions[1]).map { $0 + $1 }
        for (leaf, rows) in [pair, interactions[2]].enumerated() {
            let values = rows.map { $0.numerator + claim.mu * $0.denominator }
            sum += try claim.weights[0][leaf] * Multilinear.evaluate(values, at: tall)
        }
        let values = small.map { $0.numerator + claim.mu * $0.denominator }
        sum += try claim.weights[1][0] * Multilinear.evaluate(values, at: Array(claim.point.suffix(2)))
        return sum == claim.value
    }

    /// A leaf's rows as the tree has them, and as the chip has them where it has none.
    private func rows(ofLeaf leaf: Int, in tree: [Fraction]) -> [Fraction] {
        let owned = layout.slots.regions[0].cellsPerColumn
        return (0..<(1 << logHeight)).map { row in
            if row < owned { return tree[place(leaf: leaf, row: row)] }
            return leaf == 0 ? interactions[0][row] + interactions[1][row] : interactions[2][row]
        }
    }

    private static func bound(_ table: [CubicExtension], _ challenge: CubicExtension) -> [CubicExtension] {
        let half = table.count / 2
        return (0..<half).map { table[$0] + challenge * (table[$0 + half] - table[$0]) }
    }
}

extension StackedLayout.Region {
    /// The cells of the first column.
    fileprivate var rows: Range<Int> { offset..<(offset + cellsPerColumn) }
}
