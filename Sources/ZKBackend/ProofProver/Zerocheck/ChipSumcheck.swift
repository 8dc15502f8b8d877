package import ProofVerifier

/// One chip's part of the joint sumcheck.
///
/// While the common variables are not the chip's own it adds a constant. Its first round runs on base-field rows;
/// binding the first variable makes its tables elements of the challenge field, which the later rounds fold in place.
final class ChipSumcheck {
    private let rows: ChipRows
    private let batch: ChipBatch
    private let degree: Int
    private let workers: Workers
    /// Values at 0...degree of the chip's first round polynomial; the batch's value for a chip of one row.
    private let first: [CubicExtension]
    /// The sum over the chip's rows, which it adds as long as it has not started.
    let sum: CubicExtension
    /// Folded columns one after the other, `stride` elements each.
    private var tables: UnsafeMutableBufferPointer<CubicExtension>
    /// Elements from the start of one folded column to the next.
    private let stride: Int
    /// Elements of a column, after the folds so far.
    private var size: Int

    /// Rows below which another thread costs more than it does.
    private static let minimumRowsOfThread = 128

    /// Computes the first round, and with it the chip's sum.
    ///
    /// - Parameters:
    ///   - rows: The chip's rows.
    ///   - batch: What is summed over them.
    ///   - degree: Degree of the batch in each variable.
    ///   - weights: eq of the last logHeight - 1 coordinates of rho; unused for a chip of one row.
    ///   - coordinate: The coordinate of rho before them.
    ///   - workers: Threads to use.
    init(
        rows: ChipRows,
        batch: ChipBatch,
        degree: Int,
        weights: [CubicExtension],
        coordinate: CubicExtension,
        workers: Workers
    ) {
        self.rows = rows
        self.batch = batch
        self.degree = degree
        self.workers = workers
        size = 1 << rows.logHeight
        stride = size / 2
        tables = UnsafeMutableBufferPointer(start: nil, count: 0)
        if rows.logHeight == 0 {
            let row = rows.columns.indices.map { CubicExtension(rows.value(column: $0, row: 0)) }
            sum = batch.value(on: row, of: rows.program) ?? .zero
            first = []
        } else {
            first = Self.firstRound(rows, batch, degree, weights, workers)
            sum = (.one - coordinate) * first[0] + coordinate * first[1]
        }
    }

    deinit { tables.deallocate() }

    /// The chip's part of t(0), t(2), ..., t(degree) in the round that binds the first of `remaining` variables.
    ///
    /// - Parameters:
    ///   - remaining: Variables that are not bound yet.
    ///   - weights: eq of the coordinates of rho that follow this round's.
    ///   - challenge: What the previous round bound its variable to.
    /// - Returns: `degree` values.
    func round(remaining: Int, weights: [CubicExtension], challenge: CubicExtension?) -> [CubicExtension] {
        if remaining > rows.logHeight { return [CubicExtension](repeating: sum, count: degree) }
        guard remaining < rows.logHeight, let challenge else { return [first[0]] + first.dropFirst(2) }
        fold(challenge)
        return laterRound(weights)
    }

    /// The columns' values at the point, after the last challenge: committed columns, then fixed ones.
    func finish(_ challenge: CubicExtension?) -> [CubicExtension] {
        if let challenge, rows.logHeight > 0 { fold(challenge) }
        return rows.columns.indices.map { column in
            rows.logHeight == 0 ? CubicExtension(rows.value(column: column, row: 0)) : tables[column * stride]
        }
    }

    private static func firstRound(
        _ rows: ChipRows,
        _ batch: ChipBatch,
        _ degree: Int,
        _ weights: [CubicExtension],
        _ workers: Workers
    ) -> [CubicExtension] {
        let half = 1 << (rows.logHeight - 1)
        let lanes = ChipRows.lanes(rowCount: half)
        let sums = workers.sums(over: half, width: degree + 1, alignment: lanes, minimum: minimumRowsOfThread) {
            range,
            sums in
            let evaluator = ChunkEvaluator<Goldilocks>(rows.program, lanes: lanes)
            weights.withUnsafeBufferPointer { weights in
                ChipRows.zeros.withUnsafeBufferPointer { zeros in
                    guard let weights = weights.baseAddress, let zeros = zeros.baseAddress else { return }
                    for row in Swift.stride(from: range.lowerBound, to: range.upperBound, by: lanes) {
                        evaluator.addLines(
                            low: { rows.chunk(column: $0, row: row, zeros: zeros) },
                            high: { rows.chunk(column: $0, row: row + half, zeros: zeros) },
                            batch: batch,
                            weights: weights + row,
                            skipsOne: false,
                            to: sums
                        )
                    }
                }
            }
        }
        // The weights of all rows sum to 1.
        return sums.map { $0 + batch.constant }
    }

    private func laterRound(_ weights: [CubicExtension]) -> [CubicExtension] {
        let half = size / 2
        let lanes = min(half, ChunkEvaluator<CubicExtension>.maximumLanes)
        let (program, batch, stride) = (rows.program, batch, stride)
        let tables = UnsafePointer(self.tables.baseAddress.unsafelyUnwrapped)
        let sums = workers.sums(
            over: half,
            width: degree + 1,
            alignment: lanes,
            minimum: Self.minimumRowsOfThread
        ) { range, sums in
            let evaluator = ChunkEvaluator<CubicExtension>(program, lanes: lanes)
            weights.withUnsafeBufferPointer { weights in
                guard let weights = weights.baseAddress else { return }
                for row in Swift.stride(from: range.lowerBound, to: range.upperBound, by: lanes) {
                    evaluator.addLines(
                        low: { tables + ($0 * stride + row) },
                        high: { tables + ($0 * stride + row + half) },
                        batch: batch,
                        weights: weights + row,
                        skipsOne: true,
                        to: sums
                    )
                }
            }
        }
        return ([sums[0]] + sums.dropFirst(2)).map { $0 + batch.constant }
    }

    /// Binds the chip's next variable in all columns.
    private func fold(_ challenge: CubicExtension) {
        let half = size / 2
        let (rows, stride, kernels) = (rows, stride, Kernels.selected)
        if size == 1 << rows.logHeight {
            tables = .allocate(capacity: max(1, rows.columns.count * stride))
            let tables = tables.baseAddress.unsafelyUnwrapped
            workers.forEachRange(of: half, minimum: Self.minimumRowsOfThread) { range in
                for column in rows.columns.indices {
                    let values = rows.columns[column]
                    let table = tables + column * stride
                    for row in range {
                        let low = row < values.count ? values[row] : .zero
                        let high = row + half < values.count ? values[row + half] : .zero
                        table[row] = challenge * (high - low) + low
                    }
                }
            }
        } else {
            let tables = tables.baseAddress.unsafelyUnwrapped
            workers.forEachRange(of: half, minimum: Self.minimumRowsOfThread) { range in
                for column in rows.columns.indices {
                    kernels.fold(tables + column * stride, half: half, range, at: challenge)
                }
            }
        }
        size = half
    }
}

extension ChipBatch {
    /// The batch's value on one row; nil when the row has another length than the program's columns.
    package func value(on row: [CubicExtension], of program: ConstraintProgram) -> CubicExtension? {
        program.evaluate(row: row).map { outputs in
            zip(coefficients, outputs).reduce(constant) { $0 + $1.0 * $1.1 }
        }
    }
}
