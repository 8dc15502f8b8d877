import Cryptography

/// A matrix by its entries that are not zero, row by row, columns ascending in each row.
package struct SparseMatrix: Equatable, Sendable {
    /// For each row, the position after its last entry.
    let rowEnds: [Int]
    /// The column of each entry.
    let columns: [UInt32]
    /// The value of each entry, as its place in `values`.
    let valueNumbers: [UInt32]
    /// The values that entries have, each once, in the order of their first entries: thousands where entries are
    /// millions.
    let values: [BN254.Fr]

    /// Number of rows.
    package var rowCount: Int { rowEnds.count }

    /// Number of entries.
    package var entryCount: Int { columns.count }

    /// The positions of a row's entries.
    @inline(__always)
    func entries(ofRow row: Int) -> Range<Int> { (row == 0 ? 0 : rowEnds[row - 1])..<rowEnds[row] }

    /// The value of an entry.
    @inline(__always)
    func value(ofEntry entry: Int) -> BN254.Fr { values[Int(valueNumbers[entry])] }

    /// The product of a row with a vector of as many elements as there are columns.
    func product(ofRow row: Int, with vector: UnsafeBufferPointer<BN254.Fr>) -> BN254.Fr {
        var sum = BN254.Fr.zero
        for entry in entries(ofRow: row) { sum += value(ofEntry: entry) * vector[Int(columns[entry])] }
        return sum
    }

    /// The first elements of the product of the transposed matrix with a vector of at least as many elements as there
    /// are rows.
    func transposedProduct(with vector: [BN254.Fr], columnCount: Int) -> [BN254.Fr] {
        var sums = [BN254.Fr](repeating: .zero, count: columnCount)
        for row in 0..<rowCount {
            for entry in entries(ofRow: row) {
                let column = Int(columns[entry])
                // Columns ascend in a row.
                guard column < columnCount else { break }
                sums[column] += value(ofEntry: entry) * vector[row]
            }
        }
        return sums
    }
}
