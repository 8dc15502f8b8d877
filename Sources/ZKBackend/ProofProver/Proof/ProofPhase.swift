/// The prover's work on a trace, in the protocol's order: for who tells a person how far a proof is.
package enum ProofPhase: CaseIterable, Hashable, Sendable {
    /// Encoding and hashing the stacked table.
    case commitment
    /// The tree of fractions and its sumchecks.
    case fractionSum
    /// The sumchecks that take fractions and constraints to one point.
    case jointSumcheck
    /// WHIR's opening.
    case opening
}
