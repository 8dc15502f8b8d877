package import ProofVerifier

/// Reed-Solomon code on 2^logPolynomialCount polynomials side by side: a row of the codeword holds all of them at one
/// point.
///
/// A table f of 2^(logPolynomialCount + logCoefficientCount) elements is read as polynomials: number j has the
/// coefficients f[j * 2^logCoefficientCount + i] of X^i.
package struct InterleavedCode: Hashable, Sendable {
    /// log2 of the polynomials, which are the elements of a row.
    package let logPolynomialCount: Int
    /// log2 of the coefficients of each polynomial.
    package let logCoefficientCount: Int
    /// log2 of the rows for each coefficient.
    package let logInverseRate: Int
    /// The point of each row.
    package let domain: ReedSolomonDomain

    /// The code of a shape; nil when the field has no domain of 2^(logCoefficientCount + logInverseRate) points.
    package init?(logPolynomialCount: Int, logCoefficientCount: Int, logInverseRate: Int) {
        guard logPolynomialCount >= 0, logCoefficientCount >= 0, logInverseRate >= 0,
            let domain = ReedSolomonDomain(logSize: logCoefficientCount + logInverseRate)
        else { return nil }
        self.init(domain: domain, logPolynomialCount: logPolynomialCount, logInverseRate: logInverseRate)
    }

    /// The code on a domain, of which a part of 2^-logInverseRate gives the number of coefficients.
    package init(domain: ReedSolomonDomain, logPolynomialCount: Int, logInverseRate: Int) {
        self.domain = domain
        self.logPolynomialCount = logPolynomialCount
        self.logInverseRate = logInverseRate
        logCoefficientCount = domain.logSize - logInverseRate
    }

    /// The codeword of a table over the base field: 2^domain.logSize rows of 2^logPolynomialCount words.
    package func encode(_ table: [Goldilocks], workers: Workers) -> [UInt64] {
        encode(table, wordsPerElement: 1, workers: workers)
    }

    /// The codeword of a table over the challenge field: as over the base field, with 3 words per element.
    package func encode(_ table: [CubicExtension], workers: Workers) -> [UInt64] {
        encode(table, wordsPerElement: CubicExtension.degree, workers: workers)
    }

    /// Encodes elements that are so many words in memory, each word being a polynomial of its own: the domain lies in
    /// the base field.
    private func encode<Element: BitwiseCopyable>(
        _ table: [Element],
        wordsPerElement: Int,
        workers: Workers
    ) -> [UInt64] {
        precondition(table.count == 1 << (logPolynomialCount + logCoefficientCount), "the table has the code's size")
        precondition(MemoryLayout<Element>.size == 8 * wordsPerElement, "an element is its words")
        let wordsPerRow = wordsPerElement << logPolynomialCount
        let wordCount = wordsPerRow << domain.logSize
        return table.withUnsafeBytes { table in
            [UInt64](unsafeUninitializedCapacity: wordCount) { codeword, count in
                guard let rows = codeword.baseAddress,
                    let words = table.assumingMemoryBound(to: UInt64.self).baseAddress
                else { return }
                interleave(words, wordsPerElement: wordsPerElement, into: rows, workers: workers)
                transformCosets(rows, wordsPerRow: wordsPerRow, workers: workers)
                count = wordCount
            }
        }
    }

    /// Writes coefficient i of every polynomial into row i.
    private func interleave(
        _ table: UnsafePointer<UInt64>,
        wordsPerElement: Int,
        into rows: UnsafeMutablePointer<UInt64>,
        workers: Workers
    ) {
        let wordsPerRow = wordsPerElement << logPolynomialCount
        let polynomialCount = 1 << logPolynomialCount
        let coefficientCount = 1 << logCoefficientCount
        // Few enough rows to stay in the first-level cache while they are filled column by column.
        let blockRowCount = 16
        // Safety: each range writes its own rows.
        nonisolated(unsafe) let (source, target) = (table, rows)
        workers.forEachRange(of: coefficientCount, alignment: blockRowCount, minimum: 1 << 10) { range in
            for first in stride(from: range.lowerBound, to: range.upperBound, by: blockRowCount) {
                let block = first..<min(first + blockRowCount, range.upperBound)
                for polynomial in 0..<polynomialCount {
                    let coefficients = source + (polynomial * coefficientCount) * wordsPerElement
                    let column = target + polynomial * wordsPerElement
                    for row in block {
                        for word in 0..<wordsPerElement {
                            column[row * wordsPerRow + word] = coefficients[row * wordsPerElement + word]
                        }
                    }
                }
            }
        }
    }

    /// From coefficients in the first 2^logCoefficientCount rows to values in all rows.
    ///
    /// The rows are 2^logInverseRate blocks, each the coset of one constant c: the polynomials have fewer coefficients
    /// than rows, so the upper layers of the transform would only copy them, and block s begins as node s modulo
    /// X^n - c.
    private func transformCosets(_ rows: UnsafeMutablePointer<UInt64>, wordsPerRow: Int, workers: Workers) {
        let kernels = Kernels.selected
        let cosetCount = 1 << logInverseRate
        let cosetWordCount = wordsPerRow << logCoefficientCount
        let twiddles = ReedSolomonDomain.twiddles(count: 1 << max(0, domain.logSize - 1))
        // Safety: ranges of one pass write to disjoint words, and each pass ends before the next begins.
        nonisolated(unsafe) let target = rows
        guard logCoefficientCount >= 2 else {
            for coset in (0..<cosetCount).reversed() {
                let block = target + coset * cosetWordCount
                if coset > 0 { block.update(from: target, count: cosetWordCount) }
                kernels.transform(
                    block,
                    wordsPerRow: wordsPerRow,
                    logRowCount: logCoefficientCount,
                    twiddles: twiddles,
                    node: coset
                )
            }
            return
        }
        let quarter = cosetWordCount / 4
        workers.forEachRange(of: quarter, alignment: 64, minimum: 1 << 12) { range in
            // The first block is the source of all and is overwritten last; slices stay in the second-level cache until
            // then.
            for first in stride(from: range.lowerBound, to: range.upperBound, by: 1 << 11) {
                let count = min(1 << 11, range.upperBound - first)
                for coset in (0..<cosetCount).reversed() {
                    kernels.butterfly4(
                        target + coset * cosetWordCount + first,
                        target + first,
                        stride: quarter,
                        count: count,
                        twiddles: twiddles,
                        node: coset
                    )
                }
            }
        }
        workers.forEachRange(of: 4 * cosetCount, minimum: 1) { blocks in
            for block in blocks {
                kernels.transform(
                    target + block * quarter,
                    wordsPerRow: wordsPerRow,
                    logRowCount: logCoefficientCount - 2,
                    twiddles: twiddles,
                    node: block
                )
            }
        }
    }
}
