import RollupContracts

/// `finalize_claim`: somebody makes the block of a claim final.
package struct FinalizeClaim: ReadableVerb, MultiProofVerb {
    package static let name = "finalize_claim"

    /// The step that has made the claim.
    package let claim: String
    package let subject: String?

    /// Keys of `finalize_claim`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let claim = Field<String>.step("claim", "The step that has made the claim.", making: .game)
    }

    static let reference = VerbReference(
        """
        Somebody makes the block after a rollup's head final: enough proof systems of enough families agree on the claim, \
        `proof_delay` ago; or it has waited for `challenge_window` in a mode in which waiting is enough, and nobody has \
        challenged it, or L1 has upheld it.
        """,
        value: Fields.shape,
        examples: [
            """
            - seal: {rollup: multi}
              id: b1
            - propose: {rollup: multi, block: b1}
              id: c1
            - finalize_claim: {claim: c1}
              by: alice
              expect: {revert: proofs missing}
            - submit_proof: {claim: c1, prover: sim}
              by: operator
            - finalize_claim: {claim: c1}
              by: alice
              assert: multi.head.number == 1
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

extension FinalizeClaim {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let claim = try simulation.claim(self.claim)
        return try simulation.callPortal(
            of: claim.rollup,
            MultiProofPortal.finalize(claim.id),
            for: step,
            "makes the block of \(self.claim) final"
        )
    }
}
