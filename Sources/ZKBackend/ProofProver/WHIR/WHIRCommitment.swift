package import ProofVerifier

/// A committed table, as the prover keeps it until it is opened.
package struct WHIRCommitment {
    /// The parameters it was committed under.
    let configuration: WHIRConfiguration
    /// The values, 2^logSize of them.
    let table: [Goldilocks]
    /// The first codeword.
    let codeword: CommittedCodeword
    /// The out-of-domain points that were answered.
    let points: [CubicExtension]

    /// A commitment to `table` under `configuration`: `codeword` encodes it, and `points` were drawn after its root was
    /// sent.
    package init(
        configuration: WHIRConfiguration,
        table: [Goldilocks],
        codeword: CommittedCodeword,
        points: [CubicExtension]
    ) {
        self.configuration = configuration
        self.table = table
        self.codeword = codeword
        self.points = points
    }
}
