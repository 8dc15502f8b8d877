import ProofKernels
package import ProofVerifier

/// Memory in which one thread evaluates a chip, chunk by chunk of rows; made once per pass.
///
/// A chunk is as long as the cache allows: what a wide chip needs for one row is as much as a narrow one needs for 64.
package final class RowChunk {
    /// Rows of a chunk at most: large enough to hide the cost of reading the program.
    static let maximumLanes = 64
    /// Rows below which a chunk is not cut: whole vectors.
    static let minimumLanes = 8
    /// Bytes that a chunk's values should stay below, however many columns there are.
    static let workingSet = 1 << 18

    /// Rows of a chunk.
    package let lanes: Int
    /// Pointers to the columns' values in the chunk, or to their first planes; the caller sets them before `run`.
    package let columns: UnsafeMutablePointer<UnsafePointer<UInt64>?>
    private let rules: RowRules
    private let kernels: Kernels
    private let degree: Int
    private let columnCount: Int
    private let registers: UnsafeMutablePointer<UInt64>
    private let sums: UnsafeMutablePointer<UInt64>
    private let values: UnsafeMutablePointer<UInt64>
    private let steps: UnsafeMutablePointer<UInt64>

    /// Rows of a chunk when `rowCount` rows, a power of two, are split into chunks.
    ///
    /// - Parameters:
    ///   - rules: What is computed.
    ///   - degree: Words of a value: 1 over the base field, 3 over the challenge field.
    ///   - rowCount: How many rows there are.
    /// - Returns: A power of two.
    package static func lanes(_ rules: RowRules, degree: Int, rowCount: Int) -> Int {
        let program = rules.program
        let bytesPerRow = 8 * degree * (program.registerCount + 2 * program.columnCount)
        var lanes = min(rowCount, maximumLanes)
        while lanes > minimumLanes, lanes * bytesPerRow > workingSet { lanes /= 2 }
        return lanes
    }

    /// Rows that are worth another thread: fewer of a wide chip than of a narrow one.
    static func minimumRowsOfThread(_ rules: RowRules) -> Int {
        let operationCount = rules.program.columnCount + rules.program.registerCount
        return max(minimumLanes, min(128, (1 << 14) / max(1, operationCount)))
    }

    /// Safety: sizes are what the rules' program needs for `lanes` rows; words are written before they are read.
    package init(_ rules: RowRules, degree: Int, lanes: Int) {
        self.rules = rules
        self.degree = degree
        self.lanes = lanes
        kernels = Kernels.selected.dividing(lanes)
        columnCount = rules.program.columnCount
        columns = .allocate(capacity: max(1, columnCount))
        columns.initialize(repeating: nil, count: max(1, columnCount))
        registers = .allocate(capacity: max(1, degree * rules.program.registerCount * lanes))
        sums = .allocate(capacity: CubicExtension.degree * lanes)
        values = .allocate(capacity: max(1, degree * columnCount * lanes))
        steps = .allocate(capacity: max(1, degree * columnCount * lanes))
    }

    deinit {
        columns.deallocate()
        registers.deallocate()
        sums.deallocate()
        values.deallocate()
        steps.deallocate()
    }

    /// Adds to `totals[t]`, for t = 0...degree of the batch, the weighted sum over the chunk of the batch at t on the
    /// lines through two rows each.
    ///
    /// - Parameters:
    ///   - low: Where each column's values at 0 are.
    ///   - high: Where each column's values at 1 are.
    ///   - plane: Words from a plane of a column to the next; unused over the base field.
    ///   - row: Number of the chunk's first line.
    ///   - weights: One for each line.
    ///   - skipsOne: Whether `totals[1]` is left alone.
    ///   - totals: One accumulator for each point.
    func addLines(
        low: (Int) -> UnsafePointer<UInt64>,
        high: (Int) -> UnsafePointer<UInt64>,
        plane: Int,
        row: Int,
        weights: RowWeights,
        skipsOne: Bool,
        to totals: UnsafeMutableBufferPointer<CubicExtension>
    ) {
        for column in 0..<columnCount { columns[column] = low(column) }
        totals[0] += weightedBatch(plane: plane, row: row, weights)
        if !skipsOne {
            for column in 0..<columnCount { columns[column] = high(column) }
            totals[1] += weightedBatch(plane: plane, row: row, weights)
        }
        guard totals.count > 2 else { return }
        for column in 0..<columnCount {
            let (low, high) = (low(column), high(column))
            let place = degree * column * lanes
            for coefficient in 0..<degree {
                let offset = place + coefficient * lanes
                kernels.table.pointee.words_extend_line(
                    values + offset,
                    steps + offset,
                    low + coefficient * plane,
                    high + coefficient * plane,
                    lanes
                )
            }
            columns[column] = UnsafePointer(values + place)
        }
        for point in 2..<totals.count {
            if point > 2 { kernels.table.pointee.words_add(values, steps, degree * columnCount * lanes) }
            totals[point] += weightedBatch(plane: lanes, row: row, weights)
        }
    }

    /// The sum over the chunk of weight times batch, the columns being set.
    package func weightedBatch(plane: Int, row: Int, _ weights: RowWeights) -> CubicExtension {
        let (columns, lanes, registers, sums) = (UnsafePointer(columns), lanes, registers, sums)
        let table = kernels.table.pointee
        sums.initialize(repeating: 0, count: CubicExtension.degree * lanes)
        rules.withKernelRules { rules in
            if degree == 1 {
                table.rows_evaluate(rules, columns, lanes, registers, sums)
                table.rows_add_leaves(rules, columns, lanes, registers, sums)
            } else {
                table.rows_evaluate_cubic(rules, columns, plane, lanes, registers, sums)
                table.rows_add_leaves_cubic(rules, columns, plane, lanes, registers, sums)
            }
        }
        var total = CubicExtension.zero
        weights.withPlanes(at: row) { planes, plane in
            withUnsafeMutablePointer(to: &total) { table.planes_add_weighted(sums, planes, plane, lanes, words($0)) }
        }
        return total * weights.outer(at: row)
    }

    /// Adds to each leaf's total the weighted sum over the chunk of N + mu D, the columns being set.
    func addLeafSums(row: Int, _ weights: RowWeights, to totals: UnsafeMutableBufferPointer<CubicExtension>) {
        guard let target = totals.baseAddress else { return }
        let (columns, lanes, registers, sums) = (UnsafePointer(columns), lanes, registers, sums)
        let table = kernels.table.pointee
        rules.withKernelRules { rules in
            table.rows_evaluate(rules, columns, lanes, registers, sums)
            weights.withPlanes(at: row) { planes, plane in
                table.rows_add_leaf_sums(rules, columns, lanes, registers, planes, plane, words(target))
            }
        }
    }

    /// Computes what the leaves of the chunk are made of, the columns being set, and then each leaf.
    ///
    /// - Parameter place: Where a leaf's fractions of the chunk go, and whether they are added to what is there; nil
    ///   for leaves left out.
    func writeFractions(
        _ place: (Int) -> (
            numerators: UnsafeMutablePointer<CubicExtension>, denominators: UnsafeMutablePointer<CubicExtension>,
            adds: Bool
        )?
    ) {
        let (columns, lanes, registers, sums) = (UnsafePointer(columns), lanes, registers, sums)
        let table = kernels.table.pointee
        rules.withKernelRules { rules in
            table.rows_evaluate(rules, columns, lanes, registers, sums)
            for leaf in 0..<rules.pointee.leaf_count {
                guard let place = place(leaf) else { continue }
                table.rows_fractions(
                    rules,
                    leaf,
                    columns,
                    lanes,
                    registers,
                    words(place.numerators),
                    words(place.denominators),
                    place.adds ? 1 : 0
                )
            }
        }
    }

    /// Runs the operations over the base field, the columns being set, and gives each kept output's values.
    package func evaluate() -> [UnsafePointer<UInt64>?] {
        let (columns, lanes, registers, sums) = (UnsafePointer(columns), lanes, registers, sums)
        rules.withKernelRules { kernels.table.pointee.rows_evaluate($0, columns, lanes, registers, sums) }
        return rules.program.outputs.map { place in
            place.flatMap { place in
                place < columnCount
                    ? columns[place] : UnsafePointer(registers + (place - columnCount) * lanes)
            }
        }
    }
}
