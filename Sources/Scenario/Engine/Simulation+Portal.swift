import EVM
import L1Sim
import Primitives
import RollupActors
import RollupContracts

extension Simulation {
    /// Sends what takes a withdrawal out of a portal, and tells whether its receiver has taken it.
    ///
    /// - Parameters:
    ///   - withdrawal: The name under which it was saved.
    ///   - message: What is said of it, true or not.
    ///   - rollup: The rollup.
    ///   - actor: Signs and pays.
    ///   - intent: The call of the portal.
    ///   - step: The step that does it.
    /// - Returns: What happened.
    /// - Throws: `SimulationFault` when L1 cannot be read, or the run has spent its limits.
    mutating func takeOut(
        _ withdrawal: String,
        _ message: RollupMessage,
        of rollup: RollupInstance,
        by actor: Actor,
        _ intent: TransactionIntent,
        _ step: Step
    ) throws(SimulationFault) -> StepEffect {
        let sent = try send(try signed(intent, by: actor), stepID: step.id)
        var effect = StepEffect(
            outcome: sent.outcome,
            summary:
                "takes \(withdrawal), \(ExpressionValue.amount(message.value)), out of the portal of \(rollup.name)",
            actor: actor.name,
            gasUsed: sent.record?.gasUsed
        )
        guard sent.outcome == .success, let record = sent.record else { return effect }
        let topic = Portal.EventLayout.l2MessageClaimed.topic
        if record.logs.contains(where: { $0.address == rollup.bridge && $0.topics.first == topic }) {
            keep(.payout(withdrawal: withdrawal), of: record)
        } else {
            effect.details.append("the receiver refuses it; it stays owed")
        }
        return effect
    }

    /// Sends a call that only the guardian of a rollup's portal may make.
    mutating func guardian(
        _ calldata: [UInt8],
        of rollup: String,
        _ step: Step,
        summary: String
    ) throws(SimulationFault) -> StepEffect {
        let actor = try actor(step.actor ?? "")
        let intent = TransactionIntent(to: try bridge(of: rollup), data: calldata, gasLimit: 200_000)
        let sent = try send(try signed(intent, by: actor), stepID: step.id)
        return StepEffect(
            outcome: sent.outcome,
            summary: summary,
            actor: actor.name,
            gasUsed: sent.record?.gasUsed
        )
    }
}
