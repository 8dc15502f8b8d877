import RollupContracts

/// `fall_back`: somebody lets waiting be enough, because proofs do not come.
package struct FallBack: ReadableVerb, MultiProofVerb {
    package static let name = "fall_back"

    /// The step that has made the claim that waits in vain.
    package let claim: String
    package let subject: String?

    /// Keys of `fall_back`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let claim = Field<String>.step(
            "claim",
            "The step that has made a claim about the block after the head, which waits in vain.",
            making: .game
        )
    }

    static let reference = VerbReference(
        """
        Somebody, whoever it is, lets waiting be enough: no claim has had enough proofs for `fall_back_after`, or the proof \
        systems that are left cannot be enough. The mode is `hybrid` from then on, and its window begins with it; the next \
        claim with enough proofs brings the mode `zk` back.
        """,
        value: Fields.shape,
        examples: [
            """
            - seal: {rollup: multi}
              id: b1
            - propose: {rollup: multi, block: b1}
              id: c1
            - fall_back: {claim: c1}
              by: alice
              expect: {revert: proofs not late}
            - advance_time: 12h
            - fall_back: {claim: c1}
              by: alice
              assert: mode(multi) == hybrid
            """
        ],
        source: "decision 0074"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`\(Self.name)`", context: step.context) else {
            return nil
        }
        let claim = fields.read(\.claim)
        fields.finish()
        guard let claim else { return nil }
        self.claim = claim
        self.subject = step.context.scope.steps[claim]?.rollup
    }
}

extension FallBack {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let claim = try simulation.claim(self.claim)
        return try simulation.callPortal(
            of: claim.rollup,
            MultiProofPortal.fallBack(claim.id),
            for: step,
            "lets waiting be enough on \(claim.rollup): \(self.claim) has no proofs"
        )
    }
}
