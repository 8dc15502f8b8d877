import ProofVerifier

/// Evaluates a chip on chunks of rows in memory of its own: one per thread, made once per pass.
final class ChunkEvaluator<Element: ColumnElement> {
    /// Rows of a chunk at most: large enough to hide the cost of reading the program, small enough for the cache.
    static var maximumLanes: Int { 64 }

    /// Pointers to the columns' values in the chunk; the caller sets them before `run`.
    let columns: UnsafeMutablePointer<UnsafePointer<Element>>
    /// Pointers to the outputs' values in the chunk, after `run`.
    let outputs: UnsafeMutablePointer<UnsafePointer<Element>>

    private let program: ConstraintProgram
    private let lanes: Int
    private let scratch: UnsafeMutablePointer<Element>
    private let values: UnsafeMutablePointer<Element>
    private let steps: UnsafeMutablePointer<Element>

    /// Safety: sizes are what the program needs for `lanes` rows; elements are trivial and written before they are
    /// read.
    init(_ program: ConstraintProgram, lanes: Int) {
        self.program = program
        self.lanes = lanes
        columns = .allocate(capacity: max(1, program.columnCount))
        outputs = .allocate(capacity: max(1, program.outputCount))
        scratch = .allocate(capacity: max(1, program.scratchCount(lanes: lanes)))
        values = .allocate(capacity: max(1, program.columnCount * lanes))
        steps = .allocate(capacity: max(1, program.columnCount * lanes))
    }

    deinit {
        columns.deallocate()
        outputs.deallocate()
        scratch.deallocate()
        values.deallocate()
        steps.deallocate()
    }

    /// Runs the program on the chunk that `columns` points to.
    func run() {
        Element.run(program, columns: columns, lanes: lanes, scratch: scratch, outputs: outputs)
    }

    /// Adds to `sums[t]`, for t = 0...degree, the weighted sum over the chunk of the batch at t on the lines through
    /// two rows each.
    ///
    /// - Parameters:
    ///   - low: Values of each column at 0.
    ///   - high: Values of each column at 1.
    ///   - batch: What is summed.
    ///   - weights: One per line, `lanes` in all.
    ///   - skipsOne: Whether `sums[1]` is left alone.
    ///   - sums: degree + 1 accumulators.
    func addLines(
        low: (Int) -> UnsafePointer<Element>,
        high: (Int) -> UnsafePointer<Element>,
        batch: ChipBatch,
        weights: UnsafePointer<CubicExtension>,
        skipsOne: Bool,
        to sums: UnsafeMutableBufferPointer<CubicExtension>
    ) {
        let columnCount = program.columnCount
        for column in 0..<columnCount { columns[column] = low(column) }
        sums[0] += weightedSum(batch, weights)
        if !skipsOne {
            for column in 0..<columnCount { columns[column] = high(column) }
            sums[1] += weightedSum(batch, weights)
        }
        for column in 0..<columnCount {
            let (low, high) = (low(column), high(column))
            let (value, step) = (values + column * lanes, steps + column * lanes)
            for lane in 0..<lanes {
                step[lane] = high[lane] - low[lane]
                value[lane] = high[lane] + step[lane]
            }
            columns[column] = UnsafePointer(value)
        }
        for point in 2..<max(2, sums.count) {
            if point > 2 {
                for place in 0..<(columnCount * lanes) { values[place] = values[place] + steps[place] }
            }
            sums[point] += weightedSum(batch, weights)
        }
    }

    /// The sum over the chunk of weight times batched outputs, without the batch's constant.
    func weightedSum(_ batch: ChipBatch, _ weights: UnsafePointer<CubicExtension>) -> CubicExtension {
        run()
        var sum = CubicProductSum()
        batch.coefficients.withUnsafeBufferPointer { coefficients in
            for lane in 0..<lanes {
                var combined = CubicProductSum()
                for output in 0..<coefficients.count {
                    Element.add(coefficients[output], outputs[output][lane], to: &combined)
                }
                sum.add(weights[lane], combined.value)
            }
        }
        return sum.value
    }
}
