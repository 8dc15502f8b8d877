import ProofVerifier

/// Encodes tables coset by coset.
///
/// The rows of a codeword are 2^logInverseRate blocks, each the coset of one constant c: the polynomials have fewer
/// coefficients than rows, so the upper layers of the transform would only copy them, and block s begins as node s
/// modulo X^n - c. No block needs another one, so a codeword need never be in memory as a whole.
///
/// An element is one or more words, each word being a polynomial of its own, since the domain lies in the base field.
/// The last polynomials of a row may be zero and left out: their values are zero too.
package struct CosetTransform: ~Copyable {
    private let code: InterleavedCode
    /// Words of a row of the codeword, as far as its polynomials are held.
    package let wordsPerRow: Int
    private let workers: Workers
    private let kernels = Kernels.selected
    private let twiddles: ArenaBuffer<UInt64>
    /// Row i holds coefficient i of every polynomial.
    private let coefficients: ArenaBuffer<UInt64>

    /// Rows of a block below which it is transformed whole when only some of its rows are asked for.
    private static let logWholeBlock = 6

    /// Prepares the transforms of a table.
    ///
    /// - Parameters:
    ///   - table: The elements of the polynomials that are held, of `wordsPerElement` words.
    ///   - code: The code.
    ///   - polynomialCount: Polynomials that are held, the first ones of the code's; by default all.
    ///   - wordsPerElement: Words of an element, at least 1.
    ///   - arena: Where twiddles and a copy of the table lie.
    ///   - workers: Threads; they do not change the codeword.
    /// - Throws: `ArenaError`.
    package init(
        of table: UnsafePointer<UInt64>,
        code: InterleavedCode,
        polynomialCount: Int? = nil,
        wordsPerElement: Int,
        arena: ProverArena,
        workers: Workers
    ) throws(ArenaError) {
        let polynomialCount = polynomialCount ?? 1 << code.logPolynomialCount
        precondition(0...(1 << code.logPolynomialCount) ~= polynomialCount, "polynomials of the code")
        let twiddles = try arena.allocate(UInt64.self, count: code.domain.twiddleCount)
        let coefficients = try arena.allocate(UInt64.self, count: wordsPerElement * polynomialCount * code.rowsPerCoset)
        twiddles.withUnsafeMutableBufferPointer { ReedSolomonDomain.writeTwiddles(to: $0, workers: workers) }
        coefficients.withUnsafeMutableBufferPointer { coefficients in
            guard let rows = coefficients.baseAddress else { return }
            Self.interleave(
                table,
                polynomialCount: polynomialCount,
                coefficientCount: code.rowsPerCoset,
                wordsPerElement: wordsPerElement,
                into: rows,
                workers: workers
            )
        }
        self.code = code
        wordsPerRow = wordsPerElement * polynomialCount
        self.workers = workers
        self.twiddles = twiddles
        self.coefficients = coefficients
    }

    /// Words of a coset's rows.
    package var wordsPerCoset: Int { wordsPerRow << code.logCoefficientCount }

    /// Words of cosets that are encoded at a time where one alone has too little work for several threads.
    private static let wordsPerBatch = 1 << 20
    /// Cosets that are worth a batch.
    private static let leastBatch = 8

    /// How many cosets are encoded at a time: small ones together, so that threads share them, and large ones alone.
    ///
    /// - Parameters:
    ///   - code: The code.
    ///   - wordsPerCoset: Words of a coset's rows.
    /// - Returns: A divisor of the number of cosets.
    static func cosetsPerBatch(_ code: InterleavedCode, wordsPerCoset: Int) -> Int {
        var count = code.cosetCount
        while count > 1, count * wordsPerCoset > wordsPerBatch { count /= 2 }
        return count < leastBatch ? 1 : count
    }

    /// Cosets of a batch.
    var cosetsPerBatch: Int { Self.cosetsPerBatch(code, wordsPerCoset: wordsPerCoset) }

    /// Writes the rows of a batch of cosets, from one on.
    borrowing func encode(batchFrom coset: Int, into rows: UnsafeMutablePointer<UInt64>) {
        guard cosetsPerBatch > 1 else { return encode(coset: coset, into: rows) }
        withTables { twiddles, coefficients in
            // Safety: each coset is written by one thread.
            nonisolated(unsafe) let (source, target, twiddles) = (coefficients, rows, twiddles)
            let wordCount = wordsPerCoset
            workers.forEachRange(of: cosetsPerBatch) { cosets in
                for place in cosets {
                    let rows = target + place * wordCount
                    rows.update(from: source, count: wordCount)
                    transform(rows, logRowCount: code.logCoefficientCount, node: coset + place, twiddles)
                }
            }
        }
    }

    /// Writes the rows of a coset, `wordsPerCoset` words.
    package borrowing func encode(coset: Int, into rows: UnsafeMutablePointer<UInt64>) {
        withTables { twiddles, coefficients in
            // Safety: ranges of one pass write to disjoint words, and each pass ends before the next begins.
            nonisolated(unsafe) let (source, target, twiddles) = (coefficients, rows, twiddles)
            let wordCount = wordsPerCoset
            guard code.logCoefficientCount >= 2 else {
                target.update(from: source, count: wordCount)
                transform(target, logRowCount: code.logCoefficientCount, node: coset, twiddles)
                return
            }
            startCoset(coset, source, target, twiddles)
            // Blocks of all threads, until there are some for each.
            var logBlockCount = 2
            while 1 << logBlockCount < 4 * workers.count, code.logCoefficientCount - logBlockCount >= 2 {
                let (quarter, node) = ((wordCount >> logBlockCount) / 4, coset << logBlockCount)
                for block in 0..<(1 << logBlockCount) {
                    let start = target + block * 4 * quarter
                    pass(over: quarter) { range in
                        kernels.butterfly4(
                            start + range.lowerBound,
                            start + range.lowerBound,
                            stride: quarter,
                            count: range.count,
                            twiddles: twiddles,
                            node: node + block
                        )
                    }
                }
                logBlockCount += 2
            }
            let (blockSize, node) = (wordCount >> logBlockCount, coset << logBlockCount)
            workers.forEachRange(of: 1 << logBlockCount, minimum: 1) { blocks in
                for block in blocks {
                    transform(
                        target + block * blockSize,
                        logRowCount: code.logCoefficientCount - logBlockCount,
                        node: node + block,
                        twiddles
                    )
                }
            }
        }
    }

    /// Writes some rows of a coset.
    ///
    /// Blocks of the transform in which no row is asked for are left out: with few rows the work is that of the upper
    /// layers.
    ///
    /// - Parameters:
    ///   - positions: Rows, counted in the coset; ascending and distinct.
    ///   - coset: Which coset.
    ///   - scratch: `wordsPerCoset` words.
    ///   - rows: Receives the rows one after the other.
    ///   - stride: Words from a row to the next there, `wordsPerRow` or more.
    package borrowing func encode(
        rows positions: ArraySlice<Int>,
        ofCoset coset: Int,
        scratch: UnsafeMutablePointer<UInt64>,
        into rows: UnsafeMutablePointer<UInt64>,
        stride: Int
    ) {
        guard code.logCoefficientCount > Self.logWholeBlock else {
            encode(coset: coset, into: scratch)
            for (place, position) in positions.enumerated() {
                (rows + place * stride).update(from: scratch + position * wordsPerRow, count: wordsPerRow)
            }
            return
        }
        withTables { twiddles, coefficients in
            // Safety: a thread works in its own blocks, and writes its own blocks' rows.
            nonisolated(unsafe) let (source, target, twiddles, out) = (coefficients, scratch, twiddles, rows)
            startCoset(coset, source, target, twiddles)
            let logRowCount = code.logCoefficientCount - 2
            workers.forEachRange(of: 4, minimum: 1) { blocks in
                for block in blocks {
                    descend(
                        target + block << logRowCount * wordsPerRow,
                        firstRow: block << logRowCount,
                        logRowCount: logRowCount,
                        node: 4 * coset + block,
                        twiddles,
                        positions,
                        firstPlace: positions.startIndex,
                        out,
                        stride: stride
                    )
                }
            }
        }
    }

    /// Writes some rows of the codeword.
    ///
    /// - Parameters:
    ///   - positions: Rows, ascending and distinct.
    ///   - scratch: `wordsPerCoset` words.
    ///   - rows: Receives the rows one after the other.
    ///   - stride: Words from a row to the next there, `wordsPerRow` or more.
    package borrowing func encode(
        rows positions: [Int],
        scratch: UnsafeMutablePointer<UInt64>,
        into rows: UnsafeMutablePointer<UInt64>,
        stride: Int
    ) {
        var done = 0
        for coset in 0..<code.cosetCount {
            let first = coset * code.rowsPerCoset
            let own = positions[done...].prefix { $0 < first + code.rowsPerCoset }.map { $0 - first }
            if own.isEmpty { continue }
            encode(rows: own[...], ofCoset: coset, scratch: scratch, into: rows + done * stride, stride: stride)
            done += own.count
        }
    }

    /// Transforms a block as far as rows of it are asked for.
    private borrowing func descend(
        _ block: UnsafeMutablePointer<UInt64>,
        firstRow: Int,
        logRowCount: Int,
        node: Int,
        _ twiddles: UnsafePointer<UInt64>,
        _ positions: ArraySlice<Int>,
        firstPlace: Int,
        _ out: UnsafeMutablePointer<UInt64>,
        stride: Int
    ) {
        let own = positions.drop { $0 < firstRow }.prefix { $0 < firstRow + 1 << logRowCount }
        guard !own.isEmpty else { return }
        guard logRowCount > Self.logWholeBlock else {
            transform(block, logRowCount: logRowCount, node: node, twiddles)
            for (place, position) in zip(own.indices, own) {
                (out + (place - firstPlace) * stride)
                    .update(from: block + (position - firstRow) * wordsPerRow, count: wordsPerRow)
            }
            return
        }
        let quarter = wordsPerRow << (logRowCount - 2)
        kernels.butterfly4(block, block, stride: quarter, count: quarter, twiddles: twiddles, node: node)
        for child in 0..<4 {
            descend(
                block + child * quarter,
                firstRow: firstRow + child << (logRowCount - 2),
                logRowCount: logRowCount - 2,
                node: 4 * node + child,
                twiddles,
                own,
                firstPlace: firstPlace,
                out,
                stride: stride
            )
        }
    }

    /// The first two layers of a coset, from the coefficients.
    private borrowing func startCoset(
        _ coset: Int,
        _ source: UnsafePointer<UInt64>,
        _ target: UnsafeMutablePointer<UInt64>,
        _ twiddles: UnsafePointer<UInt64>
    ) {
        // Safety: ranges write to disjoint words.
        nonisolated(unsafe) let (source, target, twiddles) = (source, target, twiddles)
        let quarter = wordsPerCoset / 4
        pass(over: quarter) { range in
            kernels.butterfly4(
                target + range.lowerBound,
                source + range.lowerBound,
                stride: quarter,
                count: range.count,
                twiddles: twiddles,
                node: coset
            )
        }
    }

    private borrowing func transform(
        _ rows: UnsafeMutablePointer<UInt64>,
        logRowCount: Int,
        node: Int,
        _ twiddles: UnsafePointer<UInt64>
    ) {
        kernels.transform(rows, wordsPerRow: wordsPerRow, logRowCount: logRowCount, twiddles: twiddles, node: node)
    }

    private borrowing func pass(over wordCount: Int, _ body: (Range<Int>) -> Void) {
        workers.forEachRange(of: wordCount, alignment: 64, minimum: 1 << 12, body)
    }

    private borrowing func withTables(_ body: (UnsafePointer<UInt64>, UnsafePointer<UInt64>) -> Void) {
        twiddles.withUnsafeMutableBufferPointer { twiddles in
            coefficients.withUnsafeMutableBufferPointer { coefficients in
                guard let twiddles = twiddles.baseAddress, let coefficients = coefficients.baseAddress else { return }
                body(twiddles, coefficients)
            }
        }
    }

    /// Writes coefficient i of every polynomial into row i.
    private static func interleave(
        _ table: UnsafePointer<UInt64>,
        polynomialCount: Int,
        coefficientCount: Int,
        wordsPerElement: Int,
        into rows: UnsafeMutablePointer<UInt64>,
        workers: Workers
    ) {
        let wordsPerRow = wordsPerElement * polynomialCount
        // Few enough rows to stay in the first-level cache while they are filled column by column.
        let blockRowCount = 16
        // Safety: each range writes its own rows.
        nonisolated(unsafe) let (source, target) = (table, rows)
        workers.forEachRange(of: coefficientCount, alignment: blockRowCount, minimum: 1 << 10) { range in
            for first in Swift.stride(from: range.lowerBound, to: range.upperBound, by: blockRowCount) {
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
}
