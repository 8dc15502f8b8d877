import L1Sim
import RollupActors
import StateTransition
import TextOutput

/// `seal`: a rollup's sequencer makes an L2 block of what it was given.
///
/// It ends in `l2_failed` when the delivery of a message from L1 fails; an actor's own transaction is judged by its own
/// step.
package struct Seal: ReadableVerb {
    package static let name = "seal"
    package static let actorRule = ActorRule.none
    package static let possibleOutcomes: Set<OutcomeLayer> = [.reject, .l2Failed]
    package static let products: Set<StepProduct> = [.block]

    /// How many of the pending messages from L1 the block takes, oldest first.
    package enum MessageInclusion: Hashable, Sendable {
        /// All that fit.
        case all
        /// None.
        case none
        /// The given number.
        case count(UInt64)
    }

    /// The rollup.
    package let rollup: String
    package var subject: String? { rollup }
    /// Messages from L1 that the block takes.
    package let messages: MessageInclusion

    init?(_ node: DocumentNode, step: inout FieldReader) {
        guard var fields = FieldReader(node, owner: "`seal`", context: step.context) else { return nil }
        let rollup = fields.rollup("rollup")
        let messages = Self.messages(&fields)
        fields.finish()
        guard let rollup, let messages else { return nil }
        self.rollup = rollup
        self.messages = messages
    }

    private static func messages(_ fields: inout FieldReader) -> MessageInclusion? {
        guard let node = fields.node("include_l1_messages") else { return .all }
        switch node.text {
        case "all": return .all
        case "none": return MessageInclusion.none
        case let text?:
            if let count = UInt64(text), count <= 1_000_000 { return .count(count) }
        case nil:
            break
        }
        let found = node.text.map { "`\($0.shortened)`" } ?? node.kind
        let message = "`include_l1_messages` expects `all`, `none` or a number, found \(found)"
        fields.context.report(.invalidValue, message, at: node.location)
        return nil
    }
}

extension Seal {
    package func perform(_ step: Step, in simulation: inout Simulation) throws(SimulationFault) -> StepEffect {
        var rollup = try simulation.rollup(rollup)
        let actor = "\(rollup.name)/sequencer"
        let block: SealedBlock
        let budget = simulation.budget
        do {
            block = try rollup.sequencer.seal(
                at: simulation.l1.clock.now,
                messages: messages.selection,
                l1: simulation.l1,
                isStopped: { budget.isTimeUp }
            )
        } catch {
            if case .stopped = error { try simulation.budget.checkTime() }
            guard case .l2(.invalid(let reason)) = error else { throw .actor(error) }
            let outcome = StepOutcome(.reject, reason.code)
            return StepEffect(outcome: outcome, summary: "\(rollup.name) seals no block", actor: actor)
        }
        let header = block.block.header
        try simulation.budget.spend(gas: header.gasUsed)
        var effect = StepEffect(
            summary: "seals L2 block \(header.number) of \(rollup.name)",
            actor: actor,
            gasUsed: header.gasUsed
        )
        let relayed = block.records.count { rollup.submissions[$0.hash] == nil }
        let share = relayed == 0 ? "" : ", \(relayed == block.records.count ? "all" : "\(relayed)") by the relayer"
        effect.details.append(
            "\(block.records.count.counted("transaction"))\(share); anchored to L1 block \(block.anchorBlockNumber); "
                + "\(block.payload.encoded.count.counted("byte")) for EXECUTE"
        )
        simulation.rollups[self.rollup] = rollup
        try simulation.settle(block, of: self.rollup, stepID: step.id, effect: &effect)
        return effect
    }
}

extension Seal.MessageInclusion {
    fileprivate var selection: MessageSelection {
        switch self {
        case .all: .all
        case .none: .none
        case .count(let count): .atMost(count)
        }
    }
}
