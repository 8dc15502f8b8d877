import RollupActors

/// `forge_batch`: somebody without a witness hands L1 a batch of a ledger that nothing allows, with a forged proof.
package struct ForgeBatch: ReadableVerb {
    package static let name = "forge_batch"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction]
    package static let ledgers: Set<RollupDesign.Ledger> = [.payments]
    package static func fits(_ design: RollupDesign) -> Bool { design.settlement == .groth16 }
    package static let savableForm: String? = "a `forge_batch`"

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }
    package var savedKind: SavedKind? { .withdrawal }

    /// Keys of `forge_batch`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup.")
    }

    static let reference = VerbReference(
        """
        An actor who holds nothing has L1 settle a batch that withdraws all of a ledger's escrow to the actor. The \
        proof is made from the verifying key alone, which only `unsafe: [gamma_equals_delta]` lets pass. With an \
        `advancer` only the advancer can hand it in (`not sequencer`). `save` keeps the withdrawal for `claim`.
        """,
        value: Fields.shape,
        examples: [
            """
            - forge_batch: {rollup: pay}
              by: operator
              expect: {revert: proof refused}
              assert: pay.head.number == 0
            """
        ],
        source: "decision 0068"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`forge_batch`", context: step.context) else {
            return nil
        }
        let rollup = fields.read(\.rollup)
        fields.finish()
        guard let rollup else { return nil }
        self.rollup = rollup
    }
}

extension ForgeBatch {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        guard let ledger = simulation.payments[rollup] else {
            throw .setup("`\(rollup)` is no ledger of payments")
        }
        return try simulation.settleForgery(of: ledger, by: try simulation.actor(step.actor ?? ""), for: step)
    }
}
