import ProofVerifier

/// The rows of one chip as the prover reads them: base-field columns, committed ones first, then fixed ones.
///
/// Holds pointers into the stacked table and the fixed columns; it lives inside the scope that lends them.
struct ChipRows {
    /// The chip's polynomials.
    let polynomials: ChipPolynomials
    /// log2 of the rows.
    let logHeight: Int
    /// First rows of each column, a multiple of the chunk size or all; rows beyond are zero.
    let columns: [UnsafeBufferPointer<Goldilocks>]

    /// A chunk of zeros, for what lies beyond a column's stored rows.
    static let zeros = [UInt64](repeating: 0, count: RowChunk.maximumLanes)

    /// Whether rows beyond the stored ones are all alike: whether every column is zero there.
    var hasEqualPadding: Bool { columns.count == polynomials.committedColumnCount }

    func value(column: Int, row: Int) -> Goldilocks {
        row < columns[column].count ? columns[column][row] : .zero
    }

    /// Pointer to a chunk of a column.
    ///
    /// Safety: columns end at chunk boundaries, so that a chunk lies inside or beyond; zeros have a chunk's length.
    @inline(__always)
    func chunk(column: Int, row: Int, zeros: UnsafePointer<UInt64>) -> UnsafePointer<UInt64> {
        let values = columns[column]
        guard row < values.count, let base = values.baseAddress else { return zeros }
        return words(base + row)
    }

    /// Points a chunk's columns to the rows from one on.
    @inline(__always)
    func point(_ chunk: RowChunk, to row: Int, zeros: UnsafePointer<UInt64>) {
        for column in columns.indices { chunk.columns[column] = self.chunk(column: column, row: row, zeros: zeros) }
    }
}
