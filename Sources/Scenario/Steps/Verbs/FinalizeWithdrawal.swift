import L1Sim
import Primitives
import RollupActors
import RollupContracts
import TextOutput

/// `finalize_withdrawal`: an actor has a portal deliver a withdrawal whose wait is over.
package struct FinalizeWithdrawal: ReadableVerb {
    package static let name = "finalize_withdrawal"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let products: Set<StepProduct> = [.transaction]

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }
    /// The name under which the withdrawal was saved.
    package let withdrawal: String
    /// Who has proven it; nil for whoever did last, or else the actor.
    package let submitter: String?
    /// An account that the actor claims to be the receiver; nil for the truth.
    package let receiver: AccountReference?

    /// Keys of `finalize_withdrawal`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup that the withdrawal leaves; it has a portal.")
        let withdrawal = Field<String>.saved(
            "withdrawal",
            "The withdrawal, by the name it was saved under.",
            .withdrawal
        )
        let submitter = Field<String>.actor(
            "submitter",
            "The actor who has proven it.",
            absent: "whoever did last, or else the actor"
        )
        let receiver = Field<AccountReference>.account(
            "receiver",
            "A lie: the account that the withdrawal is said to be for.",
            absent: "the true receiver"
        )
    }

    static let reference = VerbReference(
        """
        An actor has the portal of a rollup deliver a withdrawal that was proven long enough ago. Blocks whose challenge \
        window has passed are made final first. A receiver that refuses it does not make the step fail: \
        `retry_message` delivers it later.
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
            - advance_time: 1d
            - finalize_withdrawal: {rollup: op, withdrawal: w, submitter: operator, receiver: bob}
              by: operator
              expect: {revert: Unproven}
            - finalize_withdrawal: {rollup: op, withdrawal: w}
              by: operator
              assert: l1.balance(alice) == 100.5 ETH
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
        self.submitter = fields.read(\.submitter)
        self.receiver = fields.read(\.receiver)
        fields.finish()
        guard let rollup, let withdrawal else { return nil }
        self.rollup = rollup
        self.withdrawal = withdrawal
    }
}

extension FinalizeWithdrawal {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let actor = try simulation.actor(step.actor ?? "")
        let rollup = try simulation.rollup(rollup)
        guard let saved = simulation.withdrawals[withdrawal], case .message(var message) = saved.content else {
            return StepEffect(
                outcome: StepOutcome(.reject, SavedWithdrawal.notSealed),
                summary: "takes \(withdrawal) out of the portal of \(rollup.name)",
                actor: actor.name
            )
        }
        if let receiver { message.to = try simulation.address(of: receiver) }
        let finalized = try simulation.finalize(saved.provenAt ?? saved.blockNumber, of: rollup, by: actor)
        let submitter = try simulation.actor(submitter ?? saved.provenBy ?? actor.name)
        let intent = PortalWithdrawer.finalize(
            message,
            provenBy: submitter.address,
            portal: rollup.bridge,
            feeRecipient: actor.address
        )
        var effect = try simulation.takeOut(withdrawal, message, of: rollup, by: actor, intent, step)
        if let finalized {
            let gas = finalized.sent.record?.gasUsed ?? 0
            effect.gasUsed = (effect.gasUsed ?? 0) &+ gas
            effect.details.append(
                finalized.sent.outcome == .success
                    ? "first makes the blocks up to \(finalized.number) final, for \(gas.grouped) gas"
                    : "first fails to make block \(finalized.number) final: \(finalized.sent.outcome)"
            )
        }
        return effect
    }
}
