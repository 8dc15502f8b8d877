package import Primitives
package import ProofVerifier

/// A codeword with the tree over its rows, as the prover keeps it.
package final class CommittedCodeword {
    /// Words of a row: 2^k for base-field values, three times as many for values of the challenge field.
    package let rowWidth: Int
    /// The tree over the rows.
    let tree: MerkleTree
    /// The rows, when they are kept; else whoever opens some computes them again.
    private let words: ArenaBuffer<UInt64>?

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
        self.words = consume words
    }

    /// Encodes a table coset by coset, and hashes each as it is there.
    ///
    /// - Parameters:
    ///   - table: Its elements' words.
    ///   - round: The codeword's place in the protocol.
    ///   - wordsPerElement: 1, or 3 over the challenge field.
    ///   - keepsRows: Whether the codeword stays in memory; without it the tree does, and a coset at a time.
    ///   - arena: Where everything lies.
    ///   - workers: Threads to use.
    /// - Throws: `ArenaError`.
    init(
        encoding table: UnsafePointer<UInt64>,
        in round: WHIRConfiguration.Round,
        wordsPerElement: Int,
        keepsRows: Bool,
        arena: ProverArena,
        workers: Workers
    ) throws(ArenaError) {
        let code = round.code
        let tree = try MerkleTree(logLeafCount: round.logDomainSize, in: arena)
        let cosetWordCount = wordsPerElement * code.elementCount
        let words = try arena.allocate(
            UInt64.self,
            count: keepsRows ? code.cosetCount * cosetWordCount : cosetWordCount
        )
        let transform = try CosetTransform(
            of: table,
            code: code,
            wordsPerElement: wordsPerElement,
            arena: arena,
            workers: workers
        )
        words.withUnsafeMutableBufferPointer { words in
            guard let words = words.baseAddress else { return }
            for coset in 0..<code.cosetCount {
                let rows = keepsRows ? words + coset * cosetWordCount : words
                transform.encode(coset: coset, into: rows)
                tree.hashLeaves(
                    rows,
                    wordsPerRow: transform.wordsPerRow,
                    leaves: (coset * code.rowsPerCoset)..<((coset + 1) * code.rowsPerCoset),
                    workers: workers
                )
            }
        }
        tree.hashNodes(workers: workers)
        rowWidth = transform.wordsPerRow
        self.tree = tree
        self.words = keepsRows ? consume words : nil
    }

    /// The commitment.
    package var root: Bytes32 { tree.root }

    /// Rows one after the other, when the codeword keeps them.
    package func keptRows(at positions: [Int]) -> [UInt64]? {
        switch words {
        case .some(let words):
            words.withUnsafeMutableBufferPointer { words in
                positions.flatMap { words[($0 * rowWidth)..<(($0 + 1) * rowWidth)] }
            }
        case .none: nil
        }
    }
}

extension WHIRConfiguration.Round {
    /// The codeword's code.
    package var code: InterleavedCode {
        InterleavedCode(domain: domain, logPolynomialCount: foldingFactor, logInverseRate: logInverseRate)
    }

    /// The codeword of a table of base-field values, of which the tree is kept and no row.
    package func encode(
        _ table: FieldTable,
        keepsRows: Bool = false,
        arena: ProverArena,
        workers: Workers
    ) throws(ArenaError) -> CommittedCodeword {
        try table.withUnsafeBufferPointer { (table) throws(ArenaError) in
            try CommittedCodeword(
                encoding: words(table.baseAddress.unsafelyUnwrapped),
                in: self,
                wordsPerElement: 1,
                keepsRows: keepsRows,
                arena: arena,
                workers: workers
            )
        }
    }

    /// Some rows of the codeword of a table, computed again.
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
        let code = code
        let transform = try table.withUnsafeBufferPointer { (table) throws(ArenaError) in
            try CosetTransform(
                of: words(table.baseAddress.unsafelyUnwrapped),
                code: code,
                wordsPerElement: 1,
                arena: arena,
                workers: workers
            )
        }
        let scratch = try arena.allocate(UInt64.self, count: transform.wordsPerCoset)
        var rows = [UInt64](repeating: 0, count: positions.count * transform.wordsPerRow)
        rows.withUnsafeMutableBufferPointer { rows in
            scratch.withUnsafeMutableBufferPointer { scratch in
                guard let rows = rows.baseAddress, let scratch = scratch.baseAddress else { return }
                var done = 0
                for coset in 0..<code.cosetCount {
                    let first = coset * code.rowsPerCoset
                    let own = positions[done...].prefix { $0 < first + code.rowsPerCoset }.map { $0 - first }
                    if own.isEmpty { continue }
                    transform.encode(
                        rows: own[...],
                        ofCoset: coset,
                        scratch: scratch,
                        into: rows + done * transform.wordsPerRow
                    )
                    done += own.count
                }
            }
        }
        return rows
    }
}
