import Cryptography
package import Primitives

/// A rank-1 constraint system over BN254's scalar field: matrices A, B and C, and the demand that (A z)_i (B z)_i =
/// (C z)_i for each row i of a vector z of values.
///
/// Column 0 of z is the constant one; public inputs follow, then private values.
package struct R1CS: Sendable {
    /// Number of public columns, the constant one among them.
    package let publicCount: Int
    /// Number of private columns.
    package let privateCount: Int
    /// The first factors.
    package let a: SparseMatrix
    /// The second factors.
    package let b: SparseMatrix
    /// The products.
    package let c: SparseMatrix
    /// What the constraints are for.
    package let names: ConstraintNames

    /// Number of columns.
    package var variableCount: Int { publicCount + privateCount }

    /// Number of constraints.
    package var constraintCount: Int { a.rowCount }

    /// The index of the first constraint that an assignment breaks, or nil when it satisfies all.
    ///
    /// - Requires: The assignment has as many values as the system has columns.
    package func firstUnsatisfied(by assignment: Assignment) -> Int? {
        assignment.values.withUnsafeBufferPointer { values in
            (0..<constraintCount).first { row in
                a.product(ofRow: row, with: values) * b.product(ofRow: row, with: values)
                    != c.product(ofRow: row, with: values)
            }
        }
    }

    /// Refuses an assignment that is not one of this system, or does not satisfy it.
    ///
    /// - Throws: `AssignmentError`.
    package func check(_ assignment: Assignment) throws(AssignmentError) {
        guard assignment.publicCount == publicCount, assignment.values.count == variableCount else {
            throw .wrongShape(
                expectedPublic: publicCount,
                expectedAll: variableCount,
                gotPublic: assignment.publicCount,
                gotAll: assignment.values.count
            )
        }
        guard assignment.values.first == .one else { throw .constantIsNotOne }
        if let index = firstUnsatisfied(by: assignment) {
            throw .unsatisfied(index: index, name: names[index])
        }
    }

    /// Keccak-256 of the numbers of columns and the three matrices: what a key belongs to.
    ///
    /// Each number is 8 bytes, big-endian, each coefficient 32; names do not count.
    package var digest: Bytes32 {
        var bytes: [UInt8] = []
        func append(_ number: Int) {
            withUnsafeBytes(of: UInt64(number).bigEndian) { bytes.append(contentsOf: $0) }
        }
        append(publicCount)
        append(privateCount)
        append(constraintCount)
        for matrix in [a, b, c] {
            append(matrix.entryCount)
            for end in matrix.rowEnds { append(end) }
            for column in matrix.columns { append(Int(column)) }
            for coefficient in matrix.coefficients { bytes.append(contentsOf: coefficient.bigEndianBytes) }
        }
        return Keccak256.hash(bytes)
    }
}
