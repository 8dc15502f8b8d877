import L1Sim
import Primitives
import RollupActors
import RollupContracts
import StateTransition

/// `claim`: an actor claims a withdrawal on L1 with a proof against a settled state root.
///
/// The rollup need not be the one that the withdrawal comes from: whoever claims elsewhere has only the proof of the
/// chain that holds the message, and the contract has to refuse it.
package struct Claim: ReadableVerb {
    package static let name = "claim"
    package static let actorRule = ActorRule.required
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .revert, .halt, .invalidBlock]
    package static let codes: [OutcomeLayer: [String]] = [.reject: [notSealed]]
    package static let products: Set<StepProduct> = [.transaction]

    /// The rollup.
    package let rollup: String
    /// The name under which the withdrawal was saved.
    package let withdrawal: String

    init?(_ node: DocumentNode, step: inout FieldReader) {
        guard var fields = FieldReader(node, owner: "`claim`", context: step.context) else { return nil }
        let rollup = fields.rollup("rollup")
        let withdrawal = fields.saved("withdrawal", .withdrawal)
        fields.finish()
        guard let rollup, let withdrawal else { return nil }
        self.rollup = rollup
        self.withdrawal = withdrawal
    }
}

extension Claim {
    /// Code of a claim whose withdrawal no L2 block holds: there is nothing to prove, so nothing is sent.
    private static let notSealed = "WithdrawalNotSealed"

    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        let actor = try simulation.actor(step.actor ?? "")
        let rollup = try simulation.rollup(rollup)
        guard var saved = simulation.withdrawals[withdrawal] else {
            return StepEffect(
                outcome: StepOutcome(.reject, Self.notSealed),
                summary: "claims \(withdrawal) from \(rollup.name)",
                actor: actor.name
            )
        }
        let home = try simulation.rollup(saved.rollup)
        // Of the heights that the contract knows a root for, if any, the newest that holds the message.
        let settled = min(home.follower.chain.head.number, rollup.follower.chain.head.number)
        // Before settlement the claimer can only prove against the sequencer's word, which L1 does not know.
        let isSettled = saved.blockNumber <= settled
        let intent: TransactionIntent
        do {
            intent = try WithdrawalClaimer.claim(
                saved.message,
                provenAt: isSettled ? settled : saved.blockNumber,
                of: isSettled ? home.follower.chain : home.sequencer.chain,
                rollup: rollup.contract,
                feeRecipient: actor.address
            )
        } catch {
            throw .actor(error)
        }
        let transaction = try simulation.signed(intent, by: actor)
        let sent = try simulation.send(transaction, stepID: step.id)
        if sent.outcome == .success {
            saved.claimedAt = simulation.l1.clock.now
            simulation.withdrawals[withdrawal] = saved
        }
        let origin = saved.rollup == rollup.name ? "" : ", where it does not come from: \(saved.rollup) sent it"
        return StepEffect(
            outcome: sent.outcome,
            summary:
                "claims \(withdrawal), \(ExpressionValue.amount(saved.message.value)), from \(rollup.name)\(origin)",
            actor: actor.name,
            gasUsed: sent.record?.gasUsed
        )
    }
}
