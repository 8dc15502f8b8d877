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
    package static let ledgers: Set<RollupDesign.Ledger> = [.evm, .payments]

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
    /// What the block takes from the inbox.
    let forced: ForcedInclusion
    /// The block that it follows.
    let parent: ParentBlock

    /// The block that a sealed one follows.
    enum ParentBlock: String, CaseIterable, Sendable, ChoiceField {
        /// The newest one that was sealed.
        case sealed
        /// The newest one that L1 has settled.
        case settled

        /// The block, in words.
        var summary: String {
            switch self {
            case .sealed: "the newest that was sealed"
            case .settled: "the newest that L1 has settled: what was sealed above it is thrown away, and waits again"
            }
        }
    }

    /// Whether the block begins with what was forced on L1.
    enum ForcedInclusion: String, CaseIterable, Sendable, ChoiceField {
        /// As an honest block does.
        case oldest
        /// It leaves it out.
        case none

        /// What is taken, in words.
        var summary: String {
            switch self {
            case .oldest: "the oldest that a block can begin with"
            case .none: "none, as a sequencer who censors"
            }
        }
    }

    /// Keys of `seal`.
    struct Fields: FieldSet {
        static let declared = Fields()
        let rollup = Field<String>.rollup("rollup", "The rollup.")
        let messages = Field<DocumentNode>.node(
            "include_l1_messages",
            "How many of the pending messages from L1 the block takes, oldest first.",
            .either([
                .choice([
                    ValueShape.Choice("all", "all that fit"),
                    ValueShape.Choice("none", "none"),
                ]),
                UInt64.shape,
            ]),
            absent: "`all`",
            range: "at most \(Seal.maximumMessages.grouped)"
        )
        let forced = Field<ForcedInclusion>.optional(
            "include_forced",
            "Which transaction of the inbox the block begins with. For rollups with `inbox_delay`.",
            absent: "`\(ForcedInclusion.oldest.rawValue)`",
            source: "decision 0083"
        )
        let parent = Field<ParentBlock>.optional(
            "upon",
            "The block that the new one follows. For rollups that EXECUTE settles.",
            absent: "`\(ParentBlock.sealed.rawValue)`",
            source: "decision 0083"
        )
    }

    static let reference = VerbReference(
        """
        The rollup's sequencer makes an L2 block of the transactions and messages that wait. The block is not \
        settled yet: L1 does not know it. The sequencer seals again from where it stands, settled or not. On a \
        ledger of payments it makes a batch of at most `batch` payments and two deposits; the rest waits.
        """,
        value: Fields.shape,
        examples: [
            """
            - deposit: {to: nat, amount: 1 ETH}
              by: alice
            - seal: {rollup: nat, include_l1_messages: none}
              id: empty
            - seal: {rollup: nat, include_l1_messages: 1}
              id: b2
              assert: l2(nat).balance(alice) == 11 ETH
            - seal: {rollup: inbox, include_forced: none}
            - seal: {rollup: inbox, upon: settled}
            """
        ],
        source: "decision 0006"
    )

    /// Most messages that a number can ask for.
    private static let maximumMessages: UInt64 = 1_000_000

    init?(_ node: DocumentNode, step: inout FieldReader<Step.Fields>) {
        guard var fields = FieldReader(node, Fields.self, owner: "`seal`", context: step.context) else { return nil }
        let rollup = fields.read(\.rollup)
        let messages = Self.messages(&fields)
        let forced = fields.read(\.forced)
        self.forced = forced ?? .oldest
        let parent = fields.read(\.parent)
        self.parent = parent ?? .sealed
        fields.finish()
        if forced != nil { fields.requireInbox(of: rollup, for: "include_forced") }
        if parent != nil, let rollup, let section = step.context.scope.rollupSections[rollup],
            section.design.executionMode == nil
        {
            let message = "`upon` means nothing to `\(rollup)`, whose preset is \(section.preset.rawValue)"
            step.context.report(.invalidValue, message, at: fields.place(of: "upon"))
        }
        guard let rollup, let messages else { return nil }
        self.rollup = rollup
        self.messages = messages
    }

    private static func messages(_ fields: inout FieldReader<Fields>) -> MessageInclusion? {
        guard let node = fields.read(\.messages) else { return .all }
        switch node.text {
        case "all": return .all
        case "none": return MessageInclusion.none
        case let text?:
            if let count = UInt64(text), count <= maximumMessages { return .count(count) }
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
        guard simulation.payments[rollup] == nil else {
            return try simulation.sealBatch(of: rollup, messages.selection, for: step)
        }
        if parent == .settled { try simulation.dropUnsettledBlocks(of: rollup) }
        var rollup = try simulation.rollup(rollup)
        let actor = "\(rollup.name)/sequencer"
        let block: SealedBlock
        let budget = simulation.budget
        do {
            block = try rollup.sequencer.seal(
                at: simulation.l1.clock.now,
                messages: messages.selection,
                takesForced: forced == .oldest,
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
                + rollup.design.data(of: block)
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

extension RollupDesign {
    /// What of a block goes to L1, in words.
    fileprivate func data(of block: SealedBlock) -> String {
        guard executionMode == nil else { return "\(block.payload.encoded.count.counted("byte")) for EXECUTE" }
        let byteCount = block.block.transactions.reduce(0) { $0 + $1.count }
        return "\(byteCount.counted("byte")) of transactions"
    }
}
