import ProofVerifier

/// The first rounds of an opening's sumcheck, which bind the variables that number the table's blocks.
///
/// With W(a, j, z) = g(a, j) e(z) on block a, slot j and cell z, the sum over z of f(a, j, z) e(z) does not depend on
/// what a is bound to. So one pass over the table gives U(a, j), the rounds are those of the sum of U g, and a second
/// pass binds all of a at once. The weight 1, y, y^2, ... has this form with one slot a block.
struct TensorSumcheck: ~Copyable {
    /// Sumcheck of the sum of U g: a row for each block, a column for each slot of a block in each part of the weight,
    /// and for each sample.
    var sums: ProductSumcheck

    private let table: FieldTable
    private let weights: [TensorWeight]
    private let samples: [BlockSample]
    private let logBlockCount: Int
    private let workers: Workers

    /// Cells below which a thread is not worth starting.
    private static let cellsPerThread = 1 << 12

    /// Columns of the sumcheck.
    static func columnCount(blockSize: Int, weights: [TensorWeight], sampleCount: Int) -> Int {
        weights.reduce(sampleCount) { $0 + $1.residueCount(blockSize: blockSize) }
    }

    /// Makes the pass over the table.
    ///
    /// - Parameters:
    ///   - table: f, which holds whole blocks.
    ///   - weights: The caller's weight in parts, whose slots are not larger than a block.
    ///   - samples: The samples that are joined to the claim, and the power of the challenge that each has.
    ///   - logBlockCount: The variables that are bound, at least 1.
    ///   - arena: Where the tables lie.
    ///   - workers: Threads to use.
    /// - Throws: `ArenaError`.
    init(
        table: FieldTable,
        weights: [TensorWeight],
        samples: [(sample: BlockSample, scale: CubicExtension)],
        logBlockCount: Int,
        arena: ProverArena,
        workers: Workers
    ) throws(ArenaError) {
        let blockCount = 1 << logBlockCount
        let blockSize = table.count >> logBlockCount
        precondition(weights.allSatisfy { $0.cells.count <= blockSize }, "slots are not larger than a block")
        precondition(table.cells.count % blockSize == 0, "blocks are held as a whole")
        let columnCount = Self.columnCount(blockSize: blockSize, weights: weights, sampleCount: samples.count)
        let sums = try arena.allocate(CubicExtension.self, count: blockCount * columnCount)
        let scales = try arena.allocate(CubicExtension.self, count: blockCount * columnCount)
        scales.fill(0..<scales.count, with: .zero, workers: workers)
        var firstColumn = 0
        for weight in weights {
            Self.addSlots(of: weight, of: table, blockCount, firstColumn, columnCount, sums, workers)
            for (number, scale) in weight.scales.enumerated() {
                let block = (weight.firstSlot + number) / (blockSize / weight.cells.count)
                scales[block * columnCount + firstColumn + number % (blockSize / weight.cells.count)] = scale
            }
            firstColumn += weight.residueCount(blockSize: blockSize)
        }
        for (sample, scale) in samples {
            var power = scale
            for (block, value) in sample.blockValues.enumerated() {
                sums[block * columnCount + firstColumn] = value
                scales[block * columnCount + firstColumn] = power
                power *= sample.step
            }
            firstColumn += 1
        }
        self.sums = ProductSumcheck(table: sums, weights: scales, workers: workers)
        self.table = table
        self.weights = weights
        self.samples = samples.map(\.sample)
        self.logBlockCount = logBlockCount
        self.workers = workers
    }

    /// U for the slots of one part: its column i stands for the slots that lie as slot firstSlot + i does in its block.
    private static func addSlots(
        of weight: TensorWeight,
        of table: FieldTable,
        _ blockCount: Int,
        _ firstColumn: Int,
        _ columnCount: Int,
        _ sums: borrowing ArenaBuffer<CubicExtension>,
        _ workers: Workers
    ) {
        let slotsPerBlock = table.count / blockCount / weight.cells.count
        let residueCount = weight.residueCount(blockSize: table.count / blockCount)
        sums.withUnsafeMutableBufferPointer { sums in
            table.withUnsafeBufferPointer { table in
                weight.cells.withUnsafeBufferPointer { cells in
                    // Safety: each pair of block and column is written by one thread.
                    nonisolated(unsafe) let (target, source, cells) = (sums, table, cells)
                    let minimum = max(1, cellsPerThread / cells.count)
                    workers.forEachRange(of: blockCount * residueCount, minimum: minimum) { pairs in
                        for pair in pairs {
                            let (block, column) = pair.quotientAndRemainder(dividingBy: residueCount)
                            let slot = block * slotsPerBlock + (weight.firstSlot + column) % slotsPerBlock
                            let start = slot * cells.count
                            var sum = CubicProductSum()
                            if start < source.count {
                                for cell in 0..<cells.count { sum.add(cells[cell], source[start + cell]) }
                            }
                            target[block * columnCount + firstColumn + column] = sum.value
                        }
                    }
                }
            }
        }
    }

    /// Goes on with one block's table and weight, bound to the challenges of all rounds here.
    ///
    /// - Throws: `ArenaError`.
    consuming func bound(
        to challenges: [CubicExtension],
        arena: ProverArena
    ) throws(ArenaError) -> ProductSumcheck {
        precondition(challenges.count == logBlockCount, "all blocks are bound")
        let blockSize = table.count >> logBlockCount
        let folded = try arena.allocate(CubicExtension.self, count: blockSize)
        let weight = try arena.allocate(CubicExtension.self, count: blockSize)
        bindBlocks(challenges, into: folded)
        weight.fill(0..<blockSize, with: .zero, workers: workers)
        var firstColumn = 0
        sums.withWeights { scales in
            weight.withUnsafeMutableBufferPointer { target in
                for part in weights {
                    let residueCount = part.residueCount(blockSize: blockSize)
                    let columns = UnsafeBufferPointer(rebasing: scales[firstColumn..<(firstColumn + residueCount)])
                    Self.add(part, scaledBy: columns, to: target, workers)
                    firstColumn += residueCount
                }
                for sample in samples {
                    PowerWeight.add(sample.point, scale: scales[firstColumn], to: target, workers: workers)
                    firstColumn += 1
                }
            }
        }
        return ProductSumcheck(table: folded, weights: weight, workers: workers)
    }

    /// The sum over blocks of eq(challenges, block) times the block.
    private borrowing func bindBlocks(
        _ challenges: [CubicExtension],
        into folded: borrowing ArenaBuffer<CubicExtension>
    ) {
        let blockSize = folded.count
        let factors = EqualityPolynomial.table(challenges)
        let kernels = Kernels.selected
        folded.withUnsafeMutableBufferPointer { folded in
            table.withUnsafeBufferPointer { table in
                factors.withUnsafeBufferPointer { factors in
                    // Safety: each cell is written by one thread.
                    nonisolated(unsafe) let (target, source) = (folded, table)
                    nonisolated(unsafe) let factors = UnsafeBufferPointer(
                        rebasing: factors[..<(table.count / blockSize)]
                    )
                    workers.forEachRange(of: blockSize, alignment: 8, minimum: Self.cellsPerThread >> 4) { range in
                        guard let target = target.baseAddress, let source = source.baseAddress else { return }
                        (target + range.lowerBound).update(repeating: .zero, count: range.count)
                        kernels.addCombination(
                            to: target + range.lowerBound,
                            of: source + range.lowerBound,
                            stride: blockSize,
                            factors: factors,
                            count: range.count
                        )
                    }
                }
            }
        }
    }

    /// Adds one part of the weight, its slots scaled by what their columns are bound to.
    private static func add(
        _ part: TensorWeight,
        scaledBy columns: UnsafeBufferPointer<CubicExtension>,
        to weight: UnsafeMutableBufferPointer<CubicExtension>,
        _ workers: Workers
    ) {
        let slotsPerBlock = weight.count / part.cells.count
        part.cells.withUnsafeBufferPointer { cells in
            // Safety: columns stand for distinct slots of a block.
            nonisolated(unsafe) let (target, columns, cells) = (weight, columns, cells)
            workers.forEachRange(of: columns.count, minimum: max(1, cellsPerThread / cells.count)) { range in
                for column in range {
                    let start = (part.firstSlot + column) % slotsPerBlock * cells.count
                    for cell in 0..<cells.count { target[start + cell] += columns[column] * cells[cell] }
                }
            }
        }
    }
}
