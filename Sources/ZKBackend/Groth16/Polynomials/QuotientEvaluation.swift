import Cryptography
import ProofProver

extension R1CS {
    /// Number of rows with those that make the public columns independent: each public column, the constant one among
    /// them, has a row of its own where A is the column and B and C are zero.
    ///
    /// Without them a public column that no constraint uses in A, B or C would have a zero in the verifying key, and a
    /// proof would hold for any value of that input.
    var rowCount: Int { constraintCount + publicCount }

    /// s of the domain 2^s whose points the rows are, or nil when there is none large enough.
    var logDomainSize: Int? { EvaluationDomain.logSize(holding: rowCount) }

    /// The values (A z)_i, (B z)_i and (C z)_i of all rows i, with zeros up to the domain's size.
    fileprivate func rowValues(_ assignment: Assignment, domainSize: Int) -> [[BN254.Fr]] {
        assignment.values.withUnsafeBufferPointer { values in
            [a, b, c].enumerated().map { number, matrix in
                var products = [BN254.Fr](repeating: .zero, count: domainSize)
                for row in 0..<constraintCount { products[row] = matrix.product(ofRow: row, with: values) }
                if number == 0 {
                    for column in 0..<publicCount { products[constraintCount + column] = values[column] }
                }
                return products
            }
        }
    }

    /// The values of the quotient (A B - C) / Z on the shifted domain, times the constant that Z is there.
    ///
    /// Its degree is below n - 1, so that n values determine it; the key has a point for each value, which holds the
    /// division (docs/groth16.md).
    func quotientValues(_ assignment: Assignment, domain: EvaluationDomain, workers: Workers) -> [BN254.Fr] {
        var polynomials = rowValues(assignment, domainSize: domain.size)
        polynomials.withUnsafeMutableBufferPointer { polynomials in
            // Safety: each range has polynomials of its own.
            nonisolated(unsafe) let polynomials = polynomials
            workers.forEachRange(of: polynomials.count) { range in
                for index in range {
                    domain.interpolate(&polynomials[index], scalingBy: EvaluationDomain.cosetShift)
                    domain.evaluate(&polynomials[index])
                }
            }
        }
        var quotient = polynomials[0]
        for index in quotient.indices {
            quotient[index] = quotient[index] * polynomials[1][index] - polynomials[2][index]
        }
        return quotient
    }
}
