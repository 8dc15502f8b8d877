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
    /// What a key belongs to: a hash of the numbers of columns and the three matrices (`R1CS+Digest.swift`).
    package let digest: Bytes32

    /// A system of matrices with as many rows as there are names.
    init(
        publicCount: Int,
        privateCount: Int,
        a: SparseMatrix,
        b: SparseMatrix,
        c: SparseMatrix,
        names: ConstraintNames
    ) {
        self.publicCount = publicCount
        self.privateCount = privateCount
        self.a = a
        self.b = b
        self.c = c
        self.names = names
        // Made once: set-ups, keys and provers ask for it.
        digest = Self.hash(publicCount: publicCount, privateCount: privateCount, [a, b, c])
    }

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

    /// Bytes of the matrices in memory, without what their arrays have in reserve.
    package var byteCount: Int {
        [a, b, c].reduce(0) { sum, matrix in
            sum + 8 * matrix.rowCount + 8 * matrix.entryCount + 32 * matrix.values.count
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
}
