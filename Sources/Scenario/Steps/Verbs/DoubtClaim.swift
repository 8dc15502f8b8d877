import RollupActors
import RollupContracts

/// `challenge_claim`: somebody objects to a claim that could become final by waiting, with a bond.
package struct DoubtClaim: ReadableVerb, MultiProofVerb {
    package static let name = "challenge_claim"

    /// The step that has made the claim.
    package let claim: String
    package let subject: String?
    /// What the challenger puts up; nil for what the rollup asks for.
    package let bond: Amount?

    /// Keys of `challenge_claim`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let claim = Field<String>.step("claim", "The step that has made the claim.", making: .game)
        let bond = Field<Amount>.optional("bond", "What the challenger puts up.", absent: "what the rollup asks for")
    }

    static let reference = VerbReference(
        """
        Somebody objects to a claim that could become final by waiting, and puts up as much as its proposer. From then on \
        waiting is not enough for it: it needs proofs, or L1's own execution (`uphold_claim`), and falls when it has waited \
        for `challenge_window` once more without them (`expire_claim`).
        """,
        value: Fields.shape,
        examples: [
            """
            - seal: {rollup: multi}
              id: b1
            - propose: {rollup: multi, block: b1}
              id: c1
            - challenge_claim: {claim: c1}
              by: alice
              expect: {revert: waiting not enough}
            - advance_time: 12h
            - fall_back: {claim: c1}
              by: alice
            - challenge_claim: {claim: c1, bond: 1 ETH}
              by: alice
              expect: {revert: IncorrectBondAmount}
            - challenge_claim: {claim: c1}
              by: alice
            - finalize_claim: {claim: c1}
              by: operator
              expect: {revert: claim challenged}
            """
        ],
        source: "decision 0080"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`\(Self.name)`", context: step.context) else {
            return nil
        }
        let claim = fields.read(\.claim)
        self.bond = fields.read(\.bond)
        fields.finish()
        guard let claim else { return nil }
        self.claim = claim
        self.subject = step.context.scope.steps[claim]?.rollup
    }
}

extension DoubtClaim {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let claim = try simulation.claim(self.claim)
        let terms = try simulation.multiProof(of: try simulation.rollup(claim.rollup)).configuration.terms
        return try simulation.callCourt(
            of: claim.rollup,
            ClaimCourt.challenge(claim.id),
            value: bond?.wei ?? terms.bond,
            for: step,
            "challenges \(self.claim): waiting is not enough for it"
        )
    }
}
