/// Properties that are watched after every step.
package enum Invariant: String, CaseIterable, Hashable, Sendable {
    /// The escrow covers unclaimed L2 claims and pending deposits.
    case escrowSolvency = "escrow_solvency"
    /// No withdrawal is paid twice.
    case noDoubleClaim = "no_double_claim"
    /// A settled root is never reverted.
    case monotonicFinality = "monotonic_finality"
    /// Ether is neither made nor lost.
    case ethConservation = "eth_conservation"
    /// Every message is delivered at most once.
    case messageOnce = "message_once"
    /// Every settled root is the one an independent node computes from L1 data.
    case rootMatchesReference = "root_matches_reference"

    /// Invariants of the whole language that are not supported yet.
    static let planned = ["bond_conservation"]
}

/// How an invariant is treated.
package struct InvariantSetting: Hashable, Sendable {
    /// What follows from a violation.
    package enum Treatment: String, CaseIterable, Sendable, ChoiceField {
        /// The run fails.
        case enforce
        /// The report shows it.
        case report
        /// The run fails unless it is violated.
        case expectViolation = "expect_violation"
    }

    /// The invariant.
    package let invariant: Invariant
    /// What follows from a violation.
    package let treatment: Treatment

    /// Every invariant with its treatment, `enforce` when the file is silent.
    static func all(_ node: DocumentNode?, context: ReadingContext) -> [InvariantSetting] {
        var fields = node.flatMap { FieldReader($0, owner: "`invariants`", context: context) }
        let settings = Invariant.allCases.map { invariant in
            let treatment: Treatment? = fields?.optional(invariant.rawValue)
            return InvariantSetting(invariant: invariant, treatment: treatment ?? .enforce)
        }
        fields?.finish(planned: Invariant.planned)
        return settings
    }
}
