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
    /// No message is consumed without being delivered or kept for later.
    case messageNotLost = "message_not_lost"
    /// Every settled root is the one an independent node computes from L1 data.
    case rootMatchesReference = "root_matches_reference"
    /// Bonds that came in are held, paid or burned.
    case bondConservation = "bond_conservation"

    /// What must always hold, in one sentence.
    package var summary: String {
        switch self {
        case .escrowSolvency:
            "the contract on L1 holds enough ether for all L2 balances, pending deposits and unclaimed withdrawals"
        case .noDoubleClaim: "no withdrawal is paid twice"
        case .monotonicFinality: "a settled state root is never reverted"
        case .ethConservation: "ether is neither made nor lost, on L1 and on each L2"
        case .messageNotLost: "no message is used up before its receiver has it: it is delivered, or can still be"
        case .messageOnce: "every message is delivered at most once, and only if it was sent"
        case .rootMatchesReference: "every settled root is the one that an independent node computes from L1's data"
        case .bondConservation:
            "bonds of games, claims and sequencers that came in are held, paid or burned, to the wei"
        }
    }

    /// Invariants of the whole language that are not supported yet.
    static let planned: [String] = []
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

        /// What follows from a violation, in one sentence.
        package var summary: String {
            switch self {
            case .enforce: "a violation stops the run with exit code 4"
            case .report: "a violation is shown in the report, and the run goes on"
            case .expectViolation: "the run fails unless the scenario brings a violation about"
            }
        }
    }

    /// Keys of `invariants`: each of `Invariant`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let escrowSolvency = treatment(of: .escrowSolvency)
        let noDoubleClaim = treatment(of: .noDoubleClaim)
        let monotonicFinality = treatment(of: .monotonicFinality)
        let ethConservation = treatment(of: .ethConservation)
        let messageOnce = treatment(of: .messageOnce)
        let messageNotLost = treatment(of: .messageNotLost, source: "decision 0071")
        let rootMatchesReference = treatment(of: .rootMatchesReference)
        let bondConservation = treatment(of: .bondConservation)

        private static func treatment(of invariant: Invariant, source: String = "decision 0011") -> Field<Treatment> {
            let summary = "Whether " + invariant.summary + "."
            return .optional(
                invariant.rawValue,
                summary,
                absent: "`enforce`",
                source: source
            )
        }
    }

    /// The invariant.
    package let invariant: Invariant
    /// What follows from a violation.
    package let treatment: Treatment

    /// Every invariant with its treatment, `enforce` when the file is silent.
    static func all(_ node: DocumentNode?, context: ReadingContext) -> [InvariantSetting] {
        var fields = node.flatMap { FieldReader($0, Fields.self, owner: "`invariants`", context: context) }
        let settings = Invariant.allCases.map { invariant in
            let treatment = fields?.read(invariant.field)
            return InvariantSetting(invariant: invariant, treatment: treatment ?? .enforce)
        }
        fields?.finish(planned: Invariant.planned)
        return settings
    }
}

extension Invariant {
    /// The key that says how the invariant is treated.
    fileprivate var field: KeyPath<InvariantSetting.Fields, Field<InvariantSetting.Treatment>> {
        switch self {
        case .escrowSolvency: \.escrowSolvency
        case .noDoubleClaim: \.noDoubleClaim
        case .monotonicFinality: \.monotonicFinality
        case .ethConservation: \.ethConservation
        case .messageOnce: \.messageOnce
        case .messageNotLost: \.messageNotLost
        case .rootMatchesReference: \.rootMatchesReference
        case .bondConservation: \.bondConservation
        }
    }
}
