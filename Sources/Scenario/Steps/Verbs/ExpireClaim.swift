import RollupContracts

/// `expire_claim`: somebody takes out a challenged claim for which nothing has answered in time.
package struct ExpireClaim: ReadableVerb, MultiProofVerb {
    package static let name = "expire_claim"

    /// The step that has made the claim.
    package let claim: String
    package let subject: String?

    /// Keys of `expire_claim`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let claim = Field<String>.step("claim", "The step that has made the claim.", making: .game)
    }

    static let reference = VerbReference(
        """
        Somebody, whoever it is, takes out a challenged claim for which neither proofs nor L1 have answered within \
        `challenge_window`. Half of its bond is burned, and the rest is the challenger's, beside his own.
        """,
        value: Fields.shape,
        examples: [
            """
            - seal: {rollup: multi}
              id: b1
            - propose: {rollup: multi, block: b1}
              id: c1
            - advance_time: 12h
            - fall_back: {claim: c1}
              by: alice
            - challenge_claim: {claim: c1}
              by: alice
            - expire_claim: {claim: c1}
              by: alice
              expect: {revert: challenge window open}
            - advance_time: 7d
            - expire_claim: {claim: c1}
              by: alice
              assert: claim_status(c1) == rejected
            """
        ],
        source: "decision 0080"
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

extension ExpireClaim {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let claim = try simulation.claim(self.claim)
        return try simulation.callCourt(
            of: claim.rollup,
            ClaimCourt.expire(claim.id),
            for: step,
            "takes out \(self.claim): nothing has answered the challenge"
        )
    }
}
