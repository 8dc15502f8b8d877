package import ProofVerifier

/// A table of base-field values in an arena, for all who read it: a proof's stacked columns.
///
/// Its last values may be zeros that take no memory.
package final class FieldTable {
    /// The values that are held, the first ones.
    package let cells: ArenaBuffer<Goldilocks>
    /// Number of values, with the zeros behind those that are held.
    package let count: Int

    /// Takes over a buffer whose values are written.
    ///
    /// - Parameters:
    ///   - cells: The first values.
    ///   - count: Number of values, no less than there are in the buffer; those behind it are zero. By default there is
    ///     none.
    package init(_ cells: consuming ArenaBuffer<Goldilocks>, count: Int? = nil) {
        let count = count ?? cells.count
        precondition(count >= cells.count, "the table holds its cells")
        self.count = count
        self.cells = cells
    }

    /// Lends the values that are held to loops that check no index; the pointer ends with the call.
    package func withUnsafeBufferPointer<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeBufferPointer<Goldilocks>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try cells.withUnsafeMutableBufferPointer { (cells) throws(Failure) in
            try body(UnsafeBufferPointer(cells))
        }
    }
}
