import RollupContracts

/// `reject_claim`: the guardian takes out a claim that is not final.
package struct RejectClaim: ReadableVerb, MultiProofVerb {
    package static let name = "reject_claim"

    /// The step that has made the claim.
    package let claim: String
    package let subject: String?

    /// Keys of `reject_claim`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let claim = Field<String>.step("claim", "The step that has made the claim.", making: .game)
    }

    static let reference = VerbReference(
        """
        The guardian of a rollup takes out a claim that is not final, whoever has vouched for it. What is final he cannot \
        undo.
        """,
        value: Fields.shape,
        examples: [
            """
            - seal: {rollup: multi}
              id: b1
            - propose: {rollup: multi, block: b1}
              id: c1
            - reject_claim: {claim: c1}
              by: alice
              expect: {revert: not guardian}
            - reject_claim: {claim: c1}
              by: operator
              assert: claim_status(c1) == rejected
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

extension RejectClaim {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let claim = try simulation.claim(self.claim)
        return try simulation.callPortal(
            of: claim.rollup,
            MultiProofPortal.reject(claim.id),
            for: step,
            "takes \(self.claim) out"
        )
    }
}
