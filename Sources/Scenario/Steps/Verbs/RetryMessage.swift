import RollupActors
import RollupContracts

/// `retry_message`: an actor has a portal deliver what a receiver has refused before.
package struct RetryMessage: ReadableVerb {
    package static let name = "retry_message"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction]

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }
    /// The name under which the withdrawal was saved.
    package let withdrawal: String

    /// Keys of `retry_message`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup that the withdrawal leaves; it has a portal.")
        let withdrawal = Field<String>.saved(
            "withdrawal",
            "The withdrawal, by the name it was saved under.",
            .withdrawal
        )
    }

    static let reference = VerbReference(
        """
        An actor has the portal of a rollup deliver a withdrawal that is final and that its receiver has refused. It \
        succeeds once.
        """,
        value: Fields.shape,
        examples: [
            """
            - l2_tx: {rollup: op, withdraw: 0.5 ETH}
              by: alice
              save: w
            - seal: {rollup: op}
              id: b1
            - advance: {rollup: op, block: b1}
            - prove_withdrawal: {rollup: op, withdrawal: w}
              by: operator
            - retry_message: {rollup: op, withdrawal: w}
              by: operator
              expect: {revert: not failed}
            """
        ],
        source: "decision 0071"
    )

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`\(Self.name)`", context: step.context) else {
            return nil
        }
        let rollup = fields.read(\.rollup)
        fields.requirePortal(of: rollup, for: Self.name)
        let withdrawal = fields.read(\.withdrawal)
        fields.finish()
        guard let rollup, let withdrawal else { return nil }
        self.rollup = rollup
        self.withdrawal = withdrawal
    }
}

extension RetryMessage {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let actor = try simulation.actor(step.actor ?? "")
        let rollup = try simulation.rollup(rollup)
        guard let saved = simulation.withdrawals[withdrawal], case .message(let message) = saved.content else {
            return StepEffect(
                outcome: StepOutcome(.reject, SavedWithdrawal.notSealed),
                summary: "retries \(withdrawal) at the portal of \(rollup.name)",
                actor: actor.name
            )
        }
        let intent = PortalWithdrawer.retry(message, portal: rollup.bridge, feeRecipient: actor.address)
        return try simulation.takeOut(withdrawal, message, of: rollup, by: actor, intent, step)
    }
}
