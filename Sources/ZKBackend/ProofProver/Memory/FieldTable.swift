package import ProofVerifier

/// A table of base-field values in an arena, for all who read it: a proof's stacked columns.
package final class FieldTable {
    /// The values.
    package let cells: ArenaBuffer<Goldilocks>

    /// Takes over a buffer whose values are written.
    package init(_ cells: consuming ArenaBuffer<Goldilocks>) {
        self.cells = cells
    }

    /// Number of values.
    package var count: Int { cells.count }

    /// Lends the values to loops that check no index; the pointer ends with the call.
    package func withUnsafeBufferPointer<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeBufferPointer<Goldilocks>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try cells.withUnsafeMutableBufferPointer { (cells) throws(Failure) in
            try body(UnsafeBufferPointer(cells))
        }
    }
}
