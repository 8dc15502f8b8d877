package import Primitives
package import ProofVerifier

/// A codeword with the tree over its rows, as the prover keeps it.
package final class CommittedCodeword {
    /// What is kept to open rows.
    private enum Source: ~Copyable {
        /// All rows.
        case rows(ArenaBuffer<UInt64>)
        /// What they are computed from.
        case transform(CosetTransform)
        /// Nothing: who opens rows has the table.
        case table
    }

    /// Words of a row: 2^k for base-field values, three times as many for values of the challenge field.
    package let rowWidth: Int
    /// The tree over the rows.
    let tree: MerkleTree
    private let source: Source

    /// Builds the tree over rows that are kept.
    ///
    /// - Parameters:
    ///   - words: A whole number of rows of `rowWidth` words, 2^n of them.
    ///   - rowWidth: Words of a row.
    ///   - arena: Where the tree lies.
    ///   - workers: Threads to use.
    /// - Throws: `ArenaError`.
    package init(
        words: consuming ArenaBuffer<UInt64>,
        rowWidth: Int,
        arena: ProverArena,
        workers: Workers
    ) throws(ArenaError) {
        let rowCount = words.count / rowWidth
        precondition(rowCount.nonzeroBitCount == 1 && rowCount * rowWidth == words.count, "2^n rows have one width")
        let tree = try MerkleTree(logLeafCount: rowCount.trailingZeroBitCount, in: arena)
        words.withUnsafeMutableBufferPointer { words in
            guard let rows = words.baseAddress else { return }
            tree.hashLeaves(rows, wordsPerRow: rowWidth, leaves: 0..<rowCount, workers: workers)
        }
        tree.hashNodes(workers: workers)
        self.rowWidth = rowWidth
        self.tree = tree
        source = .rows(words)
    }

    /// Encodes a table some cosets at a time, and hashes them as they are there; no row stays.
    ///
    /// - Parameters:
    ///   - table: The words of its elements that are held.
    ///   - round: The codeword's place in the protocol.
    ///   - polynomialCount: The code's polynomials that are held; the others are zero.
    ///   - wordsPerElement: 1, or 3 over the challenge field.
    ///   - keepsCoefficients: Whether rows can be computed again without the table.
    ///   - arena: Where everything lies.
    ///   - workers: Threads to use.
    /// - Throws: `ArenaError`.
    init(
        encoding table: UnsafePointer<UInt64>,
        in round: WHIRConfiguration.Round,
        polynomialCount: Int,
        wordsPerElement: Int,
        keepsCoefficients: Bool,
        arena: ProverArena,
        workers: Workers
    ) throws(ArenaError) {
        let code = round.code
        let tree = try MerkleTree(logLeafCount: round.logDomainSize, in: arena)
        let transform = try CosetTransform(
            of: table,
            code: code,
            polynomialCount: polynomialCount,
            wordsPerElement: wordsPerElement,
            arena: arena,
            workers: workers
        )
        let rowWidth = wordsPerElement << code.logPolynomialCount
        let batch = transform.cosetsPerBatch
        let rows = try arena.allocate(UInt64.self, count: batch * transform.wordsPerCoset)
        rows.withUnsafeMutableBufferPointer { rows in
            guard let rows = rows.baseAddress else { return }
            for coset in stride(from: 0, to: code.cosetCount, by: batch) {
                transform.encode(batchFrom: coset, into: rows)
                tree.hashLeaves(
                    rows,
                    wordsPerRow: transform.wordsPerRow,
                    zerosPerRow: rowWidth - transform.wordsPerRow,
                    leaves: (coset * code.rowsPerCoset)..<((coset + batch) * code.rowsPerCoset),
                    workers: workers
                )
            }
        }
        tree.hashNodes(workers: workers)
        self.rowWidth = rowWidth
        self.tree = tree
        if keepsCoefficients {
            source = .transform(transform)
        } else {
            source = .table
        }
    }

    /// The commitment.
    package var root: Bytes32 { tree.root }

    /// Some rows of the codeword.
    ///
    /// - Parameters:
    ///   - positions: Rows, ascending and distinct.
    ///   - arena: For a coset's rows, while the call runs.
    /// - Returns: The rows one after the other; nil when only the table has them.
    /// - Throws: `ArenaError`.
    package func rows(at positions: [Int], arena: ProverArena) throws(ArenaError) -> [UInt64]? {
        switch source {
        case .rows(let words):
            return words.withUnsafeMutableBufferPointer { words in
                positions.flatMap { words[($0 * rowWidth)..<(($0 + 1) * rowWidth)] }
            }
        case .transform(let transform):
            var rows = [UInt64](repeating: 0, count: positions.count * rowWidth)
            let scratch = try arena.allocate(UInt64.self, count: transform.wordsPerCoset)
            rows.withUnsafeMutableBufferPointer { rows in
                scratch.withUnsafeMutableBufferPointer { scratch in
                    guard let rows = rows.baseAddress, let scratch = scratch.baseAddress else { return }
                    transform.encode(rows: positions, scratch: scratch, into: rows, stride: rowWidth)
                }
            }
            return rows
        case .table:
            return nil
        }
    }
}

extension WHIRConfiguration.Round {
    /// The codeword's code.
    package var code: InterleavedCode {
        InterleavedCode(domain: domain, logPolynomialCount: foldingFactor, logInverseRate: logInverseRate)
    }

    /// Polynomials of which rows are computed again at a time: a vector of the widest kernels.
    private static let logGroupSize = 3

    /// Polynomials of a group, and of the code where it has fewer.
    var groupSize: Int { 1 << min(foldingFactor, Self.logGroupSize) }

    /// Cells of a table that are held when those from a number on are zero: whole groups of polynomials.
    func heldCellCount(of usedCount: Int) -> Int {
        let cellsPerGroup = groupSize * code.rowsPerCoset
        return (max(1, usedCount) - 1) / cellsPerGroup * cellsPerGroup + cellsPerGroup
    }

    /// The codeword of a table of base-field values that holds whole polynomials; the tree is kept and no row.
    package func encode(
        _ table: FieldTable,
        keepsCoefficients: Bool = false,
        arena: ProverArena,
        workers: Workers
    ) throws(ArenaError) -> CommittedCodeword {
        try table.withUnsafeBufferPointer { (cells) throws(ArenaError) in
            precondition(cells.count % code.rowsPerCoset == 0, "whole polynomials")
            return try CommittedCodeword(
                encoding: words(cells.baseAddress.unsafelyUnwrapped),
                in: self,
                polynomialCount: cells.count / code.rowsPerCoset,
                wordsPerElement: 1,
                keepsCoefficients: keepsCoefficients,
                arena: arena,
                workers: workers
            )
        }
    }

    /// Some rows of the codeword of a table, computed again.
    ///
    /// A group of polynomials at a time, which takes so much less memory.
    ///
    /// - Parameters:
    ///   - positions: Rows, ascending and distinct.
    ///   - table: The table.
    ///   - arena: For a coset's rows, while the call runs.
    ///   - workers: Threads to use.
    /// - Returns: The rows one after the other.
    /// - Throws: `ArenaError`.
    package func rows(
        at positions: [Int],
        of table: FieldTable,
        arena: ProverArena,
        workers: Workers
    ) throws(ArenaError) -> [UInt64] {
        let groupCode = InterleavedCode(
            domain: domain,
            logPolynomialCount: min(foldingFactor, Self.logGroupSize),
            logInverseRate: logInverseRate
        )
        let rowWidth = 1 << foldingFactor
        var rows = [UInt64](repeating: 0, count: positions.count * rowWidth)
        for first in stride(from: 0, to: table.cells.count / groupCode.rowsPerCoset, by: groupSize) {
            let transform = try table.withUnsafeBufferPointer { (cells) throws(ArenaError) in
                try CosetTransform(
                    of: words(cells.baseAddress.unsafelyUnwrapped) + first * groupCode.rowsPerCoset,
                    code: groupCode,
                    polynomialCount: min(groupSize, cells.count / groupCode.rowsPerCoset - first),
                    wordsPerElement: 1,
                    arena: arena,
                    workers: workers
                )
            }
            let scratch = try arena.allocate(UInt64.self, count: transform.wordsPerCoset)
            rows.withUnsafeMutableBufferPointer { rows in
                scratch.withUnsafeMutableBufferPointer { scratch in
                    guard let rows = rows.baseAddress, let scratch = scratch.baseAddress else { return }
                    transform.encode(rows: positions, scratch: scratch, into: rows + first, stride: rowWidth)
                }
            }
        }
        return rows
    }
}
