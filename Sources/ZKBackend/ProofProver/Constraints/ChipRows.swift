import ProofVerifier

/// The rows of one chip as the prover reads them: base-field columns, committed ones first, then fixed ones.
///
/// Holds pointers into the stacked table and the fixed columns; it lives inside the scope that lends them.
struct ChipRows {
    /// The chip's compiled outputs.
    let program: ConstraintProgram
    /// log2 of the rows.
    let logHeight: Int
    /// First rows of each column, a multiple of the chunk size or all; rows beyond are zero.
    let columns: [UnsafeBufferPointer<Goldilocks>]

    /// Rows of a chunk when so many rows are split into chunks.
    static func lanes(rowCount: Int) -> Int { min(rowCount, ChunkEvaluator<Goldilocks>.maximumLanes) }

    /// A chunk of zeros, for what lies beyond a column's stored rows.
    static let zeros = [Goldilocks](repeating: .zero, count: ChunkEvaluator<Goldilocks>.maximumLanes)

    func value(column: Int, row: Int) -> Goldilocks {
        row < columns[column].count ? columns[column][row] : .zero
    }

    /// Pointer to a chunk of a column.
    ///
    /// Safety: columns end at chunk boundaries, so that a chunk lies inside or beyond; zeros have a chunk's length.
    @inline(__always)
    func chunk(column: Int, row: Int, zeros: UnsafePointer<Goldilocks>) -> UnsafePointer<Goldilocks> {
        let values = columns[column]
        guard row < values.count, let base = values.baseAddress else { return zeros }
        return UnsafePointer(base + row)
    }
}
