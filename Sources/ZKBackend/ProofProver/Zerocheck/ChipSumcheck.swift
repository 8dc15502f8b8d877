import ProofKernels
import ProofVerifier

/// One chip's part of the joint sumcheck.
///
/// While the common variables are not the chip's own it adds a constant. Its first round runs on base-field rows;
/// binding the first variable makes its tables elements of the challenge field, in three planes of words each, which
/// the later rounds fold in place.
final class ChipSumcheck {
    private let rows: ChipRows
    private let rules: RowRules
    private let degree: Int
    private let workers: Workers
    /// Values at 0...degree of the chip's first round polynomial; the batch's value for a chip of one row.
    private let first: [CubicExtension]
    /// The sum over the chip's rows, which it adds as long as it has not started.
    let sum: CubicExtension
    /// Folded columns one after the other, three planes of `stride` words each.
    private let buffer: ArenaBuffer<UInt64>
    /// The buffer's words; they live as long as the chip's part.
    private let tables: UnsafeMutablePointer<UInt64>
    /// Words from a plane to the next.
    private let stride: Int
    /// Elements of a column, after the folds so far.
    private var size: Int

    /// Computes the first round, and with it the chip's sum.
    ///
    /// - Parameters:
    ///   - rows: The chip's rows.
    ///   - batch: What is summed over them.
    ///   - degree: Degree of the batch in each variable.
    ///   - weights: eq of the last logHeight - 1 coordinates of the point; unused for a chip of one row.
    ///   - coordinate: The coordinate before them.
    ///   - arena: Where the folded columns lie.
    ///   - workers: Threads to use.
    /// - Throws: `ArenaError`.
    init(
        rows: ChipRows,
        batch: ChipBatch,
        degree: Int,
        weights: RowWeights,
        coordinate: CubicExtension,
        arena: ProverArena,
        workers: Workers
    ) throws(ArenaError) {
        self.rows = rows
        self.degree = degree
        self.workers = workers
        rules = RowRules(rows.polynomials, batch: batch)
        size = 1 << rows.logHeight
        stride = size / 2
        buffer = try arena.allocate(UInt64.self, count: Self.wordCount(rows.polynomials, logHeight: rows.logHeight))
        tables = buffer.withUnsafeMutableBufferPointer { $0.baseAddress.unsafelyUnwrapped }
        if rows.logHeight == 0 {
            let chunk = RowChunk(rules, degree: 1, lanes: 1)
            sum = ChipRows.zeros.withUnsafeBufferPointer { zeros in
                guard let zeros = zeros.baseAddress else { return .zero }
                rows.point(chunk, to: 0, zeros: zeros)
                return chunk.weightedBatch(plane: 1, row: 0, RowWeights([]))
            }
            first = []
        } else {
            first = Self.firstRound(rows, rules, degree, weights, workers)
            sum = (.one - coordinate) * first[0] + coordinate * first[1]
        }
    }

    /// Words of a chip's folded columns.
    static func wordCount(_ polynomials: ChipPolynomials, logHeight: Int) -> Int {
        CubicExtension.degree * polynomials.columnCount * ((1 << logHeight) / 2)
    }

    /// The chip's part of t(0), t(2), ..., t(degree) in the round that binds the first of `remaining` variables.
    ///
    /// - Parameters:
    ///   - remaining: Variables that are not bound yet.
    ///   - weights: eq of the coordinates of the point that follow this round's.
    ///   - challenge: What the previous round bound its variable to.
    /// - Returns: `degree` values.
    func round(remaining: Int, weights: RowWeights, challenge: CubicExtension?) -> [CubicExtension] {
        if remaining > rows.logHeight { return [CubicExtension](repeating: sum, count: degree) }
        guard remaining < rows.logHeight, let challenge else { return [first[0]] + first.dropFirst(2) }
        fold(challenge)
        return laterRound(weights)
    }

    /// The committed columns' values at the point, after the last challenge.
    func finish(_ challenge: CubicExtension?) -> [CubicExtension] {
        if let challenge, rows.logHeight > 0 { fold(challenge) }
        return (0..<rows.polynomials.committedColumnCount).map { column in
            guard rows.logHeight > 0 else { return CubicExtension(rows.value(column: column, row: 0)) }
            let place = 3 * column * stride
            return CubicExtension(
                Goldilocks(canonical: tables[place]),
                Goldilocks(canonical: tables[place + stride]),
                Goldilocks(canonical: tables[place + 2 * stride])
            )
        }
    }

    private static func firstRound(
        _ rows: ChipRows,
        _ rules: RowRules,
        _ degree: Int,
        _ weights: RowWeights,
        _ workers: Workers
    ) -> [CubicExtension] {
        let half = 1 << (rows.logHeight - 1)
        let lanes = RowChunk.lanes(rules, degree: 1, rowCount: half)
        return workers.sums(
            over: half,
            width: degree + 1,
            alignment: lanes,
            minimum: RowChunk.minimumRowsOfThread(rules)
        ) {
            range,
            sums in
            let chunk = RowChunk(rules, degree: 1, lanes: lanes)
            ChipRows.zeros.withUnsafeBufferPointer { zeros in
                guard let zeros = zeros.baseAddress else { return }
                for row in Swift.stride(from: range.lowerBound, to: range.upperBound, by: lanes) {
                    chunk.addLines(
                        low: { rows.chunk(column: $0, row: row, zeros: zeros) },
                        high: { rows.chunk(column: $0, row: row + half, zeros: zeros) },
                        plane: 0,
                        row: row,
                        weights: weights,
                        skipsOne: false,
                        to: sums
                    )
                }
            }
        }
    }

    private func laterRound(_ weights: RowWeights) -> [CubicExtension] {
        let half = size / 2
        let (rules, stride) = (rules, stride)
        let lanes = RowChunk.lanes(rules, degree: CubicExtension.degree, rowCount: half)
        let tables = UnsafePointer(self.tables)
        let sums = workers.sums(
            over: half,
            width: degree + 1,
            alignment: lanes,
            minimum: RowChunk.minimumRowsOfThread(rules)
        ) { range, sums in
            let chunk = RowChunk(rules, degree: CubicExtension.degree, lanes: lanes)
            for row in Swift.stride(from: range.lowerBound, to: range.upperBound, by: lanes) {
                chunk.addLines(
                    low: { tables + (3 * $0 * stride + row) },
                    high: { tables + (3 * $0 * stride + row + half) },
                    plane: stride,
                    row: row,
                    weights: weights,
                    skipsOne: true,
                    to: sums
                )
            }
        }
        return [sums[0]] + sums.dropFirst(2)
    }

    /// Binds the chip's next variable in all columns.
    private func fold(_ challenge: CubicExtension) {
        let half = size / 2
        let (rows, stride) = (rows, stride)
        let minimum = RowChunk.minimumRowsOfThread(rules)
        let isFirst = size == 1 << rows.logHeight
        let tables = tables
        let lanes = min(half, RowChunk.maximumLanes)
        let kernels = Kernels.selected.dividing(lanes).table.pointee
        // Safety: a thread writes rows of its own range, which are those that it reads, and others of the upper half,
        // which nobody writes.
        workers.forEachRange(of: half, alignment: lanes, minimum: minimum) { range in
            withWords(challenge) { challenge in
                for column in rows.columns.indices {
                    let table = tables + 3 * column * stride
                    guard isFirst else {
                        kernels.planes_fold(table + range.lowerBound, stride, half, range.count, challenge)
                        continue
                    }
                    ChipRows.zeros.withUnsafeBufferPointer { zeros in
                        guard let zeros = zeros.baseAddress else { return }
                        for row in Swift.stride(from: range.lowerBound, to: range.upperBound, by: lanes) {
                            kernels.planes_fold_base(
                                table + row,
                                stride,
                                rows.chunk(column: column, row: row, zeros: zeros),
                                rows.chunk(column: column, row: row + half, zeros: zeros),
                                lanes,
                                challenge
                            )
                        }
                    }
                }
            }
        }
        size = half
    }
}
