import L1Sim
import Primitives
import RollupActors
import RollupContracts

/// `drop_forced`: somebody shows L1 that no block can begin with the oldest forced transaction any more.
package struct DropForced: ReadableVerb {
    package static let name = "drop_forced"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction]

    package static func fits(_ design: RollupDesign) -> Bool { design.executionMode != nil }

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }

    /// Keys of `drop_forced`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup; it has an inbox.")
    }

    static let reference = VerbReference(
        """
        Somebody takes the oldest forced transaction out of a rollup's inbox, once it is due, by a proof that its account \
        has used the nonce for another transaction. Nothing else makes it impossible, and one that is possible stays.
        """,
        value: Fields.shape,
        examples: [
            """
            - force_include: {rollup: inbox, to: bob, value: 1 ETH}
              by: alice
            - l2_tx: {rollup: inbox, to: bob, value: 2 ETH}
              by: alice
            - seal: {rollup: inbox, include_forced: none}
              id: b1
            - advance: {rollup: inbox, block: b1}
            - drop_forced: {rollup: inbox}
              by: operator
              expect: {revert: not due}
            - advance_time: 1h
            - drop_forced: {rollup: inbox}
              by: operator
              assert: events(inbox, "ForcedDropped").count == 1
            """
        ],
        source: "decision 0083"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`\(Self.name)`", context: step.context) else {
            return nil
        }
        let rollup = fields.read(\.rollup)
        fields.finish()
        fields.requireInbox(of: rollup, for: Self.name)
        guard let rollup else { return nil }
        self.rollup = rollup
    }
}

extension DropForced {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let actor = try simulation.actor(step.actor ?? "")
        let rollup = try simulation.rollup(rollup)
        let intent: TransactionIntent
        do throws(ActorError) {
            let oldest = try ForcedQueue(of: rollup.contract, on: simulation.l1).entries.first
            // With an empty inbox whatever is shown is refused.
            intent = try ForcedTransaction.drop(
                signedBy: oldest?.sender ?? actor.address,
                upon: rollup.follower.chain,
                rollup: rollup.contract
            )
        } catch {
            throw .actor(error)
        }
        let sent = try simulation.send(try simulation.signed(intent, by: actor), stepID: step.id)
        return StepEffect(
            outcome: sent.outcome,
            summary: "takes the oldest out of the inbox of \(rollup.name)",
            actor: actor.name,
            gasUsed: sent.record?.gasUsed
        )
    }
}
