package import Primitives
package import ProofVerifier

/// A codeword with the tree over its rows, as the prover keeps it.
package struct CommittedCodeword {
    /// The rows, each of `rowWidth` canonical words.
    package let words: [UInt64]
    /// Words of a row: 2^k for base-field values, three times as many for values of the challenge field.
    package let rowWidth: Int
    /// The tree over the rows.
    let tree: MerkleTree

    /// Builds the tree over `words`, a whole number of rows of `rowWidth` words, 2^n of them.
    package init(words: [UInt64], rowWidth: Int, workers: Workers) {
        self.words = words
        self.rowWidth = rowWidth
        tree = MerkleTree(rows: words, wordsPerRow: rowWidth, workers: workers)
    }

    /// The commitment.
    package var root: Bytes32 { tree.root }

    func row(_ position: Int) -> ArraySlice<UInt64> {
        words[(position * rowWidth)..<((position + 1) * rowWidth)]
    }
}

extension WHIRConfiguration.Round {
    private var code: InterleavedCode {
        InterleavedCode(domain: domain, logPolynomialCount: foldingFactor, logInverseRate: logInverseRate)
    }

    /// The codeword of a table of base-field values.
    package func encode(_ table: [Goldilocks], workers: Workers) -> CommittedCodeword {
        CommittedCodeword(words: code.encode(table, workers: workers), rowWidth: 1 << foldingFactor, workers: workers)
    }

    /// The codeword of a table of challenge-field values.
    package func encode(_ table: [CubicExtension], workers: Workers) -> CommittedCodeword {
        CommittedCodeword(
            words: code.encode(table, workers: workers),
            rowWidth: CubicExtension.degree << foldingFactor,
            workers: workers
        )
    }
}
