import RollupActors
import RollupContracts

/// `collect_bond`: somebody collects what the bonds of a claim have brought.
package struct CollectBond: ReadableVerb, MultiProofVerb {
    package static let name = "collect_bond"

    /// The step that has made the claim.
    package let claim: String
    package let subject: String?
    /// Whose it is; nil for the one who does the step.
    package let recipient: String?

    /// Keys of `collect_bond`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let claim = Field<String>.step("claim", "The step that has made the claim.", making: .game)
        let recipient = Field<String>.actor("for", "The actor whose it is.", absent: "who does the step")
    }

    static let reference = VerbReference(
        """
        Somebody collects all that the bonds of claims to a rollup of the preset `multi-proof` have brought to an actor, and \
        distributes those of one claim first, if nobody has: it is final or taken out, or other blocks have overtaken it \
        and it is as old as `challenge_window`.
        """,
        value: Fields.shape,
        examples: [
            """
            - seal: {rollup: multi}
              id: b1
            - propose: {rollup: multi, block: b1}
              id: c1
            - collect_bond: {claim: c1}
              by: operator
              expect: {revert: claim pending}
            - reject_claim: {claim: c1}
              by: operator
            - collect_bond: {claim: c1}
              by: alice
              expect: {revert: NoCreditToClaim}
            - collect_bond: {claim: c1, for: operator}
              by: alice
            """
        ],
        source: "decision 0080"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`\(Self.name)`", context: step.context) else {
            return nil
        }
        let claim = fields.read(\.claim)
        self.recipient = fields.read(\.recipient)
        fields.finish()
        guard let claim else { return nil }
        self.claim = claim
        self.subject = step.context.scope.steps[claim]?.rollup
    }
}

extension CollectBond {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let claim = try simulation.claim(self.claim)
        let name = recipient ?? step.actor ?? ""
        let call = ClaimCourt.collect(claim.id, recipient: try simulation.actor(name).address)
        return try simulation.callCourt(
            of: claim.rollup,
            call,
            for: step,
            "collects what the bonds of \(self.claim) and others have brought to \(name)"
        )
    }
}
