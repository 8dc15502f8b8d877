package import ProofVerifier

/// A committed table, as the prover keeps it until it is opened.
package struct WHIRCommitment {
    /// The parameters it was committed under.
    let configuration: WHIRConfiguration
    /// The values, 2^logSize of them.
    let table: FieldTable
    /// The first codeword.
    let codeword: CommittedCodeword
    /// The out-of-domain samples that were answered.
    let samples: [BlockSample]

    /// A commitment to `table` under `configuration`: `codeword` encodes it, and the samples' points were drawn after
    /// its root was sent.
    package init(
        configuration: WHIRConfiguration,
        table: FieldTable,
        codeword: CommittedCodeword,
        samples: [BlockSample]
    ) {
        self.configuration = configuration
        self.table = table
        self.codeword = codeword
        self.samples = samples
    }
}

/// The value at a point of the univariate polynomial whose coefficients are a table, and of the polynomials of the
/// table's blocks.
///
/// The weight 1, y, y^2, ... is a product of one over blocks and one inside them; the first sumcheck rounds bind the
/// number of the block, and need no more of the table than these values.
package struct BlockSample {
    /// y.
    package let point: CubicExtension
    /// y^b for the b entries of a block.
    let step: CubicExtension
    /// The value at y of each block's polynomial, blocks in order.
    let blockValues: [CubicExtension]

    /// Evaluates a table in 2^logBlockCount blocks, each of them held or left out as a whole.
    package init(at point: CubicExtension, of table: FieldTable, logBlockCount: Int, workers: Workers) {
        self.point = point
        let blockSize = table.count >> logBlockCount
        step = point.raised(to: UInt64(blockSize))
        blockValues = table.withUnsafeBufferPointer { table in
            (0..<(1 << logBlockCount)).map { block in
                guard block * blockSize < table.count else { return .zero }
                let coefficients = UnsafeBufferPointer(rebasing: table[(block * blockSize)..<((block + 1) * blockSize)])
                return UnivariatePolynomial.evaluate(coefficients, at: point, workers: workers)
            }
        }
    }

    /// The whole table's value.
    package var value: CubicExtension { UnivariatePolynomial.evaluate(blockValues, at: step) }
}
