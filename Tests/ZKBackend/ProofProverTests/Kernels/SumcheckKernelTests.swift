import ProofProver
import ProofVerifier
import TestSupport
import Testing

/// Every kernel on a range that no vector width divides, against the formula that its comment states.
@Suite("Sumcheck kernels compute the stated formulas")
struct SumcheckKernelTests {
    private static let half = 64
    private static let range = 3..<62

    @Test("An element is its three words in order")
    func layout() {
        #expect(MemoryLayout<CubicExtension>.size == 24 && MemoryLayout<CubicExtension>.stride == 24)
        let element = CubicExtension(Goldilocks(canonical: 1), Goldilocks(canonical: 2), Goldilocks(canonical: 3))
        #expect(withUnsafeBytes(of: element) { $0.bindMemory(to: UInt64.self).elementsEqual([1, 2, 3]) })
    }

    @Test("Folding", arguments: KeccakKernelTests.variants)
    func folding(variant: Kernels.Variant) throws {
        let kernels = try #require(Kernels(variant))
        let r = Self.random(1, seed: 1)[0]
        let table = Self.random(2 * Self.half, seed: 2)
        var folded = table
        folded.withUnsafeMutableBufferPointer {
            kernels.fold(Self.base($0), half: Self.half, Self.range, at: r)
        }
        for i in table.indices {
            let isFolded = Self.range.contains(i)
            #expect(folded[i] == (isFolded ? table[i] + r * (table[i + Self.half] - table[i]) : table[i]))
        }
    }

    @Test("Sums of products", arguments: KeccakKernelTests.variants)
    func products(variant: Kernels.Variant) throws {
        let kernels = try #require(Kernels(variant))
        let (f, w) = (Self.random(2 * Self.half, seed: 3), Self.random(2 * Self.half, seed: 4))
        let start = Self.random(2, seed: 5)
        var (zero, leading) = (start[0], start[1])
        kernels.addProducts(
            f,
            w,
            half: Self.half,
            Self.range,
            valueAtZero: &zero,
            leadingCoefficient: &leading
        )
        var expected = [start[0], start[1]]
        for i in Self.range {
            let dw = w[i + Self.half] - w[i]
            expected[0] += f[i] * w[i]
            expected[1] += (f[i + Self.half] - f[i]) * dw
        }
        #expect([zero, leading] == expected)
    }

    @Test("Linear combinations of rows, of the largest words and of more than the kernel takes at a time")
    func combinations() throws {
        let largest = Goldilocks(canonical: Goldilocks.order - 1)
        for variant in KeccakKernelTests.variants {
            let kernels = try #require(Kernels(variant))
            for (rowCount, count, stride) in [(0, 9, 9), (1, 1, 1), (3, 16, 20), (113, 31, 31), (2_049, 17, 17)] {
                let random = Self.random(rowCount * stride + count, seed: UInt64(rowCount))
                let factors = Self.random(rowCount, seed: 8).enumerated().map { index, factor in
                    index % 2 == 0 ? CubicExtension(largest, largest, largest) : factor
                }
                let rows = random.enumerated().map { index, element in index % 3 == 0 ? element.c1 : largest }
                let start = Array(random.suffix(count))
                var sums = start
                sums.withUnsafeMutableBufferPointer { sums in
                    factors.withUnsafeBufferPointer {
                        kernels.addCombination(to: Self.base(sums), of: rows, stride: stride, factors: $0, count: count)
                    }
                }
                for index in 0..<count {
                    let expected = (0..<rowCount).reduce(start[index]) { $0 + factors[$1] * rows[$1 * stride + index] }
                    guard sums[index] == expected else {
                        Issue.record("\(variant): \(rowCount) rows, element \(index) of \(count)")
                        return
                    }
                }
            }
        }
    }

    @Test("Sums of fractions", arguments: KeccakKernelTests.variants)
    func fractions(variant: Kernels.Variant) throws {
        let kernels = try #require(Kernels(variant))
        let (p, q) = (Self.random(2 * Self.half, seed: 6), Self.random(2 * Self.half, seed: 7))
        var (numerators, denominators) = (Self.random(Self.half, seed: 8), Self.random(Self.half, seed: 9))
        let (oldNumerators, oldDenominators) = (numerators, denominators)
        numerators.withUnsafeMutableBufferPointer { numerators in
            denominators.withUnsafeMutableBufferPointer { denominators in
                kernels.addFractions(
                    numerators: Self.base(numerators),
                    denominators: Self.base(denominators),
                    childNumerators: p,
                    childDenominators: q,
                    half: Self.half,
                    Self.range
                )
            }
        }
        for i in 0..<Self.half {
            let isAdded = Self.range.contains(i)
            let j = i + Self.half
            #expect(numerators[i] == (isAdded ? p[i] * q[j] + p[j] * q[i] : oldNumerators[i]))
            #expect(denominators[i] == (isAdded ? q[i] * q[j] : oldDenominators[i]))
        }
    }

    @Test("Rounds of a fraction layer", arguments: KeccakKernelTests.variants)
    func layerRounds(variant: Kernels.Variant) throws {
        let kernels = try #require(Kernels(variant))
        let half = Self.half
        let r = Self.random(1, seed: 10)[0]
        let old = (0..<5).map { Self.random(4 * half, seed: 11 + UInt64($0)) }
        let start = Self.random(2, seed: 20)

        // First round, on tables of 2 half nodes.
        var tables = old
        var (zero, two) = (start[0], start[1])
        Self.withTables(&tables) { tables, weights in
            kernels.firstLayerRound(
                tables,
                weights: weights + Self.range.lowerBound,
                lambda: r,
                half: half,
                Self.range,
                atZero: &zero,
                atTwo: &two
            )
        }
        var expected = old
        var sums = start
        for i in Self.range {
            for j in [i, i + half] { expected[0][j] = old[0][j] + r * old[2][j] }
            Self.addSummands(expected, weight: old[4][i], i, half, &sums)
        }
        #expect(tables == expected)
        #expect([zero, two] == sums)

        // A later round, on tables of 4 half nodes, the bound halves 2 half apart.
        tables = old
        (zero, two) = (start[0], start[1])
        Self.withTables(&tables) { tables, weights in
            kernels.layerRound(
                tables,
                weights: weights + Self.range.lowerBound,
                at: r,
                half: half,
                stride: 2 * half,
                Self.range,
                atZero: &zero,
                atTwo: &two
            )
        }
        expected = old
        sums = start
        for i in Self.range {
            for table in 0..<4 {
                for j in [i, i + half] {
                    expected[table][j] = old[table][j] + r * (old[table][j + 2 * half] - old[table][j])
                }
            }
            Self.addSummands(expected, weight: expected[4][i], i, half, &sums)
        }
        #expect(tables == expected)
        #expect([zero, two] == sums)
    }

    /// Adds weight (s q1 + p1 q0) at 0 and at 2, where a table's values at 0 and 1 are nodes i and i + half.
    private static func addSummands(
        _ tables: [[CubicExtension]],
        weight: CubicExtension,
        _ i: Int,
        _ half: Int,
        _ sums: inout [CubicExtension]
    ) {
        let atZero = tables.map { $0[i] }
        let atTwo = tables.map { $0[i + half] + $0[i + half] - $0[i] }
        sums[0] += weight * (atZero[0] * atZero[3] + atZero[1] * atZero[2])
        sums[1] += weight * (atTwo[0] * atTwo[3] + atTwo[1] * atTwo[2])
    }

    private static func random(_ count: Int, seed: UInt64) -> [CubicExtension] {
        var random = SplitMix64(seed: seed)
        let edges: [UInt64] = [0, 1, Goldilocks.order - 1, 0xffff_ffff]
        return (0..<count).map { _ in
            let words = (0..<3).map { _ in
                random.next() % 8 == 0 ? edges[Int(random.next() % 4)] : random.next() % Goldilocks.order
            }
            return CubicExtension(
                Goldilocks(canonical: words[0]),
                Goldilocks(canonical: words[1]),
                Goldilocks(canonical: words[2])
            )
        }
    }

    private static func base(
        _ buffer: UnsafeMutableBufferPointer<CubicExtension>
    ) -> UnsafeMutablePointer<CubicExtension> {
        guard let base = buffer.baseAddress else { preconditionFailure("tables are not empty") }
        return base
    }

    private static func withTables(
        _ tables: inout [[CubicExtension]],
        _ body: (Kernels.LayerTables, UnsafeMutablePointer<CubicExtension>) -> Void
    ) {
        var (s, p1, q0, q1, weights) = (tables[0], tables[1], tables[2], tables[3], tables[4])
        defer { tables = [s, p1, q0, q1, weights] }
        s.withUnsafeMutableBufferPointer { s in
            p1.withUnsafeMutableBufferPointer { p1 in
                q0.withUnsafeMutableBufferPointer { q0 in
                    q1.withUnsafeMutableBufferPointer { q1 in
                        weights.withUnsafeMutableBufferPointer { weights in
                            body(
                                Kernels.LayerTables(s: base(s), p1: base(p1), q0: base(q0), q1: base(q1)),
                                base(weights)
                            )
                        }
                    }
                }
            }
        }
    }
}
